import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { StartProblem } from '../advice.js';
import { ArchiveProblem, KEY_PREFIX, PHOTO_PREFIX, type Manifest } from './manifest.js';

const KNOWN = new RegExp(`^(${PHOTO_PREFIX}[a-z]+/[0-9a-f]{2}/[0-9a-f]{64}(\\.jpg)?|${KEY_PREFIX}[\\w-]+\\.(secret|pem))$`);

/** Puts a file of the archive into the data folder: written beside, safe on the disk, then in its place. Only names that we give ourselves. */
export async function placeFile(dataDir: string, name: string, contents: AsyncIterable<Buffer>, mode: number): Promise<void> {
  if (!KNOWN.test(name)) throw new ArchiveProblem(`The archive holds a file that is none of ours: ${name}`);
  const target = path.join(dataDir, name);
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const draft = `${target}.${process.pid}.part`;
  const file = await open(draft, 'w', 0o600);
  try {
    for await (const chunk of contents) await file.appendFile(chunk);
    await file.sync();
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await chmod(draft, mode);
  await rename(draft, target);
}

/** Keys that stand here already and differ: whose are right, a person must say. */
export function refuseOtherKeys(dataDir: string, manifest: Manifest): void {
  const expected = new Map(manifest.members.map(({ name, sha256 }) => [name, sha256]));
  const other = manifest.keys.filter((name) => {
    const file = path.join(dataDir, name);
    return existsSync(file) && createHash('sha256').update(readFileSync(file)).digest('hex') !== expected.get(name);
  });
  if (other.length > 0) throw new StartProblem(`${dataDir} holds other keys than the backup: ${other.join(', ')}. Move them away, or restore with another DATA_DIR. Nothing was changed.`);
}
