import { Injectable, type Type } from '@nestjs/common';
import type { DomainEvent, EventClass } from './event.js';

/** One event, one command. `@After` reactions must be safe to run twice. */
export interface Reaction<E extends DomainEvent = DomainEvent> {
  react(event: E): Promise<void>;
}

export interface WithinMark {
  readonly event: EventClass;
  readonly reaction: Type<Reaction>;
}

export interface AfterMark extends WithinMark {
  /** Literal name under which its batches are stored. */
  readonly subscriber: string;
  /** Entries a batch may hold, 1 to 500: 1 where each entry is itself a block of work. */
  readonly batch: number;
  /** Ordered subscribers see entries in journal order, one batch at a time; free ones in any order, side by side. */
  readonly ordered: boolean;
}

export const withinMarks: WithinMark[] = [];
export const afterMarks: AfterMark[] = [];

/** Joins the emitter's transaction: if this fails, the act never happened. Only for the chain in `config/story.ts`. */
export const Within =
  (event: Type<DomainEvent>) =>
  (target: Type<Reaction>): void => {
    withinMarks.push({ event: event as EventClass, reaction: target });
    Injectable()(target);
  };

/** Runs after the commit, fed by the relay, at least once; its effects and its batch's done-mark commit together. */
export const After =
  (event: Type<DomainEvent>, subscriber: string, options: { batch?: number; ordered?: boolean } = {}) =>
  (target: Type<Reaction>): void => {
    afterMarks.push({ event: event as EventClass, reaction: target, subscriber, batch: options.batch ?? 500, ordered: options.ordered ?? false });
    Injectable()(target);
  };
