import { setTimeout as sleep } from 'node:timers/promises';
import { stage, type Stage } from '../../../../test/harness/stage.js';
import { Leadership, type Term } from './leadership.js';

describe('an office', () => {
  let scene: Stage;
  const closing = new AbortController();
  const governing = new Map<string, Term>();
  const began: string[] = [];
  const standing: Promise<void>[] = [];

  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await sleep(10);
  };
  /** Governs until its term has ended. */
  const stands = (candidate: string): void => {
    const govern = async (term: Term): Promise<void> => {
      governing.set(candidate, term);
      began.push(term.epoch);
      await until(() => term.ended.aborted);
      governing.delete(candidate);
    };
    standing.push(scene.module.get(Leadership).stand('test.office', closing.signal, govern));
  };

  beforeAll(async () => {
    scene = await stage();
  });
  afterAll(async () => {
    closing.abort();
    await Promise.all(standing);
    await scene.close();
  });

  /** Long enough for whoever stands to have tried twice. */
  const TWO_TRIES_MS = 2_500;

  it('is held by one, whoever else stands for it; when his connection is lost another takes over in a later epoch', async () => {
    stands('one');
    await until(() => governing.size > 0);
    stands('two');
    stands('three');
    await sleep(TWO_TRIES_MS);
    expect([...governing.keys()]).toEqual(['one']);
    for (const terms of [2, 3]) {
      await scene.database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'qingkong leader test.office' AND datname = current_database()
                                     AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')`);
      await until(() => began.length >= terms);
      // Who lost his connection may hear of it a moment after his successor has begun; his epoch is the older one, and what he writes is refused by it.
      await until(() => governing.size === 1);
      expect([...governing.values()].map(({ epoch }) => epoch)).toEqual([began.at(-1)]);
    }
    expect(began).toEqual([...began].sort((a, b) => Number(a) - Number(b)));
    expect(new Set(began).size).toBe(began.length);
  });
});
