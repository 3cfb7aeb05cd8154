/** What befell the processes in one run. */
export class Toll {
  /** Deaths by SIGKILL, PostgreSQL's among them. */
  kills = 0;
  /** Bytes of writes to Redis that a lost master took with it. */
  unreplicated = 0;
  /** Faults that really happened, by name. */
  readonly befell: string[] = [];
  /** Points that were reached. */
  readonly reached: string[] = [];
  /** What no process may do: end by itself although nothing was wrong with it. */
  readonly misdeeds: string[] = [];
}
