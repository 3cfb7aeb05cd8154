import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Server } from './server.js';

describe('the PostgreSQL of the suite', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'qk-server-'));
  let server: Server;
  beforeAll(async () => {
    server = await Server.start(folder);
    await server.once('postgres', 'CREATE TABLE one ()');
    await server.once('postgres', 'CREATE TABLE two ()');
    await server.once('postgres', 'CREATE TABLE kept AS SELECT 1 AS n');
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Emptying a queue that is at work may be the victim of a deadlock with it: the database took the statement back, and it is said again. */
  it('asks again when its own statement was the victim of a deadlock', async () => {
    const worker = new pg.Client({ connectionString: server.url('postgres') });
    await worker.connect();
    await worker.query(`SET deadlock_timeout = '1h'`);
    await worker.query('BEGIN');
    await worker.query('SELECT FROM one');
    const emptied = server.once('postgres', 'TRUNCATE two, one');
    while ((await server.once('postgres', `SELECT FROM pg_locks WHERE NOT granted`)).length === 0) await sleep(10);
    await Promise.all([emptied, worker.query('SELECT FROM two').then(() => worker.query('COMMIT'))]);
    await worker.end();
  });

  /** As an operator restarts it for an upgrade: the sessions are told, what was committed stands, nothing has to be recovered. */
  it('is shut down in order and started again: open sessions hear 57P01, what was committed stands, nothing is recovered', async () => {
    const session = new pg.Client({ connectionString: server.url('postgres') });
    await session.connect();
    await session.query('BEGIN; INSERT INTO kept VALUES (2)');
    const ended = new Promise<Error & { code?: string }>((resolve) => session.on('error', resolve));
    const log = path.join(folder, 'postgres/server.log');
    const before = readFileSync(log, 'utf8').length;
    expect([server.shutsDown(), server.shutsDown()]).toEqual([true, false]);
    const back = server.comesBack(0);
    expect((await ended).code).toBe('57P01');
    await back;
    expect(await server.once('postgres', 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
    const said = readFileSync(log, 'utf8').slice(before);
    expect(said).toContain('received fast shutdown request');
    expect(said).not.toContain('automatic recovery in progress');
  });
});
