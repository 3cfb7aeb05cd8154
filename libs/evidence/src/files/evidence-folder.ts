import { Injectable } from '@nestjs/common';
import { chmod, mkdir, open, rename, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { v7 as uuid } from 'uuid';
import { Environment } from '#config/environment';

/** Where the files of one picture lie, relative to the evidence folder; the same bytes have the same names. */
export interface PictureFiles {
  readonly original: string;
  readonly served: string;
  readonly thumbnail: string;
}

/** Folders that hold pictures, each split by the first byte of the hash. */
export const SHELVES = ['originals', 'served', 'thumbnails'] as const;

export function filesOf(sha256: string): PictureFiles {
  const first = sha256.slice(0, 2);
  return { original: `originals/${first}/${sha256}`, served: `served/${first}/${sha256}.jpg`, thumbnail: `thumbnails/${first}/${sha256}.jpg` };
}

/**
 * DATA_DIR/evidence. A file appears under its name complete and never changes: it is written beside, made safe on the
 * disk, then renamed.
 */
@Injectable()
export class EvidenceFolder {
  constructor(private readonly environment: Environment) {}

  path(name: string): string {
    return path.join(this.environment.DATA_DIR, 'evidence', name);
  }

  /** A path for work in progress. */
  async incoming(): Promise<string> {
    await mkdir(this.path('incoming'), { recursive: true, mode: 0o700 });
    return this.path(`incoming/${uuid()}.part`);
  }

  /** Gives a finished file its name. `sealed` takes even its owner's right to write. */
  async place(from: string, name: string, sealed: boolean): Promise<void> {
    const to = this.path(name);
    await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
    if (sealed) await chmod(from, 0o400);
    await rename(from, to);
    await settle(path.dirname(to));
  }

  async has(name: string): Promise<boolean> {
    return stat(this.path(name)).then(
      () => true,
      () => false,
    );
  }

  /** Makes files that are used again as young as this one, so that the sweep does not take them for forgotten. */
  async refresh(names: readonly string[], like: string): Promise<void> {
    const { mtime } = await stat(like);
    for (const name of names) await utimes(this.path(name), mtime, mtime);
  }
}

/** A new name is safe only when its folder is on the disk too. Windows knows no such thing. */
async function settle(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
