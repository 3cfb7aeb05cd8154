import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { ArchiveProblem, FORMAT, MANIFEST, PHOTO_PREFIX, photoLine, TRAILER, TRAILER_BYTES, type Manifest, type Member } from './manifest.js';

/** Is given each member but the manifest, with its bytes as they are read. */
export type Taker = (name: string, contents: AsyncIterable<Buffer>, mode: number) => Promise<void>;

const ignore: Taker = async (_name, contents) => {
  for await (const _ of contents);
};

/** Reads an archive from its first byte to its last and proves every one of them; returns its manifest. Throws `ArchiveProblem` for any that is not whole. */
export async function readArchive(file: string, take: Taker = ignore): Promise<Manifest> {
  const { end, sha256 } = await trailerOf(file);
  const whole = createHash('sha256');
  const members = extract();
  const tap = new Transform({ transform: (chunk: Buffer, _encoding, done) => (whole.update(chunk), done(null, chunk)) });
  const reading = pipeline(createReadStream(file, { end: end - 1 }), tap, members as unknown as NodeJS.WritableStream);
  const found = new Members();
  try {
    for await (const entry of members) await found.pass(entry.header.name, entry as AsyncIterable<Buffer>, entry.header.mode ?? 0o600, take);
    await reading;
  } catch (error) {
    reading.catch(() => undefined);
    members.destroy();
    // What stops the reading may be the taker's own trouble; damage is only what the reading itself says.
    throw found.takerFailed ?? damaged(file, (error as Error).message);
  }
  if (whole.digest('hex') !== sha256) throw damaged(file, 'its bytes are not those that were written');
  return found.proven(file);
}

const damaged = (file: string, why: string): ArchiveProblem => new ArchiveProblem(`${file} is damaged: ${why}. Nothing was changed. Use another copy of this backup, or an older one.`);

async function trailerOf(file: string): Promise<{ end: number; sha256: string }> {
  const handle = await open(file, 'r').catch((error: Error) => {
    throw new ArchiveProblem(`${file} cannot be read: ${error.message}`);
  });
  try {
    const { size } = await handle.stat();
    const end = size - TRAILER_BYTES;
    const last = end > 0 ? (await handle.read(Buffer.alloc(TRAILER_BYTES), 0, TRAILER_BYTES, end)).buffer.toString('latin1') : '';
    const sha256 = TRAILER.exec(last)?.[1];
    if (!sha256) throw new ArchiveProblem(`${file} is no whole Qingkong backup: its end is missing. Nothing was changed. Use another copy of this backup, or an older one.`);
    return { end, sha256 };
  } finally {
    await handle.close();
  }
}

/** Adds up what was read, to be compared with what the manifest says. */
class Members {
  takerFailed: Error | null = null;
  private manifest: Manifest | null = null;
  private readonly listed: Member[] = [];
  private readonly photos = { files: 0, bytes: 0, digest: createHash('sha256') };

  async pass(name: string, contents: AsyncIterable<Buffer>, mode: number, take: Taker): Promise<void> {
    if (this.manifest) throw new Error(`${name} stands behind the manifest`);
    if (name === MANIFEST) return void (this.manifest = JSON.parse((await gather(contents)).toString('utf8')) as Manifest);
    const hash = createHash('sha256');
    let bytes = 0;
    const measured = async function* (): AsyncGenerator<Buffer> {
      for await (const chunk of contents) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    };
    await take(name, measured(), mode).catch((error: Error) => {
      this.takerFailed = error;
      throw error;
    });
    this.note({ name, bytes, sha256: hash.digest('hex') });
  }

  proven(file: string): Manifest {
    const { manifest } = this;
    if (!manifest) throw damaged(file, 'its manifest is missing');
    if (manifest.format !== FORMAT) throw new ArchiveProblem(`${file} has the format ${manifest.format}; this version reads ${FORMAT}. Restore it with the version that made it (${manifest.product}) or a newer one.`);
    if (JSON.stringify(this.listed) !== JSON.stringify(manifest.members)) throw damaged(file, `its members are not those of its manifest: ${this.difference(manifest)}`);
    const { files, bytes, digest } = manifest.photos;
    if (files !== this.photos.files || bytes !== this.photos.bytes || digest !== this.photos.digest.digest('hex')) throw damaged(file, 'its photos are not those of its manifest');
    return manifest;
  }

  private note(member: Member): void {
    if (!member.name.startsWith(PHOTO_PREFIX)) return void this.listed.push(member);
    this.photos.files++;
    this.photos.bytes += member.bytes;
    this.photos.digest.update(photoLine(member));
  }

  private difference({ members }: Manifest): string {
    const wrong = members.find((member, at) => JSON.stringify(this.listed[at]) !== JSON.stringify(member));
    return wrong?.name ?? this.listed[members.length]?.name ?? 'none';
  }
}

async function gather(contents: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of contents) chunks.push(chunk);
  return Buffer.concat(chunks);
}
