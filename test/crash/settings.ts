import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { redisServer } from '../harness/redis.js';
import { BACKENDS, type Backend } from './queue.js';

export interface Settings {
  /** The number of the first run, and how many there are. */
  readonly first: number;
  readonly runs: number;
  /** Each with a rotation of its own; they take turns. */
  readonly seeds: readonly number[];
  /** Take turns, series by series; one that is named twice has twice as many. */
  readonly backends: readonly Backend[];
  /** Nights that are told side by side. */
  readonly lanes: number;
  /** No faults: a quiet night, to compare with. */
  readonly calm: boolean;
  /** A folder in which the server stays behind with the database of the last run, for those who want to look. */
  readonly keep: string | null;
  /** Adds what came of it to docs/crash-log.md. */
  readonly log: boolean;
}

/** The command line is wrong; the message says how it should be. */
export class UsageProblem extends Error {}

const USAGE = 'npm run crash -- [--runs 20] [--seed S] [--backend pg|redis|cluster] [--only K or J-K] [--lanes 2] [--calm] [--log] [--keep FOLDER]';

const given = (args: string[]) =>
  parseArgs({
    args,
    options: {
      runs: { type: 'string' },
      seed: { type: 'string' },
      backend: { type: 'string' },
      only: { type: 'string' },
      lanes: { type: 'string' },
      calm: { type: 'boolean' },
      keep: { type: 'string' },
      log: { type: 'boolean' },
    },
  }).values;

export function readSettings(args: string[]): Settings {
  const values = parsed(args);
  return {
    ...(values.only === undefined ? { first: 1, runs: number('--runs', values.runs ?? '20', 1) } : only(values.only)),
    seeds: (values.seed ?? String(randomInt(1_000_000))).split(',').map((seed) => number('--seed', seed, 0)),
    backends: (values.backend ?? 'pg').split(',').map(backend),
    lanes: number('--lanes', values.lanes ?? String(Math.min(2, availableParallelism())), 1),
    calm: values.calm ?? false,
    keep: values.keep ?? null,
    log: values.log ?? false,
  };
}

function parsed(args: string[]): ReturnType<typeof given> {
  try {
    return given(args);
  } catch (error) {
    throw new UsageProblem(`${(error as Error).message}\n${USAGE}`);
  }
}

function backend(name: string): Backend {
  const known = BACKENDS.find((one) => one === name);
  if (!known) throw new UsageProblem(`--backend ${name} is unknown; it must be ${BACKENDS.join(' or ')}.\n${USAGE}`);
  if (known !== 'pg' && !redisServer) throw new UsageProblem(`--backend ${name} needs a redis-server (Debian: apt-get install redis-server); QK_REDIS_SERVER names one elsewhere.`);
  return known;
}

/** `7`, or `3-7`: with those before it in its series. */
function only(text: string): { first: number; runs: number } {
  const [from, to] = text.split('-') as [string, string | undefined];
  const first = number('--only', from, 1);
  return { first, runs: number('--only', to ?? from, first) - first + 1 };
}

function number(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) throw new UsageProblem(`${name} must be a whole number from ${least}; it is "${text}".\n${USAGE}`);
  return value;
}
