import { DataSource } from 'typeorm';
import { Wire } from '../../../../test/crash/wire.js';
import { testDatabase, type TestDatabase } from '../../../../test/harness/database.js';
import { dataSource } from './data-source.js';
import { Database } from './database.js';
import { answersWithin, connectionOf, pooled } from './pools.js';

/** A firewall forgot the connection: nothing that is said is heard, and nobody is told. */
describe('a connection that has fallen silent', () => {
  let copy: TestDatabase;
  let wire: Wire;
  let source: DataSource;
  let database: Database;

  beforeEach(async () => {
    copy = await testDatabase();
    wire = await Wire.to(Number(new URL(copy.url).port));
    const url = Object.assign(new URL(copy.url), { port: String(wire.port) }).href;
    const { options } = dataSource({ kind: 'api', url, poolSize: 1, entities: [] });
    // As the product's, but for the waiting, which is shorter than a person's.
    source = await new DataSource({ ...options, extra: { ...connectionOf('api', url, 'silent'), ...pooled('api'), query_timeout: 400 } } as typeof options).initialize();
    database = new Database(source);
    await database.query('SELECT 1');
  });
  afterEach(async () => {
    wire.close();
    await source.destroy();
    await copy.drop();
  });

  const works = async (): Promise<void> => expect(await database.transaction(() => database.query('SELECT 1 AS one'))).toEqual([{ one: 1 }]);

  it('is given up, and the next who asks has a new one', async () => {
    wire.mute();
    await expect(database.query('SELECT 2')).rejects.toThrow(/timeout/);
    await works();
  });

  it.each([
    ['an ordinary transaction', (work: () => Promise<unknown>) => database.transaction(work)],
    ['a pipelined one', (work: () => Promise<unknown>) => database.pipelined(work)],
  ])('is given up in the middle of %s, with it', async (_which, inside) => {
    const transaction = inside(async () => {
      await database.query('SELECT 3');
      wire.mute();
      await database.query('SELECT 4');
    });
    await expect(transaction).rejects.toThrow();
    await works();
  });

  it('is not given up before the server would end a statement that is merely slow, in the product', () => {
    for (const kind of ['api', 'worker'] as const) expect(pooled(kind).query_timeout).toBeGreaterThan(connectionOf(kind, copy.url, 'silent').statement_timeout as number);
    expect(answersWithin(30_000)).toBeGreaterThan(30_000);
  });
});
