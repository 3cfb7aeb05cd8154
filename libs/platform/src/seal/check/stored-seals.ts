import type { Seal } from '../seal.js';
import { Found } from './finding.js';

/** Anything that answers SQL: a pool, or the connection of one snapshot. */
export interface Asked {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

const PAGE = 20;

const SEALS = `
  SELECT n, previous, position, entries, leaves, count, merkle, root, key_id AS "keyId", signature, extract(epoch FROM at)::text AS at
    FROM public.journal_seal WHERE $1::bigint IS NULL OR n > $1 ORDER BY n LIMIT ${PAGE}`;

/** The seals as they stand in the database, in order, a few in memory at a time. */
export async function* storedSeals(database: Asked): AsyncGenerator<Seal> {
  for (let after: string | null = null; ; ) {
    const { rows } = (await database.query(SEALS, [after])) as { rows: Seal[] };
    for (const row of rows) yield whole(row);
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.n;
  }
}

/** Whoever may drop constraints may also leave things out. */
function whole(row: Seal): Seal {
  const lacking = Object.entries(row).filter(([name, value]) => value === null && name !== 'previous').map(([name]) => name);
  const listed = Array.isArray(row.entries) && row.entries.length > 0 && !(row.entries as (string | null)[]).includes(null);
  if (lacking.length === 0 && listed) return row;
  throw new Found('seal-incomplete', { entry: null, seal: row.n, lacking: lacking.join(', ') || 'entries' });
}
