import { generateKeyPairSync } from 'node:crypto';
import type pg from 'pg';
import { LEAF, merkleRoot, pemOf, fingerprintOf, seal, type Seal } from '#platform';
import type { Chance } from '../crash/chance.js';

/** The rows in the order of their seals, as they were before anybody touched them. */
export interface Truth {
  readonly rows: readonly { readonly id: string; readonly seal: string; readonly position: string }[];
  readonly seals: readonly { readonly n: string; readonly first: string; readonly count: number }[];
}

/** What must be named: the row, or the seal where no row can be told. */
export interface Expected {
  readonly entry?: string;
  readonly seal?: string;
}

export interface Tampering {
  readonly name: string;
  /** Only the exported file can show it. */
  readonly needsFile?: boolean;
  readonly commit: (client: pg.ClientBase, truth: Truth, chance: Chance) => Promise<Expected>;
}

export const TRUTH = {
  rows: `SELECT id, n AS seal, feed.position FROM journal_seal CROSS JOIN LATERAL unnest(entries) WITH ORDINALITY AS sealed(id, nth) JOIN journal_feed feed ON feed.entry_id = sealed.id ORDER BY n, nth`,
  seals: `SELECT n, entries[1] AS first, count FROM journal_seal ORDER BY n`,
};

/** As a superuser would begin: no trigger, no identity, no constraint in the way. */
export const UNLOCK = `
  ALTER TABLE journal DISABLE TRIGGER ALL; ALTER TABLE journal_seal DISABLE TRIGGER ALL; ALTER TABLE journal_seal_key DISABLE TRIGGER ALL;
  ALTER TABLE journal ALTER COLUMN id DROP IDENTITY;
  ALTER TABLE journal_seal DROP CONSTRAINT journal_seal_lists_its_entries, DROP CONSTRAINT journal_seal_link_stands, DROP CONSTRAINT journal_seal_is_linked;`;

const EDITS: Record<string, string> = {
  id: `id = 9000000`,
  jurisdiction_id: `jurisdiction_id = gen_random_uuid()`,
  type: `type = type || 'x'`,
  subject: `subject = 'warning/1'`,
  thread: `thread = gen_random_uuid()`,
  audience: `audience = audience || '{everybody}'`,
  data: `data = data || '{"reason": "另有原因"}'`,
  actor_id: `actor_id = gen_random_uuid()`,
  request_id: `request_id = coalesce(request_id, '') || '1'`,
  cause_id: `cause_id = coalesce(cause_id, 0) + 1`,
  at: `at = at + interval '1 microsecond'`,
};

const SEAL_EDITS: Record<string, string> = {
  previous: `previous = sha256('x')`,
  position: `position = position + 100000`,
  entries: `entries = (SELECT array_agg(id + 1 ORDER BY nth) FROM unnest(entries) WITH ORDINALITY AS every(id, nth))`,
  leaves: `leaves = set_byte(leaves, 5, (get_byte(leaves, 5) + 1) % 256)`,
  count: `count = count + 1`,
  merkle: `merkle = sha256(merkle)`,
  root: `root = sha256(root)`,
  signature: `signature = set_byte(signature, 0, (get_byte(signature, 0) + 1) % 256)`,
  at: `at = at + interval '1 microsecond'`,
};

const edits: Tampering[] = Object.entries(EDITS).map(([column, set]) => ({
  name: `edits ${column}`,
  async commit(client, { rows }, chance) {
    const row = chance.one(rows);
    await client.query(`UPDATE journal SET ${set} WHERE id = $1`, [row.id]);
    return { entry: row.id };
  },
}));

const sealEdits: Tampering[] = Object.entries(SEAL_EDITS).map(([column, set]) => ({
  name: `edits ${column} of a seal`,
  async commit(client, { seals }, chance) {
    const one = chance.one(seals.slice(1));
    await client.query(`UPDATE journal_seal SET ${set} WHERE n = $1`, [one.n]);
    return { seal: one.n };
  },
}));

const others: Tampering[] = [
  {
    name: 'deletes a row',
    async commit(client, { rows }, chance) {
      const row = chance.one(rows);
      await client.query('DELETE FROM journal WHERE id = $1', [row.id]);
      return { entry: row.id };
    },
  },
  {
    name: 'deletes a row and its place in the feed',
    async commit(client, { rows }, chance) {
      const row = chance.one(rows);
      await client.query('DELETE FROM journal WHERE id = $1', [row.id]);
      await client.query('DELETE FROM journal_feed WHERE entry_id = $1', [row.id]);
      return { entry: row.id };
    },
  },
  {
    name: 'inserts a row',
    async commit(client, { rows }, chance) {
      await client.query(`INSERT INTO journal SELECT 8000000, jurisdiction_id, type, subject, thread, audience, data, actor_id, request_id, cause_id, at FROM journal WHERE id = $1`, [chance.one(rows).id]);
      return { entry: '8000000' };
    },
  },
  {
    name: 'inserts a row and gives it a place that is already sealed',
    async commit(client, { rows }, chance) {
      const row = chance.one(rows);
      await client.query(`INSERT INTO journal SELECT 8000001, jurisdiction_id, type, subject, thread, audience, data, actor_id, request_id, cause_id, at FROM journal WHERE id = $1`, [row.id]);
      await client.query(`INSERT INTO journal_feed VALUES (-1, 8000001)`);
      return { entry: '8000001' };
    },
  },
  {
    name: 'swaps two rows',
    async commit(client, { rows }, chance) {
      const at = chance.whole(0, rows.length - 2);
      const [one, other] = [rows[at]!, rows[chance.whole(at + 1, rows.length - 1)]!];
      await client.query(`UPDATE journal SET id = -1 WHERE id = $1`, [one.id]);
      await client.query(`UPDATE journal SET id = $1 WHERE id = $2`, [one.id, other.id]);
      await client.query(`UPDATE journal SET id = $1 WHERE id = -1`, [other.id]);
      return { entry: one.id };
    },
  },
  {
    name: 'cuts off the last rows',
    async commit(client, { rows }, chance) {
      const from = chance.whole(1, rows.length - 1);
      await client.query('DELETE FROM journal WHERE id = ANY($1)', [rows.slice(from).map((row) => row.id)]);
      return { entry: rows[from]!.id };
    },
  },
  {
    name: 'cuts off the last seals with their rows',
    needsFile: true,
    async commit(client, { rows, seals }, chance) {
      const from = chance.whole(1, seals.length - 1);
      const gone = seals.slice(from).map((one) => one.n);
      const ids = rows.filter((row) => gone.includes(row.seal)).map((row) => row.id);
      await client.query('DELETE FROM journal_seal WHERE n = ANY($1)', [gone]);
      await client.query('DELETE FROM journal_feed WHERE entry_id = ANY($1)', [ids]);
      await client.query('DELETE FROM journal WHERE id = ANY($1)', [ids]);
      return { entry: seals[from]!.first, seal: seals[from]!.n };
    },
  },
  {
    name: 'empties everything',
    needsFile: true,
    async commit(client, { seals }) {
      await client.query('TRUNCATE journal, journal_seal, journal_feed, journal_pending');
      return { entry: seals[0]!.first, seal: '1' };
    },
  },
  {
    name: 'deletes a seal',
    async commit(client, { seals }, chance) {
      const one = chance.one(seals.slice(0, -1));
      await client.query('DELETE FROM journal_seal WHERE n = $1', [one.n]);
      return { seal: one.n };
    },
  },
  {
    name: 'edits a row and its leaf',
    async commit(client, { rows }, chance) {
      const row = chance.one(rows);
      await client.query(`UPDATE journal SET subject = 'warning/2' WHERE id = $1`, [row.id]);
      await client.query(
        `UPDATE journal_seal SET leaves = overlay(leaves PLACING (SELECT ${LEAF} FROM journal entry WHERE id = $1) FROM 32 * (array_position(entries, $1::bigint) - 1) + 1 FOR 32) WHERE n = $2`,
        [row.id, row.seal],
      );
      return { seal: row.seal };
    },
  },
  {
    name: 'edits a row and writes its seal anew, with the old signature',
    async commit(client, { rows }, chance) {
      const row = chance.one(rows);
      await client.query(`UPDATE journal SET subject = 'warning/3' WHERE id = $1`, [row.id]);
      await sealAnew(client, row.seal, false);
      return { seal: row.seal };
    },
  },
  {
    name: 'edits a row and writes all seals anew with a key of his own',
    needsFile: true,
    async commit(client, { rows, seals }, chance) {
      const row = chance.one(rows);
      await client.query(`UPDATE journal SET subject = 'warning/4' WHERE id = $1`, [row.id]);
      await sealAnew(client, '1', true);
      return { entry: seals[0]!.first, seal: '1' };
    },
  },
];

export const TAMPERINGS: readonly Tampering[] = [...edits, ...sealEdits, ...others];

/** From this seal on: leaves, trees, roots and links as if nothing had happened; with a new key, or with signatures that no longer fit. */
async function sealAnew(client: pg.ClientBase, from: string, withKey: boolean): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  await client.query('INSERT INTO journal_seal_key VALUES ($1, $2)', [fingerprintOf(publicKey), pemOf(publicKey)]);
  const { rows: old } = await client.query<Seal>('SELECT n, position, entries, signature, key_id AS "keyId", extract(epoch FROM at)::text AS at FROM journal_seal WHERE n >= $1 ORDER BY n', [from]);
  const { rows: earlier } = await client.query<Seal>('SELECT n, root FROM journal_seal WHERE n < $1 ORDER BY n DESC LIMIT 1', [from]);
  let before: Pick<Seal, 'n' | 'root'> | null = earlier[0] ?? null;
  for (const one of old) {
    const { rows: leaves } = await client.query<{ id: string; leaf: Buffer }>(`SELECT entry.id, ${LEAF} AS leaf FROM journal entry WHERE id = ANY($1) ORDER BY array_position($1::bigint[], id)`, [one.entries]);
    const made: Seal = seal({ before, position: one.position, rows: leaves, at: one.at }, { privateKey, publicKey });
    await client.query('UPDATE journal_seal SET previous = $2, leaves = $3, merkle = $4, root = $5, signature = $6, key_id = $7 WHERE n = $1', [
      one.n, made.previous, made.leaves, merkleRoot(leaves.map((row) => row.leaf)), made.root, withKey ? made.signature : one.signature, withKey ? made.keyId : one.keyId,
    ]);
    before = made;
  }
}
