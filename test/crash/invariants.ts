import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { SealFile } from '#platform';
import { filesWithoutRow, photoFiles } from './photo-files.js';
import { isRest, LOOK, type Left } from './rest.js';
import { isExported, rootsOf, trail } from './trail.js';

/** `lost`: what should be there is not. `doubled`: it is there twice, or nobody asked for it. `broken`: it is there, but wrong. */
export type Verdict = 'lost' | 'doubled' | 'broken';

export interface Breach {
  /** Name of the invariant: its file without `.sql`. */
  readonly invariant: string;
  /** What should always be true. */
  readonly says: string;
  readonly rows: readonly ({ readonly verdict: Verdict } & Record<string, unknown>)[];
}

interface Invariant {
  readonly name: string;
  readonly says: string;
  readonly sql: string;
}

const FOLDER = 'test/crash/invariants';
const TRIES = 200;

/** One file each: the first line says what should be true, the statement returns whatever makes it untrue. */
export const INVARIANTS: readonly Invariant[] = readdirSync(path.resolve(FOLDER))
  .sort()
  .map((file) => {
    const sql = readFileSync(path.resolve(FOLDER, file), 'utf8');
    return { name: path.basename(file, '.sql'), says: sql.split('\n')[0]!.replace(/^-- /, ''), sql };
  });

/** Everything that is wrong in a database at rest that holds the history of its clients; `dataDir` is where the photos lie. */
export async function breachesIn(databaseUrl: string, dataDir: string): Promise<Breach[]> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'crash suite' });
  await client.connect();
  try {
    // Invariants compare sets with sets; in a database without statistics the planner would compare them row by row.
    await client.query('SET enable_nestloop = off');
    const roots = await standStill(client, dataDir);
    const asked: Breach[] = [];
    for (const { name, says, sql } of INVARIANTS) asked.push({ invariant: name, says, rows: (await client.query(sql)).rows as Breach['rows'] });
    asked.push(await trail(client, roots), await photoFiles(client, dataDir), await filesWithoutRow(client, dataDir));
    return asked.filter(({ rows }) => rows.length > 0);
  } finally {
    await client.end();
  }
}

/**
 * All invariants look at one moment, in which everything was at rest: a sweep may find something to note down at any time, and
 * what it has just written is not sealed yet, or its seal not exported. A night that never comes to rest is asked as it is.
 */
async function standStill(client: pg.Client, dataDir: string): Promise<SealFile> {
  for (let tries = 1; ; tries++) {
    const roots = await rootsOf(dataDir);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const [left] = (await client.query<Left>(LOOK)).rows;
    if (tries === TRIES || (isRest(left!) && (await isExported(client, roots)))) return roots;
    await client.query('ROLLBACK');
    await sleep(100);
  }
}

export const count = (breaches: readonly Breach[], verdict: Verdict): number => breaches.flatMap((breach) => breach.rows).filter((row) => row.verdict === verdict).length;
