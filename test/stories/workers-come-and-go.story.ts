import { setTimeout as sleep } from 'node:timers/promises';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { Process } from '../harness/process.js';
import { freePort } from '../harness/redis.js';

/** Beside the demo district: enough police branches for eight blocks of checklists. */
const BRANCHES = 3_600;
const BLOCKS = 8;
const MORE_UNITS = `
  INSERT INTO directory_unit (jurisdiction_id, name, short_name, initials, kind)
  SELECT jurisdiction_id, '增援分局' || n, '增援' || n, 'zyfj' || n, 'police_branch' FROM directory_unit, generate_series(1, $1::int) n WHERE kind = 'command_office'`;

/** Who holds the office of the relay: the sessions with its lock. */
const HOLDERS = `
  SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
     AND classid::bigint = (hashtext('qingkong')::bigint & 4294967295) AND objid::bigint = (hashtext('relay')::bigint & 4294967295)`;
const WORKERS = `SELECT count(*)::int AS n FROM platform_heartbeat WHERE kind = 'worker'`;
const OUTCOME = `
  WITH list AS (
    SELECT c.id, c.sent_at, count(d.id) AS placed FROM checklist_checklist c
      LEFT JOIN notification_delivery d ON d.subject = 'checklist/' || c.id AND d.kind = 'checklist.issued' GROUP BY c.id
  )
  SELECT (SELECT count(*) FROM list)::int AS lists, (SELECT count(*) FROM list WHERE sent_at IS NULL OR placed = 0)::int AS lost,
         (SELECT count(*) FROM list WHERE placed > 1)::int AS doubled,
         (SELECT count(*) FROM journal WHERE type = 'checklist.block-sent')::int AS "blocksSent",
         (SELECT count(*) FROM journal_batch WHERE state IN ('waiting', 'dead'))::int AS stuck`;
/** Every entry has one place in the feed, and no place was left out or given twice. */
const FEED = `
  SELECT (SELECT count(*) FROM journal)::int AS entries, count(DISTINCT entry_id)::int AS placed, count(DISTINCT position)::int AS positions,
         (max(position) - min(position) + 1)::int AS span, (SELECT position FROM journal_head) = max(position) AS "upToHead" FROM journal_feed`;

/** The product on several processes: real workers and a second api, on whatever backend the run has. One job at a time, so that all get some. */
describe('workers come and go while a level is raised for thousands', () => {
  let city: City;
  let desk: Desk;
  let leader: Process;
  const begun: Process[] = [];
  const starts = (more: Record<string, string> = {}): Process => {
    const worker = Process.start('worker', city, { WORKER_CONCURRENCY: '1', ...more });
    begun.push(worker);
    return worker;
  };
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await sleep(20);
  };
  const relay = async (): Promise<{ epoch: number; holders: number[] }> => {
    const [office] = await city.database.query<{ epoch: string }>(`SELECT epoch FROM platform_leader WHERE name = 'relay'`);
    return { epoch: Number(office?.epoch ?? 0), holders: (await city.database.query<{ pid: number }>(HOLDERS)).map(({ pid }) => pid) };
  };
  const workersSeen = async (): Promise<number> => (await city.database.query<{ n: number }>(WORKERS))[0]!.n;

  beforeAll(async () => {
    city = await City.wakes({ worker: false });
    await city.database.query(MORE_UNITS, [BRANCHES]);
    desk = new Desk(city);
  });
  afterAll(async () => {
    for (const process of begun) await process.dies();
    await city.sleeps();
  });

  it('of two relays one leads; when it is killed the other does, and nobody had to ask it', async () => {
    const first = starts();
    // It holds the lock first and enters the office then.
    await until(async () => (await relay()).holders.length === 1 && (await relay()).epoch > 0);
    const led = await relay();
    // It will be killed in the middle of the raise; now it stands for office beside the first.
    leader = starts({ FAILPOINTS: 'block.placed:2:kill' });
    await until(async () => (await workersSeen()) === 2);
    expect(await relay()).toEqual(led);

    await first.dies();
    await until(async () => (await relay()).epoch > led.epoch);
    const now = await relay();
    expect(now).toEqual({ epoch: led.epoch + 1, holders: [expect.any(Number)] });
    expect(now.holders).not.toEqual(led.holders);
  }, 240_000);

  it('killed, told to end and joined in the middle of the raise, they lose nothing and double nothing', async () => {
    const led = await relay();
    const second = starts({ FAILPOINTS: 'block.placed:2:stop' });
    const frozen = second.reaches('block.placed');
    await until(async () => (await workersSeen()) === 3);
    const { id: warning } = await desk.officer.does<{ id: string }>('/warnings', { level: 'red', basis: 'upper_level_order', reason: '市级指令' });
    await desk.officer.does(`/warnings/${warning}/submit`);
    await desk.approver.does(`/warnings/${warning}/approve`, { previewHash: await desk.previewHash(warning) });

    // The leader dies with a block in hand; the other stands still with a block in hand. Both have sent one before: others wait.
    await Promise.all([leader.dead(), frozen]);
    expect((await city.database.query(`SELECT 1 FROM journal_batch WHERE subscriber = 'checklist.send-block' AND state = 'waiting'`)).length).toBeGreaterThan(2);
    starts();
    starts();
    await until(async () => (await workersSeen()) === 5);
    const leaving = second.ends();
    second.wakes();
    expect(await leaving).toBe(0);

    await city.settles();
    await until(async () => (await relay()).holders.length === 1);
    expect((await relay()).epoch).toBeGreaterThan(led.epoch);
    const [outcome] = await city.database.query(OUTCOME);
    expect(outcome).toEqual({ lists: BRANCHES + 20, lost: 0, doubled: 0, blocksSent: BLOCKS, stuck: 0 });
  }, 240_000);

  it('answers through two apis are all taken in, and handed on by whoever leads', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    begun.push(Process.start('api', city, { PORT: String(port), SERVE_CONSOLE: 'false', DRAIN_SECONDS: '0' }));
    await until(() => fetch(`${url}/readyz`).then((reply) => reply.status === 200, () => false));
    const accounts = city.unitAccounts();
    await Promise.all(
      accounts.map(async ({ username }, n) => {
        const person = city.person(username, n % 2 === 0 ? city.url : url);
        const { items } = await person.reads<{ items: { id: string }[] }>('/checklists?mine=true');
        for (const { id } of items) await person.does(`/checklists/${id}/acknowledge`);
      }),
    );
    await city.settles();
    const [row] = await city.database.query<{ acknowledged: number; told: number }>(`
      SELECT count(*)::int AS acknowledged, (SELECT count(*)::int FROM notification_delivery WHERE kind = 'checklist.issued' AND state = 'acknowledged') AS told
        FROM checklist_checklist WHERE acknowledged_at IS NOT NULL`);
    expect(row!.acknowledged).toBeGreaterThan(10);
    expect(row!.told).toBe(row!.acknowledged);
    const [feed] = await city.database.query<{ entries: number; placed: number; positions: number; span: number; upToHead: boolean }>(FEED);
    expect(feed).toEqual({ entries: feed!.placed, placed: feed!.entries, positions: feed!.entries, span: feed!.entries, upToHead: true });
  }, 240_000);
});
