import { isRoot, type RootLine, type SealFile } from '../seal-file.js';
import { keysOf, type Seal } from '../seal.js';
import { Found } from './finding.js';
import type { KeyObject } from 'node:crypto';

/** Reads the exported file beside the seals of the database: each root must stand in both. */
export class ExportedRoots {
  /** Roots that agreed. */
  agreed = 0;
  /** Keys that the file names; it lies outside of the database, so they count more than what stands there. */
  readonly keys = new Map<string, KeyObject>();
  private readonly lines: AsyncGenerator<unknown>;
  private ahead: RootLine | null = null;
  private before: RootLine | null = null;
  private number = 0;

  constructor(private readonly file: SealFile) {
    this.lines = file.read();
  }

  /** The line of this seal; null when the file ends before it. */
  async meet(seal: Seal): Promise<RootLine | null> {
    const line = await this.peek();
    if (!line) return null;
    if (BigInt(line.n) < BigInt(seal.n)) throw new Found({ entry: line.first, seal: line.n, what: `the seal is missing in the database; ${this.file.path} has its root` });
    if (line.n !== seal.n) throw new Found({ entry: null, seal: seal.n, what: `${this.file.path} lacks this seal, but has later ones: lines were removed from it` });
    if (line.root !== seal.root.toString('hex')) throw new Found({ entry: line.first, seal: seal.n, what: `the seal is not the one that was exported to ${this.file.path}: it, or the rows under it, were written anew` });
    this.take();
    this.agreed++;
    return line;
  }

  /** The next root, if the file has one. A process that was frozen while it wrote may have written a line twice. */
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
    this.before = this.ahead;
    this.ahead = null;
  }

  private accept(line: RootLine | undefined): void {
    if (line && 'publicKey' in line) for (const [id, key] of keysOf(String(line.publicKey))) this.keys.set(id, key);
    else if (!line || !isRoot(line) || !/^\d+$/.test(String(line.n))) throw new Found({ entry: null, seal: null, what: `line ${this.number} of ${this.file.path} is damaged` });
    else if (line.n !== this.before?.n || line.root !== this.before.root) this.ahead = line;
  }
}
