import { Injectable, type Type } from '@nestjs/common';

/** A thing that had fallen out of the story and was put back. */
export interface Repaired {
  readonly jurisdictionId: string;
  /** The row, as `noun/id`. */
  readonly subject: string;
}

/** Keeps repairs: each block in one transaction with its entry in the journal. */
export interface Repairs {
  /** Runs `work`, which repairs and says what; returns how much that was. Nothing repaired, nothing written. */
  block(work: () => Promise<readonly Repaired[]>): Promise<number>;
}

/**
 * Looks at the business state, not at what a queue or a leader believes, and puts right what they forgot. It may run at any
 * time, beside the ordinary way and twice at once: a repair finds its row under lock, or finds nothing. It reports only what
 * it truly changed, so the journal gets no row for the same thing again.
 */
export interface Sweep {
  sweep(repairs: Repairs): Promise<void>;
}

export interface SweepMark {
  readonly name: string;
  readonly because: string;
  readonly sweep: Type<Sweep>;
}

export const sweepMarks: SweepMark[] = [];

/** One kind of repair, looked for every 15 seconds by one of the workers. `name`: literal, `context.what`. */
export const Sweeps =
  (name: string, { because }: { because: string }) =>
  (target: Type<Sweep>): void => {
    sweepMarks.push({ name, because, sweep: target });
    Injectable()(target);
  };
