import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, rmSync } from 'node:fs';
import { open, rename, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { pack, type Pack } from 'tar-stream';
import { trailerOf, type Member } from './manifest.js';

/** Writes an archive beside its place and puts it there when it is whole: a tar file, readable by its owner alone, with a hash over all of it at the end. */
export class ArchiveWriter {
  private readonly tar: Pack = pack();
  private readonly whole = createHash('sha256');
  private readonly writing: Promise<void>;

  private constructor(
    private readonly target: string,
    private readonly draft: string,
    private readonly file: FileHandle,
    private readonly at: Date,
  ) {
    this.writing = this.drain();
    process.once('exit', this.forget);
    // Whoever adds the next member is told; until then nobody listens.
    this.writing.catch((error: Error) => this.tar.destroy(error));
  }

  static async begin(target: string, at: Date): Promise<ArchiveWriter> {
    const draft = `${target}.${process.pid}.${randomBytes(4).toString('hex')}.part`;
    return new ArchiveWriter(target, draft, await open(draft, 'wx', 0o600), at);
  }

  async add(name: string, contents: Buffer, mode = 0o600): Promise<Member> {
    await new Promise<void>((resolve, reject) => this.tar.entry(this.headers(name, contents.length, mode), contents, (error) => (error ? reject(error) : resolve())));
    return { name, bytes: contents.length, sha256: createHash('sha256').update(contents).digest('hex') };
  }

  /** A file from the disk, which must not change meanwhile. */
  async addFile(name: string, file: string, bytes: number, mode: number): Promise<Member> {
    const hash = createHash('sha256');
    const done = new Promise<void>((resolve, reject) => {
      const entry = this.tar.entry(this.headers(name, bytes, mode), (error) => (error ? reject(error) : resolve()));
      void (async () => {
        for await (const chunk of createReadStream(file, { end: Math.max(0, bytes - 1) }) as AsyncIterable<Buffer>) {
          hash.update(chunk);
          if (!entry.write(chunk)) await once(entry, 'drain');
        }
        entry.end(null);
      })().catch(reject);
    });
    await done;
    return { name, bytes, sha256: hash.digest('hex') };
  }

  /** The archive is whole: it gets its name. */
  async finish(): Promise<void> {
    this.tar.finalize();
    await this.writing;
    await this.file.appendFile(trailerOf(this.whole.digest('hex')));
    await this.file.sync();
    await this.file.close();
    await rename(this.draft, this.target);
    process.off('exit', this.forget);
    if (process.platform === 'win32') return;
    const folder = await open(path.dirname(this.target), 'r');
    await folder.sync().finally(() => folder.close());
  }

  /** Leaves nothing behind. */
  async abandon(): Promise<void> {
    this.tar.destroy();
    await this.writing.catch(() => undefined);
    await this.file.close().catch(() => undefined);
    this.forget();
    process.off('exit', this.forget);
  }

  /** Also when the process ends in the middle of it. */
  private readonly forget = (): void => rmSync(this.draft, { force: true });

  private headers(name: string, size: number, mode: number) {
    return { name, size, mode, mtime: this.at };
  }

  private async drain(): Promise<void> {
    for await (const chunk of this.tar as AsyncIterable<Buffer>) {
      this.whole.update(chunk);
      await this.file.appendFile(chunk);
    }
  }
}
