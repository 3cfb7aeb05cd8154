import { Found, type FindingCode } from './finding.js';
import type { Asked } from './stored-seals.js';

/** A row outside of every seal is on its way to one (the relay or the sealer has not come to it), or nobody of ours wrote it. */
const OUTSIDE = `
  WITH sealed AS (SELECT unnest(entries) AS id FROM public.journal_seal), outside AS (
    SELECT entry.id,
           CASE WHEN pending.entry_id IS NULL AND (feed.position IS NULL OR feed.position <= $1) THEN 'row-inserted'
                WHEN entry.at < public.clock_now() - make_interval(secs => $2) THEN 'row-late' END AS what
      FROM public.journal entry
      LEFT JOIN sealed ON sealed.id = entry.id
      LEFT JOIN public.journal_feed feed ON feed.entry_id = entry.id
      LEFT JOIN public.journal_pending pending ON pending.entry_id = entry.id
     WHERE sealed.id IS NULL
  )
  SELECT count(*) OVER () AS waiting, id, what FROM outside ORDER BY what IS NULL, what, id LIMIT 1`;
const TWICE = `SELECT id FROM (SELECT unnest(entries) AS id FROM public.journal_seal) sealed GROUP BY id HAVING count(*) > 1 ORDER BY id LIMIT 1`;

/** How many rows wait for the next seal, after everything up to place `position` was sealed; throws `Found` when one of them has no right to. */
export async function lookForUnsealed(database: Asked, position: string, patience: number): Promise<number> {
  const { rows: twice } = (await database.query(TWICE)) as { rows: { id: string }[] };
  if (twice[0]) throw new Found('row-in-two-seals', { entry: twice[0].id, seal: null });
  const { rows } = (await database.query(OUTSIDE, [position, patience])) as { rows: { waiting: string; id: string; what: FindingCode | null }[] };
  const [first] = rows;
  if (first?.what) throw new Found(first.what, { entry: first.id, seal: null });
  return Number(first?.waiting ?? 0);
}
