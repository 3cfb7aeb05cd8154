import { createConnection, createServer, type AddressInfo, type Server } from 'node:net';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../../../../test/harness/database.js';
import { openedDataSource } from './data-source.js';

/** Hears its first callers and says nothing, as a machine does that is busy with starting; then lets everything through. */
function silentAtFirst(target: URL, callers: number): Server {
  let heard = 0;
  return createServer((near) => {
    near.on('error', () => undefined);
    if (heard++ < callers) return void near.resume();
    const far = createConnection(Number(target.port), target.hostname);
    for (const socket of [near, far]) socket.on('error', () => undefined).on('close', () => (near.destroy(), far.destroy()));
    near.pipe(far).pipe(near);
  });
}

describe('a database that answers late when a process begins', () => {
  let database: TestDatabase;
  let source: DataSource | null = null;
  let server: Server | null = null;
  beforeAll(async () => (database = await testDatabase()));
  afterEach(async () => {
    await source?.destroy();
    server?.close();
    source = server = null;
  });
  afterAll(() => database.drop());

  const through = async (callers: number): Promise<string> => {
    const url = new URL(database.url);
    server = silentAtFirst(new URL(database.url), callers);
    await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
    url.port = String((server.address() as AddressInfo).port);
    return url.href;
  };

  it('is asked again', async () => {
    source = await openedDataSource({ kind: 'api', url: await through(2), poolSize: 2, entities: [] });
    expect(await source.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('is not waited for where nobody listens at all', async () => {
    const url = await through(0);
    await new Promise((closed) => server!.close(closed));
    server = null;
    await expect(openedDataSource({ kind: 'api', url, poolSize: 1, entities: [] })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
