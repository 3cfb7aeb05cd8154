import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { advice, StartProblem } from './advice.js';
import { findPostgres, type PostgresBinaries } from './find-postgres.js';
import { freePort } from './free-port.js';

export interface EmbeddedPostgres {
  readonly url: (database: string) => string;
  readonly port: number;
  /** False when it was running already and belongs to somebody else. */
  readonly started: boolean;
  stop(): void;
}

/** Settings of the built-in server. Durability stays on: an acknowledged order survives the power cut. */
const SETTINGS = ['jit=off', 'max_connections=200', 'shared_buffers=256MB', 'max_wal_size=2GB', 'checkpoint_timeout=15min', 'password_encryption=scram-sha-256'];
const START_TRIES = 40;

/**
 * Starts the PostgreSQL that comes with the product, or takes over the one that still runs in this folder.
 * Works as an ordinary user and as root (PostgreSQL refuses root: it then runs in a user namespace, or as nobody).
 */
export async function startPostgres(folder: string, options: { settings?: string[]; port?: number; binaries?: PostgresBinaries } = {}): Promise<EmbeddedPostgres> {
  const binaries = options.binaries ?? findPostgres();
  const data = path.join(folder, 'postgres');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const server = new Server(binaries, data, asOrdinaryUser(data));
  const password = passwordOf(folder);
  if (!existsSync(path.join(data, 'PG_VERSION'))) server.create(password);
  const running = await server.runningPort();
  const port = running ?? (await server.start(options.port ?? (await freePort()), [...SETTINGS, ...(options.settings ?? [])]));
  return {
    port,
    started: running === null,
    url: (database) => `postgres://qingkong:${password}@127.0.0.1:${port}/${database}`,
    stop: () => server.stop(),
  };
}

/** Creates the database unless it stands already. */
export async function ensureDatabase(postgres: EmbeddedPostgres, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (!rowCount) await client.query(`CREATE DATABASE "${name}"`);
  await client.end();
  return postgres.url(name);
}

class Server {
  constructor(
    private readonly binaries: PostgresBinaries,
    private readonly data: string,
    private readonly prefix: string[],
  ) {}

  create(password: string): void {
    const passwordFile = path.join(this.data, '..', 'initdb-password');
    writeFileSync(passwordFile, password, { mode: 0o644 });
    const result = this.run('initdb', ['-D', this.data, '-U', 'qingkong', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', ...this.binaries.localeFlags, '--no-instructions']);
    writeFileSync(passwordFile, '', { mode: 0o600 });
    if (result.status !== 0) throw new StartProblem(advice(`${result.stderr}${result.error ?? ''}`, 'The built-in PostgreSQL could not create its data folder'));
  }

  /**
   * The port of a server that is already running here, left over from a start that was killed. One that was killed with it
   * is still called running until the system has buried it; only who answers is taken over.
   */
  async runningPort(): Promise<number | null> {
    for (let tries = 1; this.run('pg_ctl', ['-D', this.data, 'status']).status === 0; tries++) {
      const port = Number(readFileSync(path.join(this.data, 'postmaster.pid'), 'utf8').split('\n')[3]);
      if (await listens(port)) return port;
      if (tries === START_TRIES) return null;
      await sleep(300);
    }
    return null;
  }

  /** A postmaster that was killed may hold its lock file for a second or two; patience, then a clear sentence. */
  async start(port: number, settings: string[]): Promise<number> {
    const log = path.join(this.data, 'server.log');
    const flags = [`-p ${port}`, "-c unix_socket_directories=''", '-c listen_addresses=127.0.0.1', ...settings.map((setting) => `-c ${setting}`)].join(' ');
    for (let tries = 1; ; tries++) {
      if (this.run('pg_ctl', ['-D', this.data, '-w', '-t', '120', '-l', log, '-o', flags, 'start'], 'ignore').status === 0) return port;
      const said = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-12).join('\n') : '';
      if (tries >= START_TRIES || !/postmaster\.pid|being used|shared memory/.test(said)) throw new StartProblem(advice(said, 'The built-in PostgreSQL did not start'));
      await sleep(300);
    }
  }

  stop(): void {
    this.run('pg_ctl', ['-D', this.data, '-m', 'fast', '-w', '-t', '60', 'stop'], 'ignore');
  }

  private run(program: string, args: string[], stdio: 'pipe' | 'ignore' = 'pipe'): SpawnSyncReturns<string> {
    const [command, ...rest] = [...this.prefix, path.join(this.binaries.folder, program), ...args];
    return spawnSync(command!, rest, { encoding: 'utf8', stdio: stdio === 'pipe' ? 'pipe' : ['ignore', 'ignore', 'ignore'], env: { ...process.env, LC_ALL: 'C' } });
  }
}

/** How to become not-root: a user namespace (needs no other account, works below a private folder), else `nobody`. */
export function asOrdinaryUser(data: string): string[] {
  if (process.getuid?.() !== 0) return [];
  const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];
  if (spawnSync(namespace[0]!, [...namespace.slice(1), 'true']).status === 0) return namespace;
  chownSync(data, 65_534, 65_534);
  // `nobody` has to pass through the folder that holds his; he may not look into it.
  chmodSync(path.dirname(data), 0o711);
  return ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
}

function passwordOf(folder: string): string {
  const file = path.join(folder, 'postgres-password');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  chmodSync(file, 0o600);
  return readFileSync(file, 'utf8').trim();
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const knock = connect(port, '127.0.0.1', () => (knock.destroy(), resolve(true)));
    knock.on('error', () => resolve(false));
  });
}
