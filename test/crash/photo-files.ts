import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import type { Breach } from './invariants.js';

interface Photo {
  readonly id: string;
  readonly sha256: Buffer;
  readonly bytes: number;
  readonly files: readonly string[];
}

const PHOTOS = `SELECT id, sha256, bytes, ARRAY[original_file, served_file, thumbnail_file] AS files FROM evidence_photo`;

/** I11: each photo that a row speaks of lies on the disk, its original with that very hash. */
export async function photoFiles(client: pg.Client, dataDir: string): Promise<Breach> {
  const { rows } = await client.query<Photo>(PHOTOS);
  const wrong = rows.flatMap((photo): Breach['rows'] => {
    const [original, ...copies] = photo.files.map((file) => path.join(dataDir, 'evidence', file));
    const missing = [original!, ...copies].filter((file) => !existsSync(file));
    if (missing.length > 0) return [{ verdict: 'lost', photo: photo.id, missing }];
    const bytes = readFileSync(original!);
    const sealed = bytes.length === photo.bytes && createHash('sha256').update(bytes).digest().equals(photo.sha256);
    return sealed ? [] : [{ verdict: 'broken', photo: photo.id, missing }];
  });
  return { invariant: 'photo-files', says: 'I11: each photo that a row speaks of lies on the disk, its original with that very hash.', rows: wrong };
}

const NAMED = `SELECT unnest(ARRAY[original_file, served_file, thumbnail_file]) AS file FROM evidence_photo`;
/** Whoever is refused may have left a picture, which lies there for its hour as it should. */
const REFUSED = `SELECT count(*)::int AS uploads FROM crash_request WHERE verb = 'photo' AND outcome <> 'ok'`;

/**
 * I11, from the file to its row. Whoever sends a photo insists until he is told that it is kept, so in the end each file has its row,
 * and none is an hour old, so none was moved aside. Halves of uploads that died lie in `incoming` for that hour, by the disk's clock:
 * that the sweep then removes them, and moves what no row names, is told by its spec; no night lasts so long.
 */
export async function filesWithoutRow(client: pg.Client, dataDir: string): Promise<Breach> {
  const named = new Set((await client.query<{ file: string }>(NAMED)).rows.map(({ file }) => file));
  const [refused] = (await client.query<{ uploads: number }>(REFUSED)).rows;
  const strays = filesBelow(path.join(dataDir, 'evidence')).filter((file) => !file.startsWith('incoming/') && !named.has(file));
  const wrong = strays.filter((file) => refused!.uploads === 0 || file.startsWith('orphans/'));
  return { invariant: 'files-have-rows', says: 'I11: each file among the photos is named by a row, and none was moved aside before its hour.', rows: wrong.map((file) => ({ verdict: 'broken', file })) };
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'));
}
