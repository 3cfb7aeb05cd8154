import { randomUUID } from 'node:crypto';
import { testDatabase, type TestDatabase } from '../harness/database.js';
import { isRest, LOOK, type Left } from './rest.js';

describe('a city at rest', () => {
  let database: TestDatabase;
  beforeAll(async () => (database = await testDatabase()));
  afterAll(() => database.drop());

  const look = async (): Promise<boolean> => isRest((await database.query<Left>(LOOK))[0]!);

  it('has nothing left to do', async () => {
    expect(await look()).toBe(true);
  });

  it('is not there while what a clock gathered for a commander is unsaid', async () => {
    await database.query(
      `INSERT INTO checklist_bundle (jurisdiction_id, response_id, exercise, clock, step, ring, unit_id, person_id, round, checklists, first_checklist, measures)
       VALUES ($1, $1, false, 'stand_down', 2, 'commander', 1, 1, 1, 1, 1, '{}')`,
      [randomUUID()],
    );
    expect(await look()).toBe(false);
    await database.query('UPDATE checklist_bundle SET said_at = clock_now()');
    expect(await look()).toBe(true);
  });
});
