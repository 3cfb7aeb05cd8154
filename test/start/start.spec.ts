import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { asOrdinaryUser, canUnshare, House, ROOT } from './house.js';

const onlyWithNamespaces = canUnshare ? it : it.skip;
const onlyWithOwnPostgres = existsSync('/usr/lib/postgresql') ? it : it.skip;
const onlyAsRoot = process.getuid?.() === 0 ? it : it.skip;

async function signIn(house: House, role: string): Promise<string> {
  const { username, password } = house.accounts.find((account) => account.role === role)!;
  const reply = await fetch(`${house.url}/api/v1/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password }) });
  return reply.headers.get('set-cookie')!.split(';')[0]!;
}

async function draftWarning(house: House): Promise<string> {
  const headers = { cookie: await signIn(house, 'duty-officer'), 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  const reply = await fetch(`${house.url}/api/v1/warnings`, { method: 'POST', headers, body: JSON.stringify({ level: 'orange', basis: 'own_forecast', reason: '断电前起草' }) });
  return ((await reply.json()) as { id: string }).id;
}

const isThere = async (house: House, warning: string): Promise<boolean> =>
  (await fetch(`${house.url}/api/v1/warnings/${warning}`, { headers: { cookie: await signIn(house, 'duty-officer') } })).status === 200;

describe('npm start', () => {
  const house = new House();
  let warning: string;

  afterAll(() => house.isRemoved());

  it('begins in an empty folder: database, migrations, demo district, api, worker, address, accounts, and what each step took', async () => {
    await house.begins().ready();
    expect(house.output).toMatch(/PostgreSQL started in \d+\.\d s\n[\s\S]*migrated in [\s\S]*demo district ready in [\s\S]*api and worker started in/);
    expect(house.output).toContain(`${house.url}/`);
    expect(house.output).toContain('晴川区 (qingchuan): demo accounts');
    expect(house.output).not.toContain('keeps it');
    const { accounts } = house;
    expect(new Set(accounts.map((account) => account.role)).size).toBe(10);
    expect(new Set(accounts.filter((account) => account.role === 'unit').map((account) => account.unit)).size).toBeGreaterThanOrEqual(2);
    expect(new Set(accounts.map((account) => account.password)).size).toBe(accounts.length);
    for (const account of accounts) expect(house.output).toContain(account.password);
    expect(statSync(path.join(house.folder, 'demo-accounts.json')).mode & 0o777).toBe(0o600);
    expect(await fetch(`${house.url}/readyz`).then((reply) => reply.json())).toMatchObject({ ready: true });
    warning = await draftWarning(house);
  });

  it('says so when it already runs, and when the port is taken', async () => {
    const second = new House(house.folder, house.port + 1).begins();
    expect(await second.ends()).toBe(1);
    expect(second.output).toMatch(/already runs from .* \(process \d+\)\. Stop it first/);
    const elsewhere = new House(undefined, house.port).begins();
    expect(await elsewhere.ends()).toBe(1);
    expect(elsewhere.output).toContain(`Port ${house.port} is in use. Stop the program that uses it, or choose another: PORT=${house.port + 1} npm start`);
    expect(elsewhere.output).not.toMatch(/\n\s+at /);
    await elsewhere.isRemoved();
  });

  it('stops everything cleanly at Ctrl+C', async () => {
    expect(await house.ends('SIGINT')).toBe(0);
    expect(house.output).toContain('Stopped. All data is kept.');
    expect(house.processes()).toEqual([]);
  });

  it('keeps all data at the second start, and the same accounts', async () => {
    const before = house.accounts;
    await house.begins().ready();
    expect(house.accounts).toEqual(before);
    expect(await isThere(house, warning)).toBe(true);
  });

  it('comes back with all committed data after kill -9 of everything, PostgreSQL included', async () => {
    const last = await draftWarning(house);
    await house.isKilled();
    expect(house.processes()).toEqual([]);
    await house.begins().ready();
    expect(await isThere(house, last)).toBe(true);
    expect(await house.ends('SIGTERM')).toBe(0);
  });
});

describe('npm start with another demo', () => {
  const house = new House();
  afterAll(() => house.isRemoved());

  it('refuses a name that is none, tells those that are, and writes nothing', async () => {
    const nowhere = path.join(house.folder, 'nowhere');
    const begun = [house.begins([], { DEMO: 'atlantis', DATA_DIR: nowhere }), new House(undefined, house.port + 1).begins([], {}, ['--demo', 'atlantis']), new House(undefined, house.port + 2).begins([], {}, ['--town', 'x'])];
    expect(await Promise.all(begun.map((one) => one.ends()))).toEqual([1, 1, 1]);
    for (const one of begun.slice(0, 2)) expect(one.output).toMatch(/There is no demo "atlantis"\. Choose one of: qingchuan, .*heqing.*yunling/);
    expect(begun[2]!.output).toContain('npm start -- --demo NAME');
    for (const one of begun) expect(one.output).not.toMatch(/\n\s+at |PostgreSQL started/);
    expect([existsSync(nowhere), ...begun.map((one) => readdirSync(one.folder).length)]).toEqual([false, 0, 0, 0]);
    await begun[1]!.isRemoved();
    await begun[2]!.isRemoved();
  });

  it('loads the one that was chosen, and says which', async () => {
    await house.begins([], {}, ['--demo', 'yunling']).ready();
    expect(house.output).toMatch(/云岭市 \(yunling\): demo accounts/);
    expect(house.accounts.find(({ role }) => role === 'commander')!.unit).toBe('云岭市人民政府');
    await signIn(house, 'duty-officer');
    expect(await house.ends('SIGINT')).toBe(0);
  });

  it('keeps what the data folder holds when another one is asked for, and says so', async () => {
    const before = house.accounts;
    await house.begins([], { DEMO: 'heqing' }).ready();
    expect(house.output).toContain('This data folder holds 云岭市 (yunling) and keeps it: heqing was not loaded.');
    expect(house.accounts).toEqual(before);
    expect(await house.ends('SIGINT')).toBe(0);
  });
});

describe('npm start elsewhere', () => {
  onlyWithNamespaces('runs as an ordinary user', async () => {
    const house = new House();
    await house.begins(asOrdinaryUser).ready();
    expect(await fetch(`${house.url}/healthz`).then((reply) => reply.status)).toBe(200);
    expect(await house.ends('SIGINT')).toBe(0);
    await house.isRemoved();
  });

  onlyAsRoot('runs as root where user namespaces are not to be had, with PostgreSQL as nobody', async () => {
    const bin = mkdtempSync(path.join(tmpdir(), 'qingkong-bin-'));
    for (const tool of ['setpriv', 'sh']) symlinkSync(spawnSync('which', [tool], { encoding: 'utf8' }).stdout.trim(), path.join(bin, tool));
    const house = new House();
    await house.begins([], { PATH: bin }).ready();
    const owner = statSync(path.join(house.folder, 'postgres')).uid;
    expect(owner).toBe(65_534);
    expect(await house.ends('SIGINT')).toBe(0);
    await house.isRemoved();
  });

  onlyWithNamespaces('says what to do when the disk is full', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'qingkong-disk-'));
    const script = `mount -t tmpfs -o size=64m tmpfs ${folder} && exec ${process.execPath} dist/apps/standalone/src/main.js`;
    const result = spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', script], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, NODE_ENV: '', DATA_DIR: `${folder}/data`, PORT: '28471' } });
    expect(result.status).toBe(1);
    expect(result.stderr).toMatch(/Only \d+ MB are free on the disk that holds .*; Qingkong needs 500 MB\. Free some space, or set DATA_DIR/);
    expect(result.stderr).not.toMatch(/\n\s+at /);
  });
});

describe('npm start with a database of your own', () => {
  const start = async (url: string): Promise<House> => {
    const house = new House().begins([], { DATABASE_URL: url });
    await house.ends();
    return house;
  };

  it.each([
    ['nobody answers', 'postgres://u:p@127.0.0.1:1/none', /Nothing answers at u@127\.0\.0\.1:1\/none\. Is PostgreSQL running there/],
    ['the host is unknown', 'postgres://u:p@no-such-host.invalid/none', /The host in DATABASE_URL is unknown/],
    ['it is no address', 'localhost/none', /DATABASE_URL must look like postgres:\/\/user:password@host:5432\/name/],
  ])('says what to do when %s', async (_what, url, sentence) => {
    const house = await start(url);
    expect(house.output).toMatch(sentence);
    expect(house.output).not.toMatch(/\n\s+at |:p@/);
    await house.isRemoved();
  });

  it('says what to do about a wrong password, a missing database, another program on that port', async () => {
    const right = new URL(process.env.TEST_POSTGRES!);
    const wrong = new URL(right);
    wrong.password = 'wrong';
    expect((await start(wrong.href)).output).toMatch(/refused the password in DATABASE_URL\. Correct user or password/);
    expect((await start(right.href.replace(/\/[^/]*$/, '/nowhere'))).output).toMatch(/There is no such database at .*\. Create it/);
    const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    expect((await start(`postgres://u:p@127.0.0.1:${port}/x`)).output).toMatch(/cannot be reached.*Check DATABASE_URL/);
    other.close();
  });
});

/** An empty database on this server: first account by link, start, sign in. */
async function firstAccount(server: string): Promise<string> {
  const name = `qk_account_${process.pid}`;
  const url = server.replace(/\/[^/]*$/, `/${name}`);
  const admin = new Client({ connectionString: server });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name}`);
  const house = new House();
  try {
    const environment = { ...process.env, NODE_ENV: '', DATABASE_URL: url, PORT: String(house.port) };
    const made = spawnSync(process.execPath, ['dist/apps/standalone/src/account.js', 'create', '--role', 'security-admin'], { cwd: ROOT, encoding: 'utf8', env: environment });
    expect({ status: made.status, stderr: made.stderr }).toEqual({ status: 0, stderr: '' });
    const [, token] = /\/invitation#([\w-]{43})/.exec(made.stdout)!;
    await house.begins([], { DATABASE_URL: url }).ready();
    expect(house.output).toContain('npm run account -- create --role security-admin');
    const post = (place: string, body: object) => fetch(`${house.url}/api/v1/${place}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const password = 'Qing-kong-2026-night';
    expect((await post('invitations/accept', { token, password })).status).toBe(200);
    expect((await post('invitations/accept', { token, password })).status).toBe(410);
    expect(await (await post('session', { username: 'security-admin', password })).json()).toMatchObject({ roles: ['security-admin'] });
    await house.ends('SIGTERM');
    return (await admin.query<{ server_version: string }>('SHOW server_version')).rows[0]!.server_version;
  } finally {
    await house.isRemoved();
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.end();
  }
}

describe('npm run account', () => {
  it('makes the first account of an empty database by a one-time link, which works once', async () => {
    await firstAccount(process.env.TEST_POSTGRES!);
  });

  onlyWithOwnPostgres('does so on the PostgreSQL of the system too, from 15 on', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'qingkong-own-'));
    const server = spawn(process.execPath, ['test/start/own-postgres.mjs', folder], { cwd: ROOT });
    const [url] = (await once(server.stdout, 'data')) as [Buffer];
    const version = await firstAccount(url.toString().trim());
    expect(Number.parseInt(version, 10)).toBeGreaterThanOrEqual(15);
    server.stdin.end();
    await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });

  it('explains itself when it is asked wrongly', () => {
    const asked = spawnSync(process.execPath, ['dist/apps/standalone/src/account.js', 'create', '--role', 'king'], { cwd: ROOT, encoding: 'utf8' });
    expect(asked.status).toBe(1);
    expect(asked.stderr).toContain('ROLE is one of duty-officer, approver');
  });
});
