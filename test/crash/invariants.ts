import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { photoFiles } from './photo-files.js';

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
    const breaches: Breach[] = [];
    for (const { name, says, sql } of INVARIANTS) {
      const { rows } = await client.query(sql);
      if (rows.length > 0) breaches.push({ invariant: name, says, rows });
    }
    const photos = await photoFiles(client, dataDir);
    return photos.rows.length > 0 ? [...breaches, photos] : breaches;
  } finally {
    await client.end();
  }
}

export const count = (breaches: readonly Breach[], verdict: Verdict): number => breaches.flatMap((breach) => breach.rows).filter((row) => row.verdict === verdict).length;
