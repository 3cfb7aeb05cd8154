import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database.js';
import { failpoint } from '../failpoint.js';
import { Keys } from '../keys.js';
import { Leadership, pause, type Term } from '../leading/leadership.js';
import { LEAF } from './leaf.js';
import { fingerprintOf, pemOf, seal, type Seal } from './seal.js';
import { SealExport } from './seal-export.js';

/** Rows that one seal holds at most. */
const AT_ONCE = 5_000;
const EVERY_MS = 1_000;

const HEAD = `
  SELECT last.n, last.root, coalesce(last.position, 0) AS position, extract(epoch FROM now.at)::text AS at
    FROM (SELECT date_trunc('milliseconds', clock_now()) AS at) now LEFT JOIN LATERAL (SELECT n, root, position FROM journal_seal ORDER BY n DESC LIMIT 1) last ON true`;
const NEXT = `
  SELECT feed.position, feed.entry_id AS id, ${LEAF} AS leaf
    FROM journal_feed feed JOIN journal entry ON entry.id = feed.entry_id
   WHERE feed.position > $1 AND feed.position <= $1 + ${AT_ONCE} ORDER BY feed.position`;
const KEY = `INSERT INTO journal_seal_key (id, public_key) VALUES ($1, $2) ON CONFLICT DO NOTHING`;
const KEEP = `
  INSERT INTO journal_seal (n, previous, position, entries, leaves, count, merkle, root, key_id, signature, at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, to_timestamp($11))`;

interface Head {
  readonly n: string | null;
  readonly root: Buffer;
  readonly position: string;
  readonly at: string;
}

interface Row {
  readonly position: string;
  readonly id: string;
  readonly leaf: Buffer;
}

/**
 * Links the journal into signed batches, about one a second. One leader; what it seals is fenced by its epoch. It follows the
 * feed, whose places have no gap, so a row that commits late is sealed late and none is left out; nobody who writes waits for it.
 */
@Injectable()
export class Sealer {
  private readonly log = new Logger(Sealer.name);

  constructor(
    private readonly database: Database,
    private readonly leadership: Leadership,
    private readonly keys: Keys,
    private readonly exported: SealExport,
  ) {}

  run(closing: AbortSignal): Promise<void> {
    return this.leadership.stand('seal', closing, async (term) => {
      await this.exported.bringUpToDate();
      while (!term.ended.aborted) if ((await this.pass(term)) < AT_ONCE) await pause(EVERY_MS, term.ended);
    });
  }

  /** One seal, if there is anything to seal; the number of rows in it. The file follows the commit. */
  async pass(term: Term): Promise<number> {
    const sealed = await this.database.transaction(() => this.next(term));
    if (sealed === 0) return 0;
    await failpoint('seal.before-export');
    await this.exported.bringUpToDate();
    return sealed;
  }

  private async next(term: Term): Promise<number> {
    await this.leadership.fence(term);
    const [head] = await this.database.query<Head>(HEAD);
    const rows = this.withoutGap(head!.position, await this.database.query<Row>(NEXT, [head!.position]));
    if (rows.length === 0) return 0;
    await failpoint('seal.before-root');
    const before = head!.n === null ? null : { n: head!.n, root: head!.root };
    await this.keep(seal({ before, position: rows.at(-1)!.position, rows, at: head!.at }, await this.keys.signing('seal')));
    await failpoint('seal.signed');
    return rows.length;
  }

  /** A place without its row: somebody removed it before it was sealed. Nothing behind it is sealed, and readiness says so. */
  private withoutGap(after: string, rows: readonly Row[]): Row[] {
    const first = BigInt(after) + 1n;
    const gap = rows.findIndex((row, at) => BigInt(row.position) !== first + BigInt(at));
    if (gap >= 0) this.log.error(`the feed has no row at place ${first + BigInt(gap)}: it cannot be sealed. Run npm run audit:verify.`);
    return gap >= 0 ? rows.slice(0, gap) : [...rows];
  }

  private async keep(made: Seal): Promise<void> {
    const { publicKey } = await this.keys.signing('seal');
    await this.database.query(KEY, [fingerprintOf(publicKey), pemOf(publicKey)]);
    const { n, previous, position, entries, leaves, count, merkle, root, keyId, signature, at } = made;
    await this.database.query(KEEP, [n, previous, position, entries, leaves, count, merkle, root, keyId, signature, at]);
  }
}
