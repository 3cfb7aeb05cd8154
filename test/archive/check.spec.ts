import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { armFailpoints, checkInSnapshot, SealFile } from '#platform';
import { ChildWorker } from '../harness/child-worker.js';
import type { City } from '../harness/city.js';
import { sealed, sealedCity } from './sealed-city.js';

const PATIENCE_MS = 30_000;

interface Check {
  readonly id: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly entries: number;
  readonly ofEntries: number | null;
  readonly trouble: string | null;
}

/** 核验: asked for over HTTP, run by the real worker. */
describe('a check of the journal that the audit administrator asks for', () => {
  let city: City;
  let roots: string;
  let dataDir: string;

  const auditor = () => city.person('shenji01');
  const asks = (): Promise<{ id: string; isNew: boolean }> => auditor().does('/audit/checks');
  const list = async (): Promise<Check[]> => (await auditor().reads<{ items: Check[] }>('/audit/checks')).items;
  const newest = async (): Promise<Check> => (await list())[0]!;
  const until = async (holds: (check: Check) => boolean): Promise<Check> => {
    let check = await newest();
    for (const began = Date.now(); !holds(check); check = await newest()) {
      if (Date.now() - began > PATIENCE_MS) throw new Error(`The check stands still: ${JSON.stringify(check)}`);
      await sleep(50);
    }
    return check;
  };
  const ended = (id: string): Promise<Check> => until((check) => check.id === id && check.state === 'finished');
  const one = async <Row>(text: string, values: unknown[] = []): Promise<Row> => (await city.database.query<Row>(text, values))[0]!;
  const entriesOf = (id: string) => city.database.query<{ type: string; by: string | null; data: object }>(`SELECT type, actor_id AS by, data FROM journal WHERE subject = $1 ORDER BY id`, [`journal-check/${id}`]);
  /** The next turn of the sweep; a worker that died is given up at once instead of after half a minute. */
  const silenceIsNoticed = () => city.database.query(`WITH moved AS (UPDATE test_clock SET shift = shift + interval '61 seconds') UPDATE journal_seal_check SET seen_at = seen_at - interval '1 minute' WHERE state = 'running'`);

  beforeAll(async () => {
    ({ city, roots } = await sealedCity());
    dataDir = path.dirname(path.dirname(roots));
  }, 120_000);
  afterAll(async () => {
    armFailpoints('');
    await city.sleeps();
  });

  it('finds a journal as it was sealed, and says who asked, what was checked and against which roots', async () => {
    const rows = Number((await one<{ n: string }>('SELECT count(*) AS n FROM journal')).n);
    const { id, isNew } = await asks();
    const check = await ended(id);
    expect(isNew).toBe(true);
    expect(check).toMatchObject({ outcome: 'sound', source: 'console', askedBy: expect.stringMatching(/^\p{Script=Han}+$/u), rootsFile: roots, found: null, trouble: null, tookMs: expect.any(Number), finishedAt: expect.any(String) });
    expect(check.entries).toBeGreaterThanOrEqual(rows);
    expect((check as unknown as { roots: number; seals: number }).roots).toBe((check as unknown as { seals: number }).seals);
    expect(await auditor().reads('/audit/seal')).toMatchObject({ checkedSound: true, checkedAt: (check as unknown as { finishedAt: string }).finishedAt });
    await city.settles();
    const me = await one<{ id: string }>(`SELECT id FROM identity_user WHERE username = 'shenji01'`);
    expect(await entriesOf(id)).toEqual([
      { type: 'platform.journal-check-asked', by: me.id, data: expect.objectContaining({ checkId: id }) },
      { type: 'platform.journal-check-finished', by: null, data: expect.objectContaining({ checkId: id, outcome: 'sound', entryId: null, entries: check.entries }) },
    ]);
  });

  it('is asked for by the audit administrator only, with a key, and once under one key', async () => {
    for (const username of ['xitong01', 'anquan01', 'zhiban01', 'zhihui01']) {
      expect([(await city.person(username).post('/audit/checks')).status, (await city.person(username).get('/audit/checks')).status]).toEqual([403, 403]);
    }
    expect((await auditor().post('/audit/checks', undefined, { 'idempotency-key': '' })).body).toMatchObject({ code: 'idempotency.key-missing' });
    const key = { 'idempotency-key': randomUUID() };
    const first = await auditor().does<{ id: string }>('/audit/checks', undefined, key);
    await ended(first.id);
    expect(await auditor().does('/audit/checks', undefined, key)).toEqual(first);
    expect((await newest()).id).toBe(first.id);
  });

  it('says how far it is, is one at a time, and is left to another worker by one that is stopped', async () => {
    await sealed(city);
    armFailpoints('journal-check.seal:4:hang');
    const { id } = await asks();
    const halfway = await until((check) => check.id === id && check.entries > 0);
    expect(halfway).toMatchObject({ state: 'running', outcome: null, trouble: null });
    expect(halfway.ofEntries).toBeGreaterThan(halfway.entries);
    expect(await Promise.all([asks(), asks()])).toEqual([{ id, isNew: false }, { id, isNew: false }]);
    const before = Date.now();
    await city.workerStops();
    expect(Date.now() - before).toBeLessThan(10_000);
    expect(await newest()).toMatchObject({ id, state: 'waiting', trouble: null });
    await city.workerStarts(dataDir);
    expect(await ended(id)).toMatchObject({ outcome: 'sound' });
    expect((await one<{ run: number }>('SELECT run FROM journal_seal_check WHERE id = $1', [id])).run).toBe(2);
  });

  it('that breaks off says why, and is tried again a minute later', async () => {
    armFailpoints('journal-check.seal:3:throw');
    const { id } = await asks();
    expect(await until((check) => check.id === id && check.trouble !== null)).toMatchObject({ state: 'waiting', outcome: null, trouble: 'journal-check.seal' });
    expect(await asks()).toEqual({ id, isNew: false });
    await silenceIsNoticed();
    expect(await ended(id)).toMatchObject({ outcome: 'sound', trouble: null });
  });

  it('of a worker that is killed in the middle is run again by another, and the repair stands in the trail', async () => {
    await city.workerStops();
    const child = ChildWorker.start(city, 'journal-check.seal:4:kill', { DATA_DIR: dataDir });
    const { id } = await asks();
    expect(await child.dies()).toBe('SIGKILL');
    expect(await newest()).toMatchObject({ id, state: 'running' });
    await silenceIsNoticed();
    await city.workerStarts(dataDir);
    expect(await ended(id)).toMatchObject({ outcome: 'sound', trouble: null });
    expect(await one(`SELECT data -> 'subjects' AS subjects FROM journal WHERE type = 'platform.repaired' AND data ->> 'sweep' = 'platform.journal-checks' ORDER BY id DESC LIMIT 1`)).toEqual({ subjects: [`journal-check/${id}`] });
  });

  it('of a worker that froze at the end and wakes up later is not written twice', async () => {
    await city.workerStops();
    const child = ChildWorker.start(city, 'journal-check.before-end:1:stop', { DATA_DIR: dataDir });
    const { id } = await asks();
    await child.reaches();
    await silenceIsNoticed();
    await city.workerStarts(dataDir);
    const check = await ended(id);
    child.resumes();
    await child.stops();
    expect(await newest()).toEqual(check);
    expect((await entriesOf(id)).map(({ type }) => type)).toEqual(['platform.journal-check-asked', 'platform.journal-check-finished']);
  });

  it('that the queue lost is handed on by the sweep; one that no worker survives ends without a result', async () => {
    await city.workerStops();
    const { id } = await asks();
    await city.database.query(`UPDATE journal_seal_check SET run = 5, trouble = 'no connection' WHERE id = $1`, [id]);
    await city.queue.empties();
    await silenceIsNoticed();
    await city.workerStarts(dataDir);
    expect(await ended(id)).toMatchObject({ outcome: 'failed', trouble: 'no connection', found: null });
    // A check without a result says nothing about the journal.
    expect(await auditor().reads('/audit/seal')).toMatchObject({ checkedSound: true });
    const next = await asks();
    expect([next.isNew, (await ended(next.id)).outcome]).toEqual([true, 'sound']);
  });

  it('takes nothing for late that the sealer had no time for while no worker lived', async () => {
    await city.workerStops();
    const { id } = await asks();
    await city.database.query(`UPDATE test_clock SET shift = shift + interval '5 minutes'`);
    await city.workerStarts(dataDir);
    expect(await ended(id)).toMatchObject({ outcome: 'sound' });
  });

  it('takes no seal for cut off that was made and exported while its snapshot was being taken', async () => {
    const client = { connectionString: city.database.url };
    const asked = pg.Client.prototype.query;
    const last = (await one<{ n: string }>('SELECT max(n)::text AS n FROM journal_seal')).n;
    const before = readFileSync(roots, 'utf8');
    await city.workerStops();
    const between = jest.spyOn(pg.Client.prototype, 'query').mockImplementation(async function (this: pg.Client, ...args: unknown[]) {
      const answer: unknown = await (asked as (...all: unknown[]) => Promise<unknown>).apply(this, args);
      if (String(args[0]).includes('FROM public.journal_seal ORDER BY n DESC')) appendFileSync(roots, `${JSON.stringify({ n: String(Number(last) + 1), root: '00', first: '1', last: '1', count: 1, at: '', key: '', signature: '' })}\n`);
      return answer;
    } as never);
    const report = await checkInSnapshot(client, { roots: new SealFile(roots), keys: null, patience: 3_600 });
    between.mockRestore();
    expect(readFileSync(roots, 'utf8').length).toBeGreaterThan(before.length);
    writeFileSync(roots, before);
    expect(report.finding).toBeNull();
    await city.workerStarts(dataDir);
  });

  it('names the row that somebody changed behind the product, by number and kind; the command line finds the same and stands in the list', async () => {
    const bad = await one<{ id: string; type: string; seal: string }>(
      `SELECT entry.id, entry.type, seal.n AS seal FROM journal entry JOIN journal_seal seal ON entry.id = ANY (seal.entries) WHERE entry.type = 'checklist.acknowledged' ORDER BY entry.id LIMIT 1`,
    );
    await city.database.query('ALTER TABLE journal DISABLE TRIGGER ALL');
    await city.database.query(`UPDATE journal SET at = at + interval '1 hour' WHERE id = $1`, [bad.id]);
    await city.database.query('ALTER TABLE journal ENABLE TRIGGER ALL');
    const { id } = await asks();
    expect(await ended(id)).toMatchObject({ outcome: 'broken', found: { code: 'row-changed', entry: bad.id, kind: bad.type, seal: bad.seal, facts: {} }, finding: `journal entry ${bad.id}, seal ${bad.seal}: the row was changed after it was sealed` });
    expect(await auditor().reads('/audit/seal')).toMatchObject({ checkedSound: false });
    const env = { ...process.env, DATABASE_URL: city.database.url, DATA_DIR: dataDir, INIT_CWD: process.cwd() };
    const { status, stdout } = spawnSync(process.execPath, ['dist/apps/standalone/src/audit-verify.js'], { encoding: 'utf8', env });
    expect([status, stdout]).toEqual([1, expect.stringContaining(`FIRST BAD ROW  journal entry ${bad.id}`)]);
    expect(await newest()).toMatchObject({ source: 'command', askedBy: null, outcome: 'broken', found: { code: 'row-changed', entry: bad.id, kind: bad.type } });
  });

  it('is listed newest first, page by page', async () => {
    const all = await list();
    expect(all.map(({ id }) => BigInt(id))).toEqual(all.map(({ id }) => BigInt(id)).sort((a, b) => (a > b ? -1 : 1)));
    const first = await auditor().reads<{ items: Check[]; nextCursor: string }>('/audit/checks?limit=2');
    const second = await auditor().reads<{ items: Check[] }>(`/audit/checks?limit=2&cursor=${encodeURIComponent(first.nextCursor)}`);
    expect([...first.items, ...second.items]).toEqual(all.slice(0, 4));
  });
});
