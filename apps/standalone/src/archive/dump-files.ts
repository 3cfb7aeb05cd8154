import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { picturesOnRecord } from '#evidence';
import type { ArchiveWriter } from './archive-writer.js';
import { KEY_PREFIX, photoLine, type Manifest, type Member } from './manifest.js';

const SEALED = 0o400;
const ORDINARY = 0o600;

/**
 * The files of every photo that a row of the snapshot speaks of. They never change, and stand before their row does, so they may
 * be copied while the system runs. An original that no longer has its hash is left out and named; so is a file that is gone.
 */
export async function dumpPhotos(client: pg.ClientBase, dataDir: string, archive: ArchiveWriter): Promise<Manifest['photos']> {
  const all = { files: 0, bytes: 0, missing: [] as string[], damaged: [] as string[] };
  const digest = createHash('sha256');
  const add = async (name: string, expected: string | null, mode: number): Promise<void> => {
    const file = path.join(dataDir, name);
    const found = await stat(file).catch(() => null);
    if (!found) return void all.missing.push(name);
    if (expected && (await hashOf(file)) !== expected) return void all.damaged.push(name);
    const member = await archive.addFile(name, file, found.size, mode);
    digest.update(photoLine(member));
    all.files++;
    all.bytes += member.bytes;
  };
  for await (const picture of picturesOnRecord((text, values) => client.query(text, values))) {
    await add(picture.original, picture.sha256, SEALED);
    await add(picture.served, null, ORDINARY);
    await add(picture.thumbnail, null, ORDINARY);
  }
  return { ...all, digest: digest.digest('hex') };
}

/** DATA_DIR/keys: whoever holds this archive then can sign for the installation. */
export async function dumpKeys(dataDir: string, archive: ArchiveWriter): Promise<Member[]> {
  const folder = path.join(dataDir, 'keys');
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.(secret|pem)$/.test(name)).sort();
  const members: Member[] = [];
  for (const name of names) members.push(await archive.add(`${KEY_PREFIX}${name}`, await readFile(path.join(folder, name))));
  return members;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
