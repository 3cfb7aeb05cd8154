/** Rows that are no record, and how long they are kept. */
export interface Retirement {
  /**
   * A function of the owner of the tables, `(most int) RETURNS int`: deletes at most so many of the oldest rows and says how many. The age
   * stands in it, in the migration: whoever holds the application's role can neither shorten it nor delete anything else.
   */
  readonly deletes: string;
  readonly because: string;
}

export const retirements: Retirement[] = [];

/** A context lets go of what is no record. `deletes`: literal, `<context>_retire_<rows>`. What is a record has no such function. */
export function defineRetirement(retirement: Retirement): void {
  if (!/^[a-z]+_retire_[a-z_]+$/.test(retirement.deletes)) throw new Error(`${retirement.deletes} is no name of a retirement.`);
  retirements.push(retirement);
}
