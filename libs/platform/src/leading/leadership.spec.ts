import { setTimeout as sleep } from 'node:timers/promises';
import { stage, type Stage } from '../../../../test/harness/stage.js';
import { Leadership, type Term } from './leadership.js';

describe('an office', () => {
  let scene: Stage;
  const closing = new AbortController();
  const governing = new Map<string, Term>();
  const began: string[] = [];
  let most = 0;
  const standing: Promise<void>[] = [];

  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await sleep(10);
  };
  /** Governs until its term has ended. */
  const stands = (candidate: string): void => {
    const govern = async (term: Term): Promise<void> => {
      governing.set(candidate, term);
      began.push(term.epoch);
      most = Math.max(most, governing.size);
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

  it('is held by one, whoever else stands for it; when his connection is lost another takes over in a later epoch', async () => {
    stands('one');
    await until(() => governing.size > 0);
    stands('two');
    stands('three');
    for (const terms of [2, 3]) {
      await scene.database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'qingkong leader test.office' AND datname = current_database()
                                     AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')`);
      await until(() => began.length >= terms);
    }
    expect(most).toBe(1);
    expect(began).toEqual([...began].sort((a, b) => Number(a) - Number(b)));
    expect(new Set(began).size).toBe(began.length);
  });
});
