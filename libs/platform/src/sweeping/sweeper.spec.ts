import { Injectable, Logger } from '@nestjs/common';
import type { Job } from 'bullmq';
import pg from 'pg';
import { stage, type Stage } from '../../../../test/harness/stage.js';
import { Health } from '../health.js';
import { QueueBackend } from '../jobs/queue-backend.js';
import { Queues } from '../jobs/queues.js';
import { Leadership, type Term } from '../leading/leadership.js';
import { Sweeper } from './sweeper.js';
import { Sweeps, type Repairs, type Sweep } from './sweeps.js';

const HERE = '00000000-0000-7000-8000-000000000001';
let broken = false;

@Sweeps('test.stones', { because: 'a stone may roll away' })
@Injectable()
class SweepStones implements Sweep {
  constructor(private readonly queues: Queues) {}

  async sweep(repairs: Repairs): Promise<void> {
    if (broken) throw new Error('no broom');
    const [away, ...more] = [...astray.splice(0)];
    if (away) await repairs.block(async () => [away, ...more].map((n) => ({ jurisdictionId: HERE, subject: `stone/${n}` })));
    void this.queues;
  }
}
const astray: number[] = [];

describe('the sweeper', () => {
  let scene: Stage;
  let closing: AbortController;
  let running: Promise<void>;

  const rows = <Row>(text: string, values?: unknown[]): Promise<Row[]> => scene.database.query<Row>(text, values);
  const repairs = (sweep: string) => rows<{ repaired: number; subjects: string[] }>(`SELECT (data ->> 'repaired')::int AS repaired, data -> 'subjects' AS subjects FROM journal WHERE type = 'platform.repaired' AND data ->> 'sweep' = $1 ORDER BY id`, [sweep]);
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
  };
  /** The clock is moved on to the next turn, and the turn waited for. */
  const turn = async (): Promise<void> => {
    const [{ at }] = (await rows<{ at: string }>('SELECT clock_now()::text AS at')) as [{ at: string }];
    await rows(`UPDATE test_clock SET shift = shift + interval '16 seconds'`);
    await until(async () => (await rows(`SELECT 1 FROM platform_sweep WHERE began_at <= $1 OR (ended_at < began_at AND error IS NULL)`, [at])).length === 0);
  };

  beforeAll(async () => {
    Logger.overrideLogger(false);
    scene = await stage([SweepStones]);
    closing = new AbortController();
    running = scene.module.get(Sweeper).run(closing.signal);
    await until(async () => (await rows('SELECT 1 FROM platform_sweep')).length >= 3);
  });
  afterAll(async () => {
    closing.abort();
    await running;
    await scene.close();
  });

  it('says once what it repaired, one entry for the block, and nothing when it finds nothing', async () => {
    astray.push(1, 2);
    await turn();
    await turn();
    expect(await repairs('test.stones')).toEqual([{ repaired: 2, subjects: ['stone/1', 'stone/2'] }]);
    expect(await rows(`SELECT repaired::int, error FROM platform_sweep WHERE name = 'test.stones'`)).toEqual([{ repaired: 2, error: null }]);
  });

  it('names each of many: a block of hundreds in one entry, one of thousands in several', async () => {
    const before = (await repairs('test.stones')).length;
    const stones = Array.from({ length: 1_203 }, (_, n) => n + 100);
    astray.push(...stones);
    await turn();
    const told = (await repairs('test.stones')).slice(before);
    expect(told.map(({ repaired, subjects }) => [repaired, subjects.length])).toEqual([[500, 500], [500, 500], [203, 203]]);
    expect(told.flatMap(({ subjects }) => subjects)).toEqual(stones.map((n) => `stone/${n}`));
  });

  it('is watched: a sweep that has not come to its end for a minute degrades the readiness, until it does', async () => {
    broken = true;
    await turn();
    expect(await rows(`SELECT error FROM platform_sweep WHERE name = 'test.stones'`)).toEqual([{ error: 'no broom' }]);
    for (let n = 0; n < 4; n++) await turn();
    expect((await scene.module.get(Health).readiness()).degraded).toContain('sweeper.silent');
    broken = false;
    await turn();
    expect((await scene.module.get(Health).readiness()).degraded).not.toContain('sweeper.silent');
  });

  /** A batch that was handed on an hour ago, for a subscriber that does not exist. */
  const batch = async (): Promise<{ id: string; repairs: number }> => {
    const [entry] = await rows<{ id: string }>(`INSERT INTO journal (jurisdiction_id, type, subject, audience, data) VALUES ($1, 'test.nothing', 'x/1', '{}', '{}') RETURNING id`, [HERE]);
    const [{ id }] = (await rows<{ id: string }>(`INSERT INTO journal_batch (subscriber, entries, handed_at) VALUES ('test.nobody', ARRAY[$1]::bigint[], clock_now() - interval '1 hour') RETURNING id`, [entry!.id])) as [{ id: string }];
    return { id, repairs: 0 };
  };
  const done = ({ id }: { id: string }) => rows(`UPDATE journal_batch SET state = 'done', done_at = clock_now() WHERE id = $1`, [id]);

  it('hands on a batch whose job is in no queue, and says so once however long that takes', async () => {
    const [queues, forgotten] = [scene.module.get(Queues), await batch()];
    expect(await queues.lost([forgotten])).toEqual([forgotten]);
    await turn();
    await until(async () => (await queues.lost([{ ...forgotten, repairs: 1 }])).length === 0);
    expect(await repairs('platform.batches')).toEqual([{ repaired: 1, subjects: [`batch/${forgotten.id}`] }]);
    await scene.module.get(QueueBackend).queue('urgent').obliterate({ force: true });
    await turn();
    await turn();
    await until(async () => (await queues.lost([{ ...forgotten, repairs: 2 }])).length === 0);
    expect(await repairs('platform.batches')).toHaveLength(1);
    await done(forgotten);
  });

  it('hands on what a host whose clock is hours ahead put off, or took and died of; not what waits its turn or is worked on', async () => {
    const [queues, backend] = [scene.module.get(Queues), scene.module.get(QueueBackend)];
    const urgent = backend.queue('urgent');
    await urgent.obliterate({ force: true });
    const hands = backend.worker('urgent', () => Promise.resolve());
    const takes = async (one: { id: string }): Promise<void> => {
      await queues.handBatches([one.id]);
      expect(((await hands.getNextJob('hands that never come back')) as Job | undefined)?.data).toMatchObject({ batchId: one.id });
    };
    const [putOff, held, waiting, working] = [await batch(), await batch(), await batch(), await batch()];
    const ahead = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 5 * 3_600_000);
    await takes(held);
    ahead.mockRestore();
    await takes(working);
    await queues.handBatches([putOff.id]);
    const [{ id, name, data, opts }] = (await urgent.getJobs(['waiting'])) as [Job];
    await urgent.remove(id!);
    await urgent.add(name, data, { ...opts, delay: 5 * 3_600_000 });
    await queues.handBatches([waiting.id]);
    const worker = new pg.Client({ connectionString: scene.database.url });
    await worker.connect();
    await worker.query('BEGIN');
    await worker.query('SELECT 1 FROM journal_batch WHERE id = $1 FOR UPDATE', [working.id]);
    await turn();
    await worker.end();
    const ids = ((await urgent.getJobs(['waiting'])) as Job[]).map((job) => (job.data as { batchId: string }).batchId);
    expect(ids.sort()).toEqual([putOff.id, held.id, waiting.id].sort());
    await hands.close();
    for (const one of [putOff, held, waiting, working]) await done(one);
  });

  it('ends the term of a leader that does not renew its lease, and notes a process that died without a word', async () => {
    const terms: Term[] = [];
    const stepDown = new AbortController();
    const standing = scene.module.get(Leadership).stand('test', stepDown.signal, (term) => {
      terms.push(term);
      return new Promise((resolve) => term.ended.addEventListener('abort', () => resolve()));
    });
    await until(async () => terms.length === 1);
    await rows(`INSERT INTO platform_heartbeat (process, kind, at, seen_at) VALUES ('elsewhere/7', 'worker', clock_now(), clock_timestamp() - interval '2 minutes')`);
    await rows(`UPDATE platform_lease SET seen_at = clock_timestamp() - interval '20 seconds' WHERE name = 'test'`);
    await turn();
    await until(async () => terms.length === 2);
    expect(BigInt(terms[1]!.epoch)).toBeGreaterThan(BigInt(terms[0]!.epoch));
    await turn();
    expect(await repairs('platform.leases')).toEqual([
      { repaired: 1, subjects: ['leader/test'] },
      { repaired: 1, subjects: ['process/elsewhere/7'] },
    ]);
    stepDown.abort();
    await standing;
  });

  it('may end the connections of silent leaders only', async () => {
    const client = new pg.Client({ connectionString: scene.database.url, options: '-c role=qingkong_app' });
    await client.connect();
    const { rows: ended } = await client.query(`SELECT platform_end_silent_leaders(interval '0') AS name`);
    expect(ended).toEqual([]);
    await client.end();
  });
});
