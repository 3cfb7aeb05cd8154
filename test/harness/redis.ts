import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from '../../apps/standalone/src/free-port.js';
import { makeCertificate } from './certificate.js';

export { freePort };

/** The redis-server of this machine; null when there is none. */
export const redisServer: string | null =
  [process.env.QK_REDIS_SERVER, '/usr/bin/redis-server', '/usr/local/bin/redis-server'].find((file) => file && existsSync(file)) ?? null;

export interface RedisOptions {
  readonly password?: string;
  /** TLS with a private certificate, made now; `caFile` names it. */
  readonly tls?: boolean;
  /** A port that is known before; a free one without. */
  readonly port?: number;
  /** Keeps an append-only file, flushed at every write: what was taken survives `kill` and `restart`. Without it a restart comes back empty. */
  readonly append?: boolean;
  /** More lines of redis.conf, e.g. `['maxmemory-policy', 'allkeys-lru']`. */
  readonly settings?: readonly (readonly [name: string, ...values: string[]])[];
}

const PATIENCE_MS = 20_000;
const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** A real redis-server on a free port of the loopback. It ends with `stop`, with this process, or when this process is killed. */
export class TestRedis {
  private server: ChildProcess | null = null;
  private guard: ChildProcess | null = null;

  private constructor(
    readonly folder: string,
    readonly port: number,
    private readonly options: RedisOptions,
  ) {}

  static async start(options: RedisOptions = {}): Promise<TestRedis> {
    if (!redisServer) throw new Error('This machine has no redis-server; QK_REDIS_SERVER names one.');
    const redis = new TestRedis(mkdtempSync(path.join(tmpdir(), 'qingkong-redis-')), options.port ?? (await freePort()), options);
    if (options.tls) makeCertificate(redis.folder);
    await redis.restart();
    return redis;
  }

  /** As REDIS_URL wants it, password included. */
  get url(): string {
    return `${this.options.tls ? 'rediss' : 'redis'}://${this.options.password ? `:${encodeURIComponent(this.options.password)}@` : ''}127.0.0.1:${this.port}`;
  }

  /** As REDIS_CA_FILE wants it. */
  get caFile(): string {
    return path.join(this.folder, 'server.crt');
  }

  /** The newest piece of the append-only file; a power cut may leave it truncated. */
  get appendFile(): string {
    const folder = path.join(this.folder, 'appendonlydir');
    return path.join(folder, readdirSync(folder).filter((name) => name.endsWith('.incr.aof')).sort().at(-1)!);
  }

  get isUp(): boolean {
    return this.server !== null;
  }

  /** SIGKILL, and its port is free again. */
  async kill(): Promise<void> {
    const { server, guard } = this;
    if (!server) return;
    [this.server, this.guard] = [null, null];
    guard?.kill('SIGKILL');
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await gone;
  }

  /** Starts it again after `kill`, on the same port and in the same folder; answers once it does. */
  async restart(): Promise<void> {
    await this.kill();
    const server = spawn(redisServer!, this.flags(), { stdio: 'ignore' });
    server.unref();
    running.add(server.once('exit', () => running.delete(server)));
    this.server = server;
    this.guard = watchOver(server.pid!);
    for (const began = Date.now(); ; await sleep(20)) {
      if (await this.send('PING').then((answer) => answer === 'PONG', () => false)) return;
      if (server.exitCode !== null || Date.now() - began > PATIENCE_MS) throw new Error(`redis-server does not start on ${this.port}.`);
    }
  }

  /** Stands still, connections open, until `resume`: a server that hangs. */
  pause(): void {
    this.server?.kill('SIGSTOP');
  }

  resume(): void {
    this.server?.kill('SIGCONT');
  }

  /** One command over a connection of its own: `send('FLUSHALL')`. */
  async send(command: string, ...values: (string | number)[]): Promise<unknown> {
    const client = this.client();
    try {
      await client.connect();
      return await client.call(command, ...values);
    } finally {
      client.disconnect();
    }
  }

  /** Ends it; its folder goes with it. */
  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private client(): Redis {
    const tls = this.options.tls ? { rejectUnauthorized: false } : undefined;
    const client = new Redis({ host: '127.0.0.1', port: this.port, password: this.options.password, tls, lazyConnect: true, retryStrategy: () => null, enableReadyCheck: false, connectTimeout: 2_000 });
    client.on('error', () => undefined);
    return client;
  }

  private flags(): string[] {
    const { append, password, settings = [], tls } = this.options;
    const lines: (readonly string[])[] = [
      ['bind', '127.0.0.1'],
      ['dir', this.folder],
      ['save', ''],
      ['maxmemory-policy', 'noeviction'],
      ...(append ? [['appendonly', 'yes'], ['appendfsync', 'always']] : []),
      ...(password ? [['requirepass', password], ['masterauth', password]] : []),
      ...(tls ? [['port', '0'], ['tls-port', String(this.port)], ['tls-auth-clients', 'no'], ['tls-ca-cert-file', this.caFile], ['tls-cert-file', this.caFile], ['tls-key-file', path.join(this.folder, 'server.key')]] : [['port', String(this.port)]]),
      ...settings,
    ];
    return lines.flatMap(([name, ...values]) => [`--${name}`, ...values]);
  }
}

/** Kills the server when this process is gone, however it went: then the pipe closes. */
function watchOver(pid: number): ChildProcess {
  const guard = spawn('sh', ['-c', 'cat >/dev/null; kill -9 "$0"', String(pid)], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  guard.stdin!.on('error', () => undefined);
  (guard.stdin as unknown as { unref?: () => void }).unref?.();
  guard.unref();
  running.add(guard.once('exit', () => running.delete(guard)));
  return guard;
}
