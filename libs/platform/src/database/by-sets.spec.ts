import { stage, type Stage } from '../../../../test/harness/stage.js';
import { Database } from './database.js';

/** Two small sets: joined by a nested loop wherever that is allowed. */
const JOIN = `EXPLAIN SELECT 1 FROM generate_series(1, 1) a(n) JOIN generate_series(1, 1) b(n) USING (n)`;

describe('a statement over whole sets', () => {
  let scene: Stage;
  beforeAll(async () => {
    scene = await stage();
  });
  afterAll(() => scene.close());

  const lines = (rows: { 'QUERY PLAN': string }[]): string => rows.map((row) => row['QUERY PLAN']).join('\n');

  it('is planned without nested loops, and nothing else of its transaction is', async () => {
    const work = scene.module.get(Database);
    expect(lines(await scene.database.query(JOIN))).toContain('Nested Loop');
    await work.transaction(async () => {
      expect(lines(await work.bySets(JOIN))).not.toContain('Nested Loop');
      expect(lines(await work.query(JOIN))).toContain('Nested Loop');
    });
    expect(lines(await work.bySets(JOIN))).not.toContain('Nested Loop');
    expect(lines(await work.query(JOIN))).toContain('Nested Loop');
  });

  it('that is refused says why, not what came after it', async () => {
    await expect(scene.module.get(Database).bySets('SELECT 1 / 0')).rejects.toThrow('division by zero');
  });
});
