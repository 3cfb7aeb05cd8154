import { Injectable, type Type } from '@nestjs/common';

/** Deadlines that stand as columns of the rows that wait. The database's clock judges; each step fires once. */
export interface RingingClock {
  /** Fires up to `limit` due rows in the open transaction (`FOR UPDATE SKIP LOCKED`); returns how many it took. */
  ring(limit: number): Promise<number>;
  /** For how many seconds the most overdue row is due; 0 while none is. */
  lateness(): Promise<number>;
}

export interface ClockMark {
  readonly name: string;
  readonly clock: Type<RingingClock>;
}

export const clockMarks: ClockMark[] = [];

export const Rings =
  (name: string) =>
  (target: Type<RingingClock>): void => {
    clockMarks.push({ name, clock: target });
    Injectable()(target);
  };
