import { createConnection, createServer, type AddressInfo, type Server } from 'node:net';
import type { DataSource } from 'typeorm';
import { testDatabase, type TestDatabase } from '../../../../test/harness/database.js';
import { dataSource } from './data-source.js';
import { Database } from './database.js';

/** ErrorResponse of PostgreSQL's protocol: the words with which a server ends a connection. */
function farewell(): Buffer {
  const fields = Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0\0');
  const length = Buffer.alloc(4);
  length.writeInt32BE(fields.length + 4);
  return Buffer.concat([Buffer.from('E'), length, fields]);
}

const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** Lets everything through, but has the server say farewell in the same packet as its next "ready for query". */
class Ender {
  isArmed = false;
  private readonly server: Server;

  constructor(private readonly target: URL) {
    this.server = createServer((near) => {
      const far = createConnection(Number(target.port), target.hostname);
      near.pipe(far);
      for (const socket of [near, far]) socket.on('error', () => undefined).on('close', () => (near.destroy(), far.destroy()));
      far.on('data', (packet) => {
        if (!this.isArmed || !packet.subarray(-6).equals(READY)) return near.write(packet);
        this.isArmed = false;
        return near.end(Buffer.concat([packet, farewell()]));
      });
    });
  }

  async opens(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return Object.assign(new URL(this.target), { port: String((this.server.address() as AddressInfo).port) }).href;
  }

  closes(): void {
    this.server.close();
  }
}

describe('a connection that the server ends in the moment in which it changes hands', () => {
  let copy: TestDatabase;
  let ender: Ender;
  let source: DataSource;
  let database: Database;

  const works = async (): Promise<void> => expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);

  beforeEach(async () => {
    copy = await testDatabase();
    ender = new Ender(new URL(copy.url));
    source = await dataSource({ kind: 'api', url: await ender.opens(), poolSize: 1, entities: [] }).initialize();
    database = new Database(source);
  });
  afterEach(async () => {
    await source.destroy();
    ender.closes();
    await copy.drop();
  });

  it('does not end the process when it goes from a query to a transaction that waits for it', async () => {
    ender.isArmed = true;
    const [first, second] = await Promise.allSettled([database.query('SELECT 1'), database.transaction(() => database.query('SELECT 2'))]);
    expect([first.status, second.status]).toEqual(['fulfilled', 'rejected']);
    await works();
  });

  it('does not end the process when it has only just been opened', async () => {
    (await database.pool.connect()).release(true);
    ender.isArmed = true;
    await expect(database.transaction(() => database.query('SELECT 3'))).rejects.toThrow();
    await works();
  });
});
