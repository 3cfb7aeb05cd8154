import { read } from '../architecture/source.js';
import { stage, type Stage } from '../harness/stage.js';
import { scans, lookedAt, type PlanNode } from './plan.js';

const SEND = read('libs/checklist/src/commands/send-block.sql');
const [LAST_NIGHT, TONIGHT] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002'];
const LISTS = 20_000;
const BLOCK = 500;

const ISSUED = `
  INSERT INTO checklist_checklist (jurisdiction_id, response_id, unit_id, exercise, revision, issued_at, sent_at)
  SELECT $1, $1, unit, false, 1, clock_now(), CASE WHEN $3 THEN clock_now() END FROM generate_series(1, $2::int) unit ORDER BY unit RETURNING id`;

/**
 * Statistics are of last night, when the response of tonight was unknown: PostgreSQL takes it for a handful of rows, and read the
 * three hundred thousand checklists of a nation for each of its six hundred blocks.
 */
describe('a block of checklists that is sent', () => {
  let scene: Stage;
  beforeAll(async () => {
    scene = await stage();
  });
  afterAll(() => scene.close());

  it('is found by its ids, however large tonight is and whatever is known of last night', async () => {
    await scene.database.query(ISSUED, [LAST_NIGHT, LISTS, true]);
    await scene.database.query('VACUUM ANALYZE checklist_checklist');
    const issued = await scene.database.query<{ id: string }>(ISSUED, [TONIGHT, LISTS, false]);
    const [from, to] = [issued[3 * BLOCK]!.id, issued[4 * BLOCK - 1]!.id];
    const [said] = await scene.database.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${SEND}`, [TONIGHT, 1, from, to]);
    const looked = scans(said!['QUERY PLAN'][0]!.Plan).reduce((sum, scan) => sum + lookedAt(scan), 0);
    expect(looked).toBe(BLOCK);
  });
});
