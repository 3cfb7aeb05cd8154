import { isRoot, type RootLine, type SealFile } from '../seal-file.js';
import { keysOf, type Seal } from '../seal.js';
import { Found } from './finding.js';
import type { KeyObject } from 'node:crypto';

/** So many of the last lines may stand there again. */
const AGAIN = 1_000;

/** Reads the exported file beside the seals of the database: each root must stand in both. */
export class ExportedRoots {
  /** Roots that agreed. */
  agreed = 0;
  /** Keys that the file names; it lies outside of the database, so they count more than what stands there. */
  readonly keys = new Map<string, KeyObject>();
  private readonly lines: AsyncGenerator<unknown>;
  private ahead: RootLine | null = null;
  /** Roots of the last lines that agreed, by their number. */
  private readonly seen = new Map<string, string>();
  private number = 0;

  constructor(private readonly file: SealFile) {
    this.lines = file.read();
  }

  /** The line of this seal; null when the file ends before it. */
  async meet(seal: Seal): Promise<RootLine | null> {
    const line = await this.peek();
    if (!line) return null;
    if (BigInt(line.n) < BigInt(seal.n)) throw new Found('seal-missing-exported', { entry: line.first, seal: line.n, file: this.file.path });
    if (line.n !== seal.n) throw new Found('file-lines-removed', { entry: null, seal: seal.n, file: this.file.path });
    if (line.root !== seal.root.toString('hex')) throw new Found('seal-rewritten', { entry: line.first, seal: seal.n, file: this.file.path });
    this.take();
    this.agreed++;
    return line;
  }

  /** The next root, if the file has one. A process that was frozen before it wrote may write its lines again when others have long gone on. */
  async peek(): Promise<RootLine | null> {
    while (!this.ahead) {
      const { value, done } = (await this.lines.next()) as IteratorResult<RootLine | undefined>;
      if (done) return null;
      this.number++;
      this.accept(value);
    }
    return this.ahead;
  }

  private take(): void {
    this.seen.set(this.ahead!.n, this.ahead!.root);
    this.ahead = null;
    if (this.seen.size > AGAIN) this.seen.delete(this.seen.keys().next().value!);
  }

  private accept(line: RootLine | undefined): void {
    if (line && 'publicKey' in line) for (const [id, key] of keysOf(String(line.publicKey))) this.keys.set(id, key);
    else if (!line || !isRoot(line) || !/^\d+$/.test(String(line.n))) throw new Found('file-damaged', { entry: null, seal: null, line: this.number, file: this.file.path });
    else if (this.seen.get(line.n) !== line.root) this.ahead = line;
  }
}
