import { Retire, retirements } from '#platform';
import { stage, type Stage } from '../harness/stage.js';

interface Case {
  readonly deletes: string;
  readonly table: string;
  /** Adds a row of this age: an interval. */
  readonly add: string;
  readonly tooYoung: string;
  readonly oldEnough: string;
  /** Rows of any age that stay. */
  readonly stays?: string;
}

const A_USER = `WITH place AS (SELECT id FROM directory_jurisdiction LIMIT 1), who AS (
  INSERT INTO identity_user (id, jurisdiction_id, username, name) SELECT gen_random_uuid(), id, 'u' || substr(gen_random_uuid()::text, 1, 8), 'x' FROM place RETURNING id)`;
const A_CONTACT = `WITH unit AS (INSERT INTO directory_unit (jurisdiction_id, name, short_name, initials, kind) SELECT id, gen_random_uuid()::text, 'x', 'x', 'bureau' FROM directory_jurisdiction LIMIT 1 RETURNING id, jurisdiction_id),
  contact AS (INSERT INTO directory_contact (jurisdiction_id, unit_id, channel, address) SELECT jurisdiction_id, id, 'mobile', '13800138000' FROM unit RETURNING id)`;

const CASES: readonly Case[] = [
  {
    deletes: 'platform_retire_batches',
    table: 'journal_batch',
    add: `INSERT INTO journal_batch (subscriber, entries, state, handed_at, done_at) SELECT 'x', '{1}', state, clock_now() - $1::interval, clock_now() - $1::interval FROM unnest(ARRAY['done', 'split']) state`,
    tooYoung: '6 days 23 hours',
    oldEnough: '7 days 1 minute',
    stays: `INSERT INTO journal_batch (subscriber, entries, state, handed_at) SELECT 'x', '{1}', state, clock_now() - interval '9 years' FROM unnest(ARRAY['waiting', 'dead']) state`,
  },
  {
    deletes: 'platform_retire_keys',
    table: 'platform_idempotency',
    add: `INSERT INTO platform_idempotency (actor_id, key, fingerprint, at) VALUES (gen_random_uuid(), 'k', '\\x00', clock_now() - $1::interval)`,
    tooYoung: '89 days',
    oldEnough: '91 days',
  },
  {
    deletes: 'platform_retire_processes',
    table: 'platform_heartbeat',
    add: `INSERT INTO platform_heartbeat (process, kind, at, gone_at) VALUES (gen_random_uuid(), 'api', clock_now(), clock_timestamp() - $1::interval)`,
    tooYoung: '6 days',
    oldEnough: '8 days',
    stays: `INSERT INTO platform_heartbeat (process, kind, at) VALUES ('silent', 'worker', clock_now() - interval '9 years')`,
  },
  {
    deletes: 'plan_retire_documents',
    table: 'plan_document',
    add: `INSERT INTO plan_document (id, jurisdiction_id, name, size, sha256, bytes, kept_by, kept_at) SELECT gen_random_uuid(), id, 'x', 1, repeat('0', 64), 'x', id, clock_now() - $1::interval FROM directory_jurisdiction`,
    tooYoung: '6 days 23 hours',
    oldEnough: '7 days 1 minute',
    stays: `INSERT INTO plan_document (id, jurisdiction_id, name, size, sha256, bytes, kept_by, kept_at, step, plan_id) SELECT gen_random_uuid(), id, 'x', 1, repeat('0', 64), 'x', id, clock_now() - interval '9 years', 'imported', id FROM directory_jurisdiction`,
  },
  {
    deletes: 'identity_retire_sessions',
    table: 'identity_session',
    add: `${A_USER} INSERT INTO identity_session (id, token_hash, user_id, idle_by, ends_by, ended_at)
          SELECT gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), id, clock_now(), clock_now(), clock_now() - $1::interval FROM who`,
    tooYoung: '179 days',
    oldEnough: '181 days',
    stays: `${A_USER} INSERT INTO identity_session (id, token_hash, user_id, idle_by, ends_by) SELECT gen_random_uuid(), sha256('open'), id, clock_now() - interval '9 years', clock_now() FROM who`,
  },
  {
    deletes: 'identity_retire_invitations',
    table: 'identity_invitation',
    add: `${A_USER} INSERT INTO identity_invitation (id, token_hash, user_id, purpose, use_by, used_at)
          SELECT gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), id, 'set-password', clock_now() - $1::interval, clock_now() - $1::interval FROM who`,
    tooYoung: '179 days',
    oldEnough: '181 days',
  },
  {
    deletes: 'directory_retire_contact_codes',
    table: 'directory_contact_code',
    add: `${A_CONTACT} INSERT INTO directory_contact_code (contact_id, salt, valid_until) SELECT id, '\\x00', clock_now() - $1::interval FROM contact`,
    tooYoung: '179 days',
    oldEnough: '181 days',
  },
  {
    deletes: 'notification_retire_stray_receipts',
    table: 'notification_receipt',
    add: `INSERT INTO notification_receipt (gateway, key, outcome, at) VALUES ('sms', gen_random_uuid(), 'delivered', clock_now() - $1::interval)`,
    tooYoung: '29 days',
    oldEnough: '31 days',
    stays: `WITH parcel AS (INSERT INTO notification_parcel (jurisdiction_id, gateway, contact_id) VALUES (gen_random_uuid(), 'sms', 1) RETURNING id)
            INSERT INTO notification_receipt (gateway, key, outcome, parcel_id, at) SELECT 'sms', gen_random_uuid(), 'delivered', id, clock_now() - interval '9 years' FROM parcel`,
  },
];

describe('what is let go of', () => {
  let scene: Stage;
  const count = async (table: string): Promise<number> => (await scene.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n;
  const gone = async (): Promise<Readonly<Record<string, number>>> => scene.command(new Retire());

  beforeAll(async () => {
    scene = await stage();
    await scene.database.query(`INSERT INTO directory_jurisdiction (id, name, level) VALUES (gen_random_uuid(), '测试市', 'city')`);
  });
  afterAll(() => scene.close());

  it('is known by name: every retirement has its case here', () => {
    expect(retirements.map(({ deletes }) => deletes).sort()).toEqual(CASES.map(({ deletes }) => deletes).sort());
  });

  it.each(CASES.map((one) => [one.deletes, one] as const))('%s: what is old enough, not a day before, and nothing else', async (deletes, { table, add, tooYoung, oldEnough, stays }) => {
    const before = await count(table);
    await scene.database.query(add, [tooYoung]);
    if (stays) await scene.database.query(stays);
    const kept = await count(table);
    await scene.database.query(add, [oldEnough]);
    const old = (await count(table)) - kept;
    expect(kept).toBeGreaterThan(before);
    expect((await gone())[deletes]).toBe(old);
    expect(await count(table)).toBe(kept);
  });

  it('goes in blocks until nothing is left', async () => {
    await scene.database.query(`INSERT INTO journal_batch (subscriber, entries, state, done_at) SELECT 'x', '{1}', 'done', clock_now() - interval '8 days' FROM generate_series(1, 12000)`);
    expect(await gone()).toMatchObject({ platform_retire_batches: 12_000 });
    expect(await gone()).toMatchObject({ platform_retire_batches: 0 });
  });

  it('goes although one retirement fails', async () => {
    await scene.database.query(`INSERT INTO platform_idempotency (actor_id, key, fingerprint, at) VALUES (gen_random_uuid(), 'k', '\\x00', clock_now() - interval '1 year')`);
    await scene.database.query('ALTER FUNCTION platform_retire_batches(int) RENAME TO platform_retire_mislaid');
    expect(await gone()).toMatchObject({ platform_retire_batches: 0, platform_retire_keys: 1 });
  });
});
