import type { PictureFiles } from './evidence-folder.js';

/** A picture that rows speak of, with where its files lie below DATA_DIR. */
export interface PictureOnRecord extends PictureFiles {
  /** Of the original, hex. */
  readonly sha256: string;
}

const PAGE = 500;
const PICTURES = `
  SELECT DISTINCT ON (sha256) encode(sha256, 'hex') AS sha256, 'evidence/' || original_file AS original, 'evidence/' || served_file AS served, 'evidence/' || thumbnail_file AS thumbnail
    FROM public.evidence_photo WHERE sha256 > decode($1, 'hex') ORDER BY sha256 LIMIT ${PAGE}`;

/** Each picture once, in the order of the hashes, a few in memory at a time: what a backup copies. `ask` answers SQL within its snapshot. */
export async function* picturesOnRecord(ask: (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>): AsyncGenerator<PictureOnRecord> {
  for (let after = ''; ; ) {
    const rows = (await ask(PICTURES, [after])).rows as PictureOnRecord[];
    yield* rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.sha256;
  }
}
