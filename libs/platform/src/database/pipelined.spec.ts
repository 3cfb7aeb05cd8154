import pg from 'pg';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../../../../test/harness/database.js';
import { dataSource } from './data-source.js';
import { Database } from './database.js';
import type { Prepared } from './sql.js';

const PUT: Prepared = { name: 'spec-put', text: 'INSERT INTO spec_word (word) VALUES ($1)' };
const HOLD: Prepared = { name: 'spec-hold', text: 'SELECT word FROM spec_word WHERE word = $1 FOR UPDATE' };
const WORDS: Prepared = { name: 'spec-words', text: 'SELECT word FROM spec_word ORDER BY word' };
const WAITING = `SELECT count(*)::int AS waits FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;

describe('a pipelined transaction', () => {
  let copy: TestDatabase;
  let source: DataSource;
  let database: Database;

  const words = async (): Promise<string[]> => (await database.prepared<{ word: string }>(WORDS, [])).map(({ word }) => word);

  beforeAll(async () => {
    copy = await testDatabase();
    await copy.query('CREATE TABLE spec_word (word text PRIMARY KEY)');
    await copy.query('GRANT SELECT, INSERT, UPDATE, DELETE ON spec_word TO qingkong_app');
    source = await dataSource({ kind: 'api', url: copy.url, poolSize: 2, entities: [] }).initialize();
    database = new Database(source);
  });
  beforeEach(() => copy.query('DELETE FROM spec_word'));
  afterAll(async () => {
    await source.destroy();
    await copy.drop();
  });

  it('keeps what was sent as its last words, and tells it when it is durable', async () => {
    const told: string[] = [];
    const outcome = await database.pipelined(async () => {
      const [, before] = await Promise.all([database.prepared(HOLD, ['钢']), database.prepared(WORDS, [])]);
      database.afterCommit(() => told.push('committed'));
      database.send(PUT, ['钢']);
      return before.length;
    });
    expect([outcome, told, await words()]).toEqual([0, ['committed'], ['钢']]);
  });

  it('keeps nothing when its last words fail, and says why they failed', async () => {
    const told: string[] = [];
    const broken = database.pipelined(async () => {
      await database.prepared(PUT, ['焦']);
      database.afterCommit(() => told.push('committed'));
      database.send(PUT, ['焦']);
    });
    await expect(broken).rejects.toMatchObject({ code: '23505' });
    expect([told, await words()]).toEqual([[], []]);
  });

  it('keeps nothing when the work refuses after it has sent them', async () => {
    const refused = database.pipelined(async () => {
      database.send(PUT, ['焦']);
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    expect(await words()).toEqual([]);
  });

  it('looks up by key even in a table that was empty when its statistics were taken, and nothing else does', async () => {
    await copy.query('VACUUM ANALYZE spec_word');
    const explain: Prepared = { name: 'spec-explain', text: `EXPLAIN SELECT word FROM spec_word WHERE word = '钢'` };
    const planned = async (): Promise<string> => JSON.stringify(await database.prepared(explain, []));
    expect(await planned()).toContain('Seq Scan');
    expect(await database.pipelined(planned)).toContain('Index');
    expect(await planned()).toContain('Seq Scan');
  });

  it('begins nothing for statements after a failed one', async () => {
    const broken = database.pipelined(() => Promise.all([database.prepared({ name: 'spec-nought', text: 'SELECT 1 / $1::int' }, [0]), database.prepared(PUT, ['焦'])]));
    await expect(broken).rejects.toMatchObject({ code: '22012' });
    expect(await words()).toEqual([]);
  });

  it('sees in its second statement what was committed while the first waited for a lock', async () => {
    await database.prepared(PUT, ['钢']);
    const other = new pg.Client(copy.url);
    await other.connect();
    await other.query(`BEGIN; UPDATE spec_word SET word = word; INSERT INTO spec_word VALUES ('焦')`);
    const second = database.pipelined(async () => (await Promise.all([database.prepared(HOLD, ['钢']), database.prepared(WORDS, [])]))[1]);
    for (let waits = 0; waits === 0; ) [{ waits }] = (await copy.query(WAITING)) as [{ waits: number }];
    await other.query('COMMIT');
    await other.end();
    expect(await second).toHaveLength(2);
  });

  it('inside of another transaction belongs to that one: the failure of its last words is the failure of the whole', async () => {
    const whole = database.transaction(async () => {
      await database.prepared(PUT, ['钢']);
      await database.pipelined(() => Promise.resolve(database.send(PUT, ['钢'])));
      await database.prepared(WORDS, []);
    });
    await expect(whole).rejects.toMatchObject({ code: '23505' });
    expect(await words()).toEqual([]);
  });

  it('tries again when PostgreSQL ended it to let another pass', async () => {
    let tries = 0;
    await database.pipelined(async () => {
      if (++tries === 1) await database.prepared({ name: 'spec-victim', text: `DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40P01'; END $$` }, []);
      database.send(PUT, ['钢']);
    });
    expect([tries, await words()]).toEqual([2, ['钢']]);
  });
});
