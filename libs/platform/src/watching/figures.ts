import { Injectable, type Type } from '@nestjs/common';

/** One figure with its labels. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly labels: Readonly<Record<string, string>>;
}

export const figure = (name: string, value: number, labels: Readonly<Record<string, string>> = {}): Figure => ({ name, value, labels });

/** What each figure means and which labels it bears, by its name without the prefix `qingkong_`; the unit is in the name. */
export type Meanings = Readonly<Record<string, readonly [help: string, ...labels: string[]]>>;

/** Somebody who knows figures that are worth watching. Asked at every scrape: indexed look-ups only, no counting of whole tables. */
export interface FigureSource {
  readonly meanings: Meanings;
  figures(): Promise<Figure[]>;
}

export const figureMarks: Type<FigureSource>[] = [];

/** A context tells its own figures; platform prints them and knows none of its tables. */
export const TellsFigures =
  () =>
  (target: Type<FigureSource>): void => {
    figureMarks.push(target);
    Injectable()(target);
  };
