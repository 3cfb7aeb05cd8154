import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

export interface Settings {
  readonly runs: number;
  readonly seed: number;
  /** Replays this run alone. */
  readonly only: number | null;
  /** No faults: a quiet night, to compare with. */
  readonly calm: boolean;
  /** A folder in which the server stays behind with the database of the last run, for those who want to look. */
  readonly keep: string | null;
}

/** The command line is wrong; the message says how it should be. */
export class UsageProblem extends Error {}

const USAGE = 'npm run crash -- [--runs 20] [--seed S] [--backend pg] [--only K] [--calm] [--keep FOLDER]';

const given = (args: string[]) =>
  parseArgs({
    args,
    options: {
      runs: { type: 'string' },
      seed: { type: 'string' },
      backend: { type: 'string' },
      only: { type: 'string' },
      calm: { type: 'boolean' },
      keep: { type: 'string' },
    },
  }).values;

export function readSettings(args: string[]): Settings {
  const values = parsed(args);
  const backend = values.backend ?? 'pg';
  if (backend === 'redis' || backend === 'cluster') throw new UsageProblem(`The crash suite does not run on Redis yet, so --backend ${backend} is refused. Use --backend pg.`);
  if (backend !== 'pg') throw new UsageProblem(`--backend ${backend} is unknown; it must be pg.\n${USAGE}`);
  return {
    runs: number('--runs', values.runs ?? '20', 1),
    seed: number('--seed', values.seed ?? String(randomInt(1_000_000)), 0),
    only: values.only === undefined ? null : number('--only', values.only, 1),
    calm: values.calm ?? false,
    keep: values.keep ?? null,
  };
}

function parsed(args: string[]): ReturnType<typeof given> {
  try {
    return given(args);
  } catch (error) {
    throw new UsageProblem(`${(error as Error).message}\n${USAGE}`);
  }
}

function number(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) throw new UsageProblem(`${name} must be a whole number from ${least}; it is "${text}".\n${USAGE}`);
  return value;
}
