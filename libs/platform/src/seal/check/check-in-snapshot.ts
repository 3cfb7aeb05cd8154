import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { checkJournal, type CheckOptions, type CheckReport, type SoFar } from './check-journal.js';
import type { FindingCode } from './finding.js';

export interface SnapshotOptions extends CheckOptions {
  /** Heard before the first seal: how much there is to check. */
  readonly begins?: (goal: SoFar) => Promise<void>;
  /** Ends the check with its reason. */
  readonly signal?: AbortSignal;
}

export interface SnapshotReport extends CheckReport {
  /** Wire name of the first bad row; null when there is none, or it is gone. */
  readonly kind: string | null;
}

/** One snapshot that only reads. The check takes one core at most: others are at work beside it. */
const BEGIN = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL search_path = pg_catalog, public; SET LOCAL max_parallel_workers_per_gather = 0`;
/** Places have no gap, so that the last one is also how many rows are sealed. */
const GOAL = `SELECT n::float8 AS seals, position::float8 AS entries FROM public.journal_seal ORDER BY n DESC LIMIT 1`;
const KIND = `SELECT type FROM public.journal WHERE id = $1 LIMIT 1`;

/** The whole check on a connection of its own, which belongs to no pool: nobody waits for a connection because somebody checks. */
export async function checkInSnapshot(settings: pg.ClientConfig, options: SnapshotOptions): Promise<SnapshotReport> {
  const client = new pg.Client(settings);
  client.on('error', () => undefined);
  await client.connect();
  const stopped = new Promise<never>((_, reject) => options.signal?.addEventListener('abort', () => reject(options.signal!.reason as Error), { once: true }));
  try {
    return await Promise.race([wholeCheck(client, options), stopped]);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What is found while the sealer, or the file of roots, is behind for a moment. */
const OF_A_HALT: readonly FindingCode[] = ['row-late', 'file-ends-early'];

/** After a halt of the workers what waited looks late at first: it gets the patience that every row gets, and is looked at again. */
async function wholeCheck(client: pg.Client, options: SnapshotOptions): Promise<SnapshotReport> {
  const first = await oneLook(client, options);
  if (!first.finding || !OF_A_HALT.includes(first.finding.code)) return first;
  await sleep(options.patience * 1_000, undefined, { signal: options.signal });
  return oneLook(client, options);
}

async function oneLook(client: pg.Client, options: SnapshotOptions): Promise<SnapshotReport> {
  // What is exported while the snapshot is being taken is not in the snapshot: the file is read no further than it reached before.
  const roots = (await options.roots?.asOfNow()) ?? null;
  await client.query(BEGIN);
  const [goal] = (await client.query<{ seals: number; entries: number }>(GOAL)).rows;
  await options.begins?.(goal ?? { seals: 0, entries: 0 });
  const report = await checkJournal(client, { ...options, roots });
  const entry = report.finding?.entry;
  const kind = entry ? ((await client.query<{ type: string }>(KIND, [entry])).rows[0]?.type ?? null) : null;
  await client.query('COMMIT');
  return { ...report, kind };
}
