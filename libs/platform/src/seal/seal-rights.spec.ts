import pg from 'pg';
import { testDatabase, type TestDatabase } from '../../../../test/harness/database.js';

/** As the processes of the product connect: their role writes the journal and its seals, and never changes them. */
describe('the application role and the seals', () => {
  let database: TestDatabase;
  let app: pg.Client;

  beforeAll(async () => {
    database = await testDatabase();
    app = new pg.Client({ connectionString: database.url, options: '-c role=qingkong_app' });
    await app.connect();
  });
  afterAll(async () => {
    await app.end();
    await database.drop();
  });

  it.each([
    ['journal', []],
    ['journal_seal', []],
    ['journal_seal_key', []],
    // How far a check is; not who asked for it, and when.
    ['journal_seal_check', ['UPDATE']],
  ])('reads and adds to %s, and does nothing else to it%p', async (table, more) => {
    const { rows } = await app.query<{ right: string }>(
      `SELECT privilege AS right FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) AS privilege
        WHERE has_table_privilege($1, privilege) OR privilege IN ('SELECT', 'INSERT', 'UPDATE') AND has_any_column_privilege($1, privilege)`,
      [table],
    );
    expect(rows.map((row) => row.right)).toEqual(['SELECT', 'INSERT', ...more]);
    const [column] = (await database.query<{ attname: string }>(`SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attnum = 2`, [table])) as [{ attname: string }];
    for (const statement of [`UPDATE ${table} SET ${column.attname} = ${column.attname}`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`]) {
      await expect(app.query(statement)).rejects.toThrow(`permission denied for table ${table}`);
    }
  });

  it('moves a check on to its end, and changes nothing of what was found', async () => {
    const [{ id }] = (await app.query<{ id: string }>(`INSERT INTO journal_seal_check (state, source, jurisdiction_id, asked_by) VALUES ('waiting', 'console', gen_random_uuid(), gen_random_uuid()) RETURNING id`)).rows as [{ id: string }];
    for (const column of ['at', 'source', 'jurisdiction_id', 'asked_by']) await expect(app.query(`UPDATE journal_seal_check SET ${column} = ${column}`)).rejects.toThrow('permission denied for table journal_seal_check');
    await expect(app.query(`INSERT INTO journal_seal_check (state) VALUES ('running')`)).rejects.toThrow('journal_seal_check_one_at_a_time');
    await app.query(`UPDATE journal_seal_check SET state = 'running' WHERE id = $1`, [id]);
    await app.query(`UPDATE journal_seal_check SET state = 'finished', finding = 'bad' WHERE id = $1`, [id]);
    const ERASED = `UPDATE journal_seal_check SET finding = NULL WHERE id = $1`;
    for (const tried of [() => app.query(ERASED, [id]), () => database.query(ERASED, [id])]) await expect(tried()).rejects.toThrow(/is written once and never changed/);
  });

  it.each(['DROP TRIGGER journal_seal_is_insert_only ON journal_seal', 'ALTER TABLE journal DISABLE TRIGGER ALL', 'ALTER TABLE journal_seal OWNER TO qingkong_app', `SET session_replication_role = 'replica'`])(
    'may not %s',
    async (statement) => {
      await app.query('SET ROLE qingkong_app');
      await expect(app.query(statement)).rejects.toThrow(/must be owner|permission denied/);
    },
  );

  it.each(['journal_seal', 'journal_seal_key'])('finds %s closed even to its owner', async (table) => {
    for (const statement of [`UPDATE ${table} SET key_id = ''`, `DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`]) {
      await expect(database.query(statement.replace('key_id', table === 'journal_seal' ? 'key_id' : 'public_key'))).rejects.toThrow(/is written once and never changed/);
    }
  });
});
