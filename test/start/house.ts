import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const MAIN = path.resolve('dist/apps/standalone/src/main.js');
/** Tests and tools run from the top of the repository. */
export const ROOT = path.resolve('.');

/** Runs a program as if by an ordinary user, when the tests themselves run as root. */
export const asOrdinaryUser = process.getuid?.() === 0 ? ['unshare', '--user', '--map-user=1000', '--map-group=1000'] : [];
export const canUnshare = spawnSync('unshare', ['--user', '--map-user=1000', '--map-group=1000', 'true']).status === 0;

export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  readonly role: string;
  readonly unit: string;
  readonly name: string;
}

/** `npm start` in a folder of its own, from outside: its output, its processes, its end. */
export class House {
  output = '';
  private child: ChildProcess | null = null;

  constructor(
    readonly folder = mkdtempSync(path.join(tmpdir(), 'qingkong-house-')),
    readonly port = 20_000 + Math.floor(Math.random() * 12_000),
  ) {}

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get accounts(): DemoAccount[] {
    return JSON.parse(readFileSync(path.join(this.folder, 'demo-accounts.json'), 'utf8')) as DemoAccount[];
  }

  begins(prefix: string[] = [], environment: Record<string, string> = {}, words: string[] = []): this {
    const [command, ...args] = [...prefix, process.execPath, MAIN, ...words];
    const { NODE_ENV: _none, ...inherited } = process.env;
    this.output = '';
    this.child = spawn(command!, args, { cwd: ROOT, env: { ...inherited, DATA_DIR: this.folder, PORT: String(this.port), ...environment } });
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    return this;
  }

  /** Until it says that it is ready; fails with its own words when it ends before. */
  async ready(): Promise<this> {
    while (!this.output.includes('Ctrl+C stops everything')) {
      if (this.child!.exitCode !== null) throw new Error(`It ended: ${this.output}`);
      await sleep(50);
    }
    return this;
  }

  /** Its exit code, once it has ended by itself or by the signal. */
  async ends(signal?: NodeJS.Signals): Promise<number | null> {
    const gone = new Promise<number | null>((resolve) => (this.child!.exitCode !== null ? resolve(this.child!.exitCode) : this.child!.once('exit', resolve)));
    if (signal) this.child!.kill(signal);
    return gone;
  }

  /** kill -9 of everything that belongs to it, PostgreSQL included, all at once. */
  async isKilled(): Promise<void> {
    for (const pid of this.processes()) process.kill(pid, 'SIGKILL');
    await this.ends();
  }

  /** Every living process whose command line or environment names this folder. */
  processes(): number[] {
    const found = spawnSync('sh', ['-c', `for p in /proc/[0-9]*; do if tr '\\0' ' ' < $p/environ 2>/dev/null | grep -q '${this.folder}' || tr '\\0' ' ' < $p/cmdline 2>/dev/null | grep -q '${this.folder}'; then echo \${p#/proc/}; fi; done`], { encoding: 'utf8' });
    return found.stdout.split('\n').map(Number).filter((pid) => pid > 0 && pid !== process.pid && existsSync(`/proc/${pid}`) && !isShell(pid));
  }

  async isRemoved(): Promise<void> {
    for (const pid of this.processes()) process.kill(pid, 'SIGKILL');
    await sleep(300);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const isShell = (pid: number): boolean => {
  try {
    return /^(sh|tr|grep)\0/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
  } catch {
    return true;
  }
};
