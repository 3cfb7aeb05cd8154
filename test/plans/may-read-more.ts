import type { Complaint } from './plan.js';

/** A statement that looks at more of a big table than others may, and why that is right. */
export interface Exception {
  /** Words that stand in this statement and in no other. */
  readonly words: string;
  readonly table: string;
  readonly because: string;
}

export const MAY_READ_MORE: readonly Exception[] = [];

export const mayReadMore = (text: string, { table, what }: Complaint): Exception | undefined =>
  what === 'spills' ? undefined : MAY_READ_MORE.find((exception) => exception.table === table && text.replace(/\s+/g, ' ').includes(exception.words));
