import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** One exported root: enough to see a change, a cut or another history, and to name the first row that it covers. */
export interface RootLine {
  readonly n: string;
  readonly root: string;
  readonly first: string;
  readonly last: string;
  readonly count: number;
  readonly at: string;
  readonly key: string;
  readonly signature: string;
}

export interface KeyLine {
  readonly key: string;
  readonly publicKey: string;
}

export type SealLine = RootLine | KeyLine;

const TAIL_BYTES = 8_192;

/**
 * The roots outside of the database: one JSON object a line, only ever added to, safe on the disk before the next seal is
 * made. Copy it somewhere else from time to time: whoever has an old copy can prove that nothing before it has changed.
 */
export class SealFile {
  constructor(
    readonly path: string,
    /** Read no further than this; to its end when absent. */
    private readonly bytes?: number,
  ) {}

  /** The same file, as far as it reaches now: what is written later is not read. */
  async asOfNow(): Promise<SealFile> {
    return new SealFile(this.path, await this.size());
  }

  /** The last whole root line; null for an empty file, or none. A line that a power cut tore is removed: it was never whole. */
  async last(): Promise<RootLine | null> {
    const file = await open(this.path, 'r').catch(unlessAbsent);
    if (!file) return null;
    try {
      const { size } = await file.stat();
      const from = Math.max(0, size - TAIL_BYTES);
      const tail = (await file.read(Buffer.alloc(size - from), 0, size - from, from)).buffer.toString('utf8');
      const whole = tail.slice(0, tail.lastIndexOf('\n') + 1);
      if (whole.length < tail.length) await truncate(this.path, from + Buffer.byteLength(whole));
      const lines = whole.trimEnd().split('\n').slice(from > 0 ? 1 : 0).filter(Boolean);
      return lines.map((line) => JSON.parse(line) as SealLine).findLast(isRoot) ?? null;
    } finally {
      await file.close();
    }
  }

  append(lines: readonly SealLine[]): Promise<void> {
    return this.write(this.path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }

  /** The same keys beside it, as other programs take them: what `audit:verify --public-key` wants a copy of. */
  async appendKeys(keys: readonly KeyLine[]): Promise<void> {
    const file = path.join(path.dirname(this.path), 'public-keys.pem');
    const known = await readFile(file, 'utf8').catch(() => '');
    await this.write(file, keys.filter(({ publicKey }) => !known.includes(publicKey)).map(({ publicKey }) => publicKey).join(''));
  }

  private size(): Promise<number> {
    return stat(this.path).then((file) => file.size, () => 0);
  }

  private async write(place: string, text: string): Promise<void> {
    if (text === '') return;
    await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
    const file = await open(place, 'a', 0o644);
    try {
      await file.appendFile(text);
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  /** Line by line, as far as it reached when reading began; `undefined` for a line that is no JSON. */
  async *read(): AsyncGenerator<SealLine | undefined> {
    const size = this.bytes ?? (await this.size());
    if (size === 0) return;
    for await (const line of createInterface({ input: createReadStream(this.path, { end: size - 1 }), crlfDelay: Infinity })) {
      if (line) yield parsed(line);
    }
  }
}

export const isRoot = (line: SealLine): line is RootLine => 'root' in line;

function parsed(line: string): SealLine | undefined {
  try {
    return JSON.parse(line) as SealLine;
  } catch {
    return undefined;
  }
}

function unlessAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
