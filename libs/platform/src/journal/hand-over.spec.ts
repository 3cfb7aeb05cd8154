import { Injectable } from '@nestjs/common';
import { stage, type Stage } from '../../../../test/harness/stage.js';
import { Database } from '../database/database.js';
import { LeadershipLost, type Term } from '../leading/leadership.js';
import { BatchRunner } from './batch-runner.js';
import { DeadBatches, ReplayBatches } from './dead-batches.js';
import { DomainEvent, WireName } from './event.js';
import { Journal } from './journal.js';
import { After, type Reaction } from './reactions.js';
import { Relay } from './relay.js';

const JURISDICTION = '00000000-0000-7000-8000-000000000001';

@WireName('test.stone-thrown')
class StoneThrown extends DomainEvent {
  readonly jurisdictionId = JURISDICTION;

  constructor(readonly n: number) {
    super();
  }

  get subject(): string {
    return `stone/${this.n}`;
  }
}

let poison: number | null = null;
const CATCH = 'INSERT INTO test_caught (n) VALUES ($1)';

@After(StoneThrown, 'test.catch-stones', { batch: 8 })
@Injectable()
class WhenStoneThrownCatchIt implements Reaction<StoneThrown> {
  constructor(private readonly database: Database) {}

  async react({ n }: StoneThrown): Promise<void> {
    if (n === poison) throw new Error(`stone ${n} is too hot`);
    await this.database.query(CATCH, [n]);
  }
}

function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

describe('the hand-over', () => {
  let scene: Stage;
  let relay: Relay;

  const thrown = (numbers: readonly number[]) => scene.module.get(Journal).append(numbers.map((n) => new StoneThrown(n)));
  const count = async (where: string): Promise<number> => (await scene.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${where}`))[0]!.n;
  const caught = async (from: number): Promise<number[]> =>
    (await scene.database.query<{ n: number }>('SELECT n FROM test_caught WHERE n >= $1 ORDER BY n', [from])).map((row) => row.n);
  const begin = async (): Promise<Term> => {
    const [row] = await scene.database.query<{ epoch: string }>(
      `INSERT INTO platform_leader (name, epoch, since) VALUES ('relay', 1, now()) ON CONFLICT (name) DO UPDATE SET epoch = platform_leader.epoch + 1 RETURNING epoch`,
    );
    return { name: 'relay', epoch: row!.epoch } as Term;
  };

  beforeAll(async () => {
    scene = await stage([WhenStoneThrownCatchIt]);
    await scene.database.query('CREATE TABLE test_caught (n int NOT NULL); GRANT INSERT ON test_caught TO qingkong_app');
    relay = scene.module.get(Relay);
  });
  afterAll(() => scene.close());

  it('gives every entry the next position, without a gap, and hands it on in batches', async () => {
    const term = await begin();
    await Promise.all([thrown([1, 2, 3]), thrown([4, 5]), thrown([6, 7, 8, 9, 10])]);
    expect(await relay.pass(term)).toBe(10);
    const positions = await scene.database.query<{ position: string }>('SELECT position FROM journal_feed ORDER BY position');
    expect(positions.map((row) => row.position)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(await count('journal_pending')).toBe(0);
    expect(await count(`journal_batch WHERE state = 'waiting'`)).toBe(2);
  });

  it('changes nothing by the hand of a leader that was frozen and woke up after another took over', async () => {
    const frozen = await begin();
    const next = await begin();
    await thrown([11, 12]);
    await expect(relay.pass(frozen)).rejects.toThrow(LeadershipLost);
    expect(await count('journal_pending')).toBe(2);
    expect(await relay.pass(next)).toBe(2);
    expect(await count('journal_feed')).toBe(12);
  });

  it('runs a batch once, however often its job arrives', async () => {
    const batches = await scene.database.query<{ id: string }>(`SELECT id FROM journal_batch WHERE state = 'waiting' ORDER BY id`);
    const runner = scene.module.get(BatchRunner);
    for (const { id } of batches) {
      const jobs = await Promise.allSettled([runner.run(id), runner.run(id), runner.run(id)]);
      // Whoever finds it in other hands comes again: they may yet die of it.
      for (const job of jobs) if (job.status === 'rejected') expect(String(job.reason)).toContain('in other hands');
      await runner.run(id);
    }
    expect(await caught(1)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it('halves a failing batch down to the poisonous entry; all others pass, and it waits for an operator', async () => {
    poison = 25;
    await thrown([21, 22, 23, 24, 25, 26, 27, 28]);
    await relay.pass(await begin());
    const runner = scene.module.get(BatchRunner);
    for (let round = 0; round < 40; round++) {
      const [next] = await scene.database.query<{ id: string }>(`SELECT id FROM journal_batch WHERE state = 'waiting' ORDER BY id LIMIT 1`);
      if (!next) break;
      await runner.run(next.id).catch(() => undefined);
    }
    expect(await caught(21)).toEqual([21, 22, 23, 24, 26, 27, 28]);
    const dead = await scene.database.query<{ n: string; error: string }>(
      `SELECT journal.data ->> 'n' AS n, batch.error FROM journal_batch batch JOIN journal ON journal.id = batch.entries[1] WHERE batch.state = 'dead'`,
    );
    expect(dead).toEqual([{ n: '25', error: 'stone 25 is too hot' }]);
  });

  it('tells the dead entry again when an operator says so: once, under the eyes of the journal', async () => {
    const [dead] = await scene.query(new DeadBatches());
    expect(dead).toMatchObject({ subscriber: 'test.catch-stones', type: 'test.stone-thrown', subject: 'stone/25', error: 'stone 25 is too hot' });
    poison = null;
    expect(await scene.command(new ReplayBatches([dead!.id, '999999']))).toEqual([dead!.id]);
    await scene.module.get(BatchRunner).run(dead!.id);
    expect(await caught(25)).toEqual([25, 26, 27, 28]);
    expect(await scene.command(new ReplayBatches('all'))).toEqual([]);
    expect(await count(`journal WHERE type = 'platform.batch-replayed' AND subject = 'batch/${dead!.id}'`)).toBe(1);
  });

  it('gives a position to what was written earlier and committed later, too', async () => {
    const term = await begin();
    await relay.pass(term);
    const [isWritten, mayCommit] = [gate(), gate()];
    const late = scene.module.get(Database).transaction(async () => {
      await thrown([1_001]);
      isWritten.open();
      await mayCommit.opened;
    });
    await isWritten.opened;
    await thrown([1_002]);
    expect(await relay.pass(term)).toBe(1);
    mayCommit.open();
    await late;
    expect(await relay.pass(term)).toBe(1);
    expect(await count(`journal_feed feed JOIN journal entry ON entry.id = feed.entry_id WHERE entry.subject IN ('stone/1001', 'stone/1002')`)).toBe(2);
  });
});
