import type { ModuleRef } from '@nestjs/core';
import { stage, type Stage } from '../../../../test/harness/stage.js';
import { Database } from '../database/database.js';
import { Queues } from '../jobs/queues.js';
import { Journal } from '../journal/journal.js';
import { Tally } from '../watching/tally.js';
import { Sweeper } from './sweeper.js';

const HERE = '00000000-0000-7000-8000-000000000001';

/** The sweeper holds no office: any worker sweeps. What fences a frozen one is the row of the turn, and the rows that it would repair. */
describe('a sweeper that is frozen while another takes the next turn', () => {
  let scene: Stage;

  const rows = <Row>(text: string, values?: unknown[]): Promise<Row[]> => scene.database.query<Row>(text, values);
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const sweeper = (): Sweeper => new Sweeper(scene.module.get(Database), scene.module.get(Journal), scene.module as unknown as ModuleRef, scene.module.get(Tally));
  /** A batch that was handed on an hour ago, and whose job is in no queue. */
  const forgotten = async (): Promise<string> => {
    const [entry] = await rows<{ id: string }>(`INSERT INTO journal (jurisdiction_id, type, subject, audience, data) VALUES ($1, 'test.nothing', 'x/1', '{}', '{}') RETURNING id`, [HERE]);
    const [batch] = await rows<{ id: string }>(`INSERT INTO journal_batch (subscriber, entries, handed_at) VALUES ('test.nobody', ARRAY[$1]::bigint[], clock_now() - interval '1 hour') RETURNING id`, [entry!.id]);
    return batch!.id;
  };
  const turns = () => rows<{ name: string; at: string }>('SELECT name, began_at::text AS at FROM platform_sweep ORDER BY name');
  const world = async () => ({
    repairs: await rows(`SELECT data FROM journal WHERE type = 'platform.repaired' ORDER BY id`),
    batches: await rows('SELECT id, state, handed_at::text AS handed, repairs FROM journal_batch ORDER BY id'),
    jobs: await scene.module.get(Queues).depth('urgent'),
  });
  /** One turn of a sweeper that is well, from its look to the end of all that it began. */
  const oneTurn = async (): Promise<void> => {
    const before = JSON.stringify(await turns());
    const leaving = new AbortController();
    const running = sweeper().run(leaving.signal);
    await until(async () => JSON.stringify(await turns()) !== before);
    leaving.abort();
    await running;
  };
  /** A sweeper that stands still before the first statement with these words, until it is woken; then it ends what it has in hand. */
  const frozenBefore = async (words: string): Promise<{ wakes(): Promise<void> }> => {
    const database = scene.module.get(Database);
    const query = database.query.bind(database);
    let [wake, standsStill] = [(): void => undefined, false];
    const woken = new Promise<void>((resolve) => (wake = resolve));
    jest.spyOn(database, 'query').mockImplementation(async (text, values) => {
      if (standsStill || !text.includes(words)) return query(text, values);
      standsStill = true;
      await woken;
      return query(text, values);
    });
    const leaving = new AbortController();
    const running = sweeper().run(leaving.signal);
    await until(() => Promise.resolve(standsStill));
    return { wakes: () => (leaving.abort(), wake(), running) };
  };

  beforeEach(async () => {
    scene = await stage();
  });
  afterEach(() => scene.close());

  it('between its look and its turn, and changes nothing: the turn is taken', async () => {
    const frozen = await frozenBefore('INSERT INTO platform_sweep');
    await oneTurn();
    const taken = await turns();
    await forgotten();
    const before = await world();
    await frozen.wakes();
    expect(await turns()).toEqual(taken);
    expect(await world()).toEqual(before);
  });

  it('before its repair, and changes nothing: the row is repaired, once and said once', async () => {
    const batch = await forgotten();
    const frozen = await frozenBefore('noted AS');
    await rows(`UPDATE test_clock SET shift = shift + interval '16 seconds'`);
    await oneTurn();
    const { repairs, jobs } = await world();
    expect(repairs).toEqual([{ data: expect.objectContaining({ sweep: 'platform.batches', repaired: 1 }) as unknown }]);
    expect(jobs).toBe(1);
    await frozen.wakes();
    const after = await world();
    expect(after).toMatchObject({ repairs, jobs });
    expect(after.batches).toEqual([expect.objectContaining({ id: batch, state: 'waiting' })]);
  });
});
