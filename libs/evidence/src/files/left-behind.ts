import { Injectable } from '@nestjs/common';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { LEFT_BEHIND_MINUTES } from '../limits.js';
import { EvidenceFolder, SHELVES } from './evidence-folder.js';
import { writeSafely } from './receive.js';

/** What uploads that ended in the middle have left in the evidence folder, and the place where files without a row are put. */
@Injectable()
export class LeftBehind {
  constructor(private readonly folder: EvidenceFolder) {}

  /** Files older than this are nobody's work in progress. By the clock of the disk, asked by writing to it: theirs is the same. */
  async longAgo(): Promise<Date> {
    const probe = await this.folder.incoming();
    await writeSafely(probe, Buffer.alloc(0));
    const { mtimeMs } = await stat(probe);
    await rm(probe);
    return new Date(mtimeMs - LEFT_BEHIND_MINUTES * 60_000);
  }

  async removeHalfUploads(before: Date): Promise<number> {
    const names = (await namesIn(this.folder.path('incoming'))).map((name) => `incoming/${name}`);
    const old = await this.olderThan(names, before);
    for (const name of old) await rm(this.folder.path(name), { force: true });
    return old.length;
  }

  /** All picture files whose hash begins with this byte. */
  async list(firstByte: number): Promise<string[]> {
    const part = firstByte.toString(16).padStart(2, '0');
    const lists = await Promise.all(SHELVES.map(async (shelf) => (await namesIn(this.folder.path(`${shelf}/${part}`))).map((name) => `${shelf}/${part}/${name}`)));
    return lists.flat();
  }

  async moveAside(names: readonly string[], before: Date): Promise<number> {
    const old = await this.olderThan(names, before);
    let moved = 0;
    for (const name of old) if (await this.move(name, `orphans/${name}`)) moved++;
    return moved;
  }

  /** True when the file stood among the orphans and is in its place again. */
  bringBack(name: string): Promise<boolean> {
    return this.move(`orphans/${name}`, name);
  }

  private async olderThan(names: readonly string[], before: Date): Promise<string[]> {
    const old: string[] = [];
    for (const name of names) {
      const file = await stat(this.folder.path(name)).catch(() => null);
      if (file && file.mtime < before) old.push(name);
    }
    return old;
  }

  /** False when there is nothing to move, or another sweep was faster. */
  private async move(from: string, to: string): Promise<boolean> {
    if (!(await this.folder.has(from))) return false;
    const target = this.folder.path(to);
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
    return rename(this.folder.path(from), target).then(() => true, unlessAbsent(false));
  }
}

/** Empty for a folder that nobody has needed yet. */
const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(unlessAbsent<string[]>([]));

const unlessAbsent =
  <T>(instead: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return instead;
    throw error;
  };
