import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { PhotoTooLarge, StorageFull } from '../evidence.refusals.js';

export interface Received {
  readonly path: string;
  /** Hex. */
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Writes a stream to a file of its own, hashing on the way, and returns once it is safe on the disk.
 * Nothing is left behind when it ends badly, unless the power goes; the sweep removes that.
 */
export async function receive(source: AsyncIterable<Buffer>, path: string, mostBytes: number): Promise<Received> {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* measured(): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new PhotoTooLarge(mostBytes);
      hash.update(chunk);
      yield chunk;
    }
  }
  try {
    await writeSafely(path, measured());
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, sha256: hash.digest('hex'), bytes };
}

export async function writeSafely(path: string, contents: Buffer | AsyncIterable<Buffer>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    if (Buffer.isBuffer(contents)) await file.writeFile(contents);
    else for await (const chunk of contents) await file.writeFile(chunk);
    await file.sync();
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? new StorageFull() : error;
  } finally {
    await file.close();
  }
}
