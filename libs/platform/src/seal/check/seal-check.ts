import type { KeyObject } from 'node:crypto';
import { CANONICAL, LEAF_BYTES, leafOf } from '../leaf.js';
import { merkleRoot } from '../merkle.js';
import type { RootLine } from '../seal-file.js';
import { isSignedBy, keysOf, leavesOf, rootOf, type Seal } from '../seal.js';
import type { ExportedRoots } from './exported-roots.js';
import { Found, type FindingCode } from './finding.js';
import type { Asked } from './stored-seals.js';

const PAGE = 500;
const ROWS = `SELECT entry.id, ${CANONICAL} AS canonical FROM public.journal entry WHERE entry.id = ANY($1::bigint[])`;
const KEY = `SELECT public_key AS pem FROM public.journal_seal_key WHERE id = $1`;
const AGE = `SELECT extract(epoch FROM public.clock_now())::float8 AS now`;

/** Seals in their order: first what the seal says of itself, then each row under it. Throws `Found` at the first that is wrong. */
export class SealCheck {
  seals = 0;
  entries = 0;
  position = '0';
  lastAt: string | null = null;
  readonly signedBy = new Set<string>();
  private root: Buffer | null = null;
  private exportedAll = true;
  /** First row of the seal that is looked at, as the exported file has it, or else as the seal says. */
  private first = '';

  constructor(
    private readonly database: Asked,
    private readonly keys: ReadonlyMap<string, KeyObject> | null,
    private readonly exported: ExportedRoots | null,
  ) {}

  async next(seal: Seal): Promise<void> {
    const line = await this.inOrder(seal);
    this.first = line?.first ?? seal.entries[0]!;
    this.linked(seal);
    this.consistent(seal);
    await this.signed(seal);
    this.exportedAll = this.exported === null || line !== null;
    await this.rows(seal);
    this.seals++;
    [this.root, this.position, this.lastAt] = [seal.root, seal.position, seal.at];
  }

  /** Nothing may stand in the file that the database does not have, and nothing old may be missing in the file. */
  async ends(patience: number): Promise<void> {
    const beyond = await this.exported?.peek();
    if (beyond) throw new Found('end-cut', { entry: beyond.first, seal: beyond.n, count: beyond.count, last: beyond.last });
    if (this.exportedAll || !this.lastAt) return;
    const { rows } = (await this.database.query(AGE)) as { rows: { now: number }[] };
    if (rows[0]!.now - Number(this.lastAt) > patience) throw new Found('file-ends-early', { entry: null, seal: String(this.seals) });
  }

  private async inOrder(seal: Seal): Promise<RootLine | null> {
    const line = (await this.exported?.meet(seal)) ?? null;
    const n = String(this.seals + 1);
    if (seal.n !== n) throw new Found('seal-missing', { entry: null, seal: n });
    return line;
  }

  private linked(seal: Seal): void {
    const follows = this.root === null ? seal.previous === null : seal.previous?.equals(this.root);
    if (!follows) throw this.changed(seal, 'seal-unlinked');
  }

  private consistent(seal: Seal): void {
    if (seal.count !== seal.entries.length || seal.leaves.length !== LEAF_BYTES * seal.count) throw this.changed(seal, 'seal-list');
    if (!merkleRoot(leavesOf(seal.leaves)).equals(seal.merkle)) throw this.changed(seal, 'seal-leaves');
    if (!rootOf(seal).equals(seal.root)) throw this.changed(seal, 'seal-root');
  }

  private async signed(seal: Seal): Promise<void> {
    const key = await this.keyOf(seal);
    if (!key) throw this.changed(seal, 'seal-foreign-key', seal.keyId.slice(0, 16));
    if (!isSignedBy(key, seal)) throw this.changed(seal, 'seal-signature');
    this.signedBy.add(seal.keyId);
  }

  private async keyOf({ keyId }: Seal): Promise<KeyObject | undefined> {
    const believed = this.keys ?? (this.exported && this.exported.keys.size > 0 ? this.exported.keys : null);
    if (believed) return believed.get(keyId);
    const { rows } = (await this.database.query(KEY, [keyId])) as { rows: { pem: string }[] };
    return rows[0] && keysOf(rows[0].pem).get(keyId);
  }

  private async rows(seal: Seal): Promise<void> {
    for (let from = 0; from < seal.entries.length; from += PAGE) {
      const ids = seal.entries.slice(from, from + PAGE);
      const found = await this.canonicalOf(ids, seal.n);
      ids.forEach((id, at) => this.row(id, found.get(id), seal, from + at));
    }
  }

  private row(id: string, canonical: string | undefined, { n, leaves }: Seal, at: number): void {
    if (canonical === undefined) throw new Found('row-deleted', { entry: id, seal: n });
    if (!leafOf(canonical).equals(leaves.subarray(at * LEAF_BYTES, (at + 1) * LEAF_BYTES))) throw new Found('row-changed', { entry: id, seal: n });
    this.entries++;
  }

  private async canonicalOf(ids: readonly string[], seal: string): Promise<Map<string, string>> {
    const { rows } = (await this.database.query(ROWS, [ids])) as { rows: { id: string; canonical: string }[] };
    const found = new Map<string, string>();
    for (const { id, canonical } of rows) {
      if (found.has(id)) throw new Found('row-twice', { entry: id, seal });
      found.set(id, canonical);
    }
    return found;
  }

  private changed(seal: Seal, code: FindingCode, key: string | null = null): Found {
    return new Found(code, { entry: this.first, seal: seal.n, rows: seal.entries.length, key });
  }
}
