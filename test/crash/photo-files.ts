import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
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
