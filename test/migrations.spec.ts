import pg from 'pg';
import { CHAPTERS, ENTITIES, MIGRATIONS } from '#config/contexts';
import { dataSource, migrate, migrationSource } from '#platform';

/** What a database consists of, as text: two schemas are the same when this is. */
const SHAPE = `
  SELECT string_agg(line, E'\\n' ORDER BY line) AS shape FROM (
    SELECT format('column %s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)) AS line
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT format('index %s', indexdef) FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT format('trigger %s', pg_get_triggerdef(t.oid)) FROM pg_trigger t WHERE NOT tgisinternal
    UNION ALL SELECT format('function %s', pg_get_functiondef(oid)) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
    UNION ALL SELECT format('grant %s %s', c.relname, c.relacl) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'S')
    UNION ALL SELECT format('transition %s', t) FROM platform_transition t) lines`;

describe('migrations', () => {
  const name = `qk_migrations_${process.pid}`;
  const server = process.env.TEST_POSTGRES!;
  const url = server.replace(/\/[^/]*$/, `/${name}`);
  let client: pg.Client;

  const query = async <Row>(text: string): Promise<Row[]> => (await client.query(text)).rows as Row[];
  const shape = async (): Promise<string> => (await query<{ shape: string }>(SHAPE))[0]!.shape;

  beforeAll(async () => {
    const admin = new pg.Client({ connectionString: server });
    await admin.connect();
    await admin.query(`CREATE DATABASE ${name}`);
    await admin.end();
    client = new pg.Client({ connectionString: url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    const admin = new pg.Client({ connectionString: server });
    await admin.connect();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  });

  it('run once although several machines start at the same moment', async () => {
    const applied = await Promise.all([migrate(url, MIGRATIONS), migrate(url, MIGRATIONS), migrate(url, MIGRATIONS)]);
    expect(applied.map((names) => names.length).sort()).toEqual([0, 0, MIGRATIONS.length]);
  });

  it('go down to nothing and up again to the same', async () => {
    const before = await shape();
    const source = await migrationSource(url, MIGRATIONS).initialize();
    for (const _ of MIGRATIONS) await source.undoLastMigration({ transaction: 'each' });
    const left = await query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S') AND relname NOT LIKE 'platform_migration%'
       UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
       UNION ALL SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype = 'e'`,
    );
    expect(left).toEqual([]);
    await source.runMigrations({ transaction: 'each' });
    await source.destroy();
    expect(await shape()).toBe(before);
  });

  it('agree with the entities: every column that the code reads is there, with that type', async () => {
    const source = await dataSource({ kind: 'tool', url, poolSize: 1, entities: ENTITIES }).initialize();
    const wanted = source.entityMetadatas.flatMap((entity) =>
      entity.columns.map((column) => `${entity.tableName}.${column.databaseName} ${String(column.type)}${column.isArray ? '[]' : ''} ${column.isNullable ? 'null' : 'not null'}`),
    );
    await source.destroy();
    const there = await query<{ column: string }>(`
      SELECT format('%s.%s %s %s', c.relname, a.attname,
               replace(replace(format_type(a.atttypid, a.atttypmod), 'timestamp with time zone', 'timestamptz'), 'integer', 'int'),
               CASE WHEN a.attnotnull THEN 'not null' ELSE 'null' END) AS column
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped`);
    const known = new Set(there.map((row) => row.column));
    expect(wanted.length).toBeGreaterThan(100);
    expect(wanted.filter((column) => !known.has(column))).toEqual([]);
  });

  it('know no time without a zone', async () => {
    expect(await query(`SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'timestamp without time zone' AND table_name <> 'platform_migration'`)).toEqual([]);
  });

  it('name every chapter that has a folder', () => {
    expect(CHAPTERS.map((chapter) => chapter.name)).toEqual([...new Set(CHAPTERS.map((chapter) => chapter.name))]);
  });
});

describe('the application role', () => {
  let pool: pg.Pool;

  beforeAll(() => {
    pool = new pg.Pool({ connectionString: process.env.TEST_POSTGRES!.replace(/\/[^/]*$/, '/qingkong_template'), max: 1, options: '-c role=qingkong_app' });
  });
  afterAll(() => pool.end());

  it('owns no table of the record, and deletes nothing but queue pointers', async () => {
    const { rows: owned } = await pool.query(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relowner = 'qingkong_app'::regrole`);
    expect(owned).toEqual([]);
    const { rows: deletable } = await pool.query<{ relname: string }>(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND has_table_privilege('qingkong_app', oid, 'DELETE, TRUNCATE')`,
    );
    expect(deletable.map((row) => row.relname)).toEqual(['journal_pending']);
  });

  it.each([
    ['changes a journal entry', `UPDATE journal SET type = 'x'`],
    ['rewrites the feed', 'UPDATE journal_feed SET position = 1'],
    ['loosens a state machine', `INSERT INTO platform_transition VALUES ('warning', 'lifted', 'issued')`],
    ['makes a table', 'CREATE TABLE mine (id int)'],
    ['drops a trigger', 'DROP TRIGGER journal_is_insert_only ON journal'],
  ])('never %s', async (_what, statement) => {
    await expect(pool.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('finds the journal closed even to its owner', async () => {
    const owner = new pg.Client({ connectionString: process.env.TEST_POSTGRES!.replace(/\/[^/]*$/, '/qingkong_template') });
    await owner.connect();
    for (const statement of [`UPDATE journal SET type = 'x'`, 'DELETE FROM journal', 'TRUNCATE journal']) await expect(owner.query(statement)).rejects.toThrow('journal is written once and never changed');
    await owner.end();
  });
});
