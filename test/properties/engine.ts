import { ClockEngine, Queues, Relay, type Term } from '#platform';
import { BatchRunner } from '../../libs/platform/src/journal/batch-runner.js';
import type { Stage } from '../harness/stage.js';

const WAITING = `SELECT id FROM journal_batch WHERE state = 'waiting' ORDER BY id`;
const LEFT = `
  SELECT (SELECT count(*) FROM journal_pending)::int + (SELECT count(*) FROM journal_batch WHERE state = 'waiting')::int
       + (SELECT count(*) FROM checklist_checklist WHERE ring_at <= clock_now())::int AS n`;
const OFFICE = `INSERT INTO platform_leader (name, epoch, since) VALUES ('relay', 1, now()), ('clocks', 1, now())`;
/** More turns than any chain of reactions is long. */
const TURNS = 12;

/** The worker's engine, turned by hand: relay, batches and clocks do what waits, in this process, and nothing else. The queue is only a hint, and here nobody listens to it. */
export class Engine {
  private constructor(private readonly stage: Stage) {}

  static async of(stage: Stage): Promise<Engine> {
    await stage.database.query(OFFICE);
    jest.spyOn(stage.module.get(Queues), 'handBatches').mockResolvedValue();
    return new Engine(stage);
  }

  /** Turns until nothing waits any more. A batch that fails fails the test: there is no second try that could hide it. */
  async comesToRest(): Promise<void> {
    const { module, database } = this.stage;
    for (let turn = 0; turn < TURNS; turn++) {
      await module.get(ClockEngine).tick(term('clocks'));
      await module.get(Relay).pass(term('relay'));
      for (const { id } of await database.query<{ id: string }>(WAITING)) await module.get(BatchRunner).run(id);
      const [left] = await database.query<{ n: number }>(LEFT);
      if (left!.n === 0) return;
    }
    throw new Error('The night does not come to rest.');
  }
}

const term = (name: string): Term => ({ name, epoch: '1', ended: new AbortController().signal, client: null as never });
