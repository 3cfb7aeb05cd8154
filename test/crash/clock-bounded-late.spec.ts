import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { testDatabase, type TestDatabase } from '../harness/database.js';
import { CLOCK } from './clock.js';
import { INVARIANTS } from './invariants.js';

const [CITY, RESPONSE] = [randomUUID(), randomUUID()];
const { sql } = INVARIANTS.find(({ name }) => name === 'clock-bounded-late')!;

/** A checklist was issued at 12:00 and is to be acknowledged within an hour; the clock began at noon and runs five times faster than the wall's. */
describe('clock-bounded-late', () => {
  let database: TestDatabase;
  let client: pg.Client;
  beforeAll(async () => {
    database = await testDatabase();
    for (const statement of CLOCK) await database.query(statement);
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(`
      UPDATE crash_clock SET since = '2026-11-22T12:00Z', at = '2026-11-22T12:00Z';
      INSERT INTO checklist_terms VALUES ('${RESPONSE}', '${CITY}', '${CITY}', 60, 60, 60, 1);
      INSERT INTO checklist_rung VALUES ('${RESPONSE}', 'acknowledge', 0, 0, 'duty');
      INSERT INTO checklist_checklist (jurisdiction_id, response_id, unit_id, exercise, revision, issued_at) VALUES ('${CITY}', '${RESPONSE}', 1, false, 1, '2026-11-22T12:00Z')`);
  });
  beforeEach(() => client.query('BEGIN'));
  afterEach(() => client.query('ROLLBACK'));
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  const rings = (at: string) =>
    client.query(
      `INSERT INTO notification_delivery (jurisdiction_id, exercise, subject, round, kind, unit_id, channel, state, thread, facts, sent_at)
       SELECT jurisdiction_id, false, 'checklist/' || id, 1, 'clock.acknowledge', unit_id, 'in_app', 'sent', response_id, '{"clock": "acknowledge", "step": 0, "ring": "duty"}', $1 FROM checklist_checklist`,
      [at],
    );
  const leaps = (wall: string, to: string) => client.query('INSERT INTO crash_clock VALUES ($1, $2)', [wall, to]);
  const asked = async (): Promise<unknown[]> => (await client.query(sql)).rows;

  it('lets a step ring within a minute of the wall, which is five of the clock', async () => {
    await rings('2026-11-22T13:04:59Z');
    expect(await asked()).toEqual([]);
  });

  it('notices one that rang later than that', async () => {
    await rings('2026-11-22T13:05:01Z');
    expect(await asked()).toMatchObject([{ verdict: 'broken', step: 0, late: { minutes: 1 } }]);
  });

  it('counts from the moment at which the clock leapt over it, not from a time that nobody lived through', async () => {
    await leaps('2026-11-22T12:10Z', '2026-11-22T15:00Z');
    await rings('2026-11-22T15:04:59Z');
    expect(await asked()).toEqual([]);
    await client.query(`UPDATE notification_delivery SET sent_at = '2026-11-22T15:05:01Z'`);
    expect(await asked()).toMatchObject([{ verdict: 'broken', step: 0 }]);
  });

  it('leaves out a response whose deadlines were moved by a suspension', async () => {
    await rings('2026-11-22T14:00:00Z');
    await client.query(`INSERT INTO journal (jurisdiction_id, type, subject, thread, audience, data) VALUES ($1, 'response.suspended', 'response/1', $2, '{}', '{}')`, [CITY, RESPONSE]);
    expect(await asked()).toEqual([]);
  });
});
