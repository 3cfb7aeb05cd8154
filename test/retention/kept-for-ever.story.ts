import { setTimeout as sleep } from 'node:timers/promises';
import { CommandBus } from '@nestjs/cqrs';
import { checkJournal, Retire } from '#platform';
import pg from 'pg';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { Unit } from '../harness/unit.js';

/** The only tables that ever become shorter; docs/decisions/retention.md says why each may. */
const LET_GO = ['directory_contact_code', 'identity_invitation', 'identity_session', 'journal_batch', 'notification_receipt', 'platform_heartbeat', 'platform_idempotency'];
const TABLES = `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT LIKE 'test%' ORDER BY 1`;
const sumOf = (table: string): string => `SELECT count(*)::int AS rows, md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) AS sum FROM ${table} t`;

/** What a court may ask for is there after ten years as it was on the day: nothing that is a record is ever let go of. */
describe('ten years after a night', () => {
  let city: City;
  let before: Map<string, { rows: number; sum: string }>;
  let gone: Readonly<Record<string, number>>;

  const sums = async (): Promise<Map<string, { rows: number; sum: string }>> => {
    const tables = await city.database.query<{ name: string }>(TABLES);
    return new Map(await Promise.all(tables.map(async ({ name }) => [name, (await city.database.query<{ rows: number; sum: string }>(sumOf(name)))[0]!] as const)));
  };

  beforeAll(async () => {
    city = await City.wakes();
    const desk = new Desk(city);
    const { warning, response } = await desk.issues('yellow');
    const town = new Unit(city, 'qingshi');
    await town.acknowledges();
    await town.answersAll();
    const { items } = await desk.officer.reads(`/reviews?responseId=${response}`);
    await desk.officer.does(`/checklists/${items[0].checklistId}/items/${items[0].itemId}/accept`);
    await desk.moves(warning, 'lift');
    await town.standsDown();
    await city.settles();
    // The sealer comes by about every second, and a quick night is over before.
    while ((await city.database.query('SELECT 1 FROM journal_seal LIMIT 1')).length === 0) await sleep(50);
    await city.workerStops();
    await city.database.query(`UPDATE test_clock SET shift = shift + interval '10 years'`);
    await city.database.query(`UPDATE identity_session SET ended_at = idle_by WHERE ended_at IS NULL`);
    before = await sums();
    gone = await city.service(CommandBus).execute(new Retire());
  });
  afterAll(() => city.sleeps());

  it('the record is as it was, row by row', async () => {
    const after = await sums();
    const changed = [...before].filter(([name, { sum }]) => after.get(name)!.sum !== sum).map(([name]) => name);
    expect(changed.filter((name) => !LET_GO.includes(name))).toEqual([]);
    for (const record of ['journal', 'journal_feed', 'journal_seal', 'checklist_checklist', 'checklist_item', 'checklist_answer', 'checklist_review', 'notification_delivery']) {
      expect([record, after.get(record)]).toEqual([record, before.get(record)]);
      expect([record, after.get(record)!.rows]).not.toEqual([record, 0]);
    }
  });

  it('what is no record is gone, and said how much', async () => {
    const [left] = await city.database.query(`SELECT (SELECT count(*)::int FROM journal_batch) AS batches, (SELECT count(*)::int FROM identity_session) AS sessions, (SELECT count(*)::int FROM platform_idempotency) AS keys`);
    expect(left).toEqual({ batches: 0, sessions: 0, keys: 0 });
    expect(gone).toMatchObject({ platform_retire_batches: before.get('journal_batch')!.rows, identity_retire_sessions: before.get('identity_session')!.rows });
  });

  it('the trail still proves itself', async () => {
    const client = new pg.Client({ connectionString: city.database.url });
    await client.connect();
    const report = await checkJournal(client, { roots: null, keys: null, patience: 1_000_000_000 });
    await client.end();
    expect(report.finding).toBeNull();
    expect(report.entries + report.waiting).toBe(before.get('journal')!.rows);
  });

  it('the next night begins as any other', async () => {
    await city.workerStarts();
    const { response } = await new Desk(city).issues('yellow');
    expect(await new Desk(city).progress(response)).toMatchObject({ totals: { sent: expect.any(Number) } });
  });
});
