import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Environment } from '#config/environment';
import { cpuOf } from './cpu.js';
import { freePort } from '../../apps/standalone/src/free-port.js';

/** The built api and worker, as `npm start` runs them; more of each when asked. */
export class Processes {
  private constructor(
    private readonly given: NodeJS.ProcessEnv,
    private readonly execArgv: readonly string[],
    /** Addresses of the apis, in order. */
    readonly urls: string[] = [],
    private readonly apis: ChildProcess[] = [],
    private readonly workers: ChildProcess[] = [],
  ) {}

  static async started(environment: Environment, { apis, workers, profile }: { apis: number; workers: number; profile: string | null }): Promise<Processes> {
    const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]));
    const all = new Processes({ ...process.env, ...given, LOG_LEVEL: 'error' }, profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : []);
    for (let n = 0; n < workers; n++) all.addWorker();
    for (let n = 0; n < apis; n++) await all.addApi();
    return all;
  }

  /** The first api. */
  get url(): string {
    return this.urls[0]!;
  }

  async addApi(): Promise<void> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    this.apis.push(this.start('../../apps/api/src/main.js', { PORT: String(port) }));
    this.urls.push(url);
    for (let tries = 0; tries < 300; tries++, await sleep(100)) {
      const ready = await fetch(`${url}/readyz`).then((reply) => reply.json() as Promise<{ status: string }>, () => null);
      if (ready?.status === 'ready') return;
    }
    throw new Error('api and worker did not become ready');
  }

  addWorker(): void {
    this.workers.push(this.start('../../apps/worker/src/main.js', {}));
  }

  /** The newest worker, or the one that has been there longest (and leads), leaves: in order by SIGTERM, or dead by SIGKILL. */
  async loseWorker(signal: 'SIGTERM' | 'SIGKILL', which: 'newest' | 'oldest' = 'newest'): Promise<void> {
    const worker = which === 'newest' ? this.workers.pop() : this.workers.shift();
    if (worker) await ended(worker, signal);
  }

  async stopped(): Promise<void> {
    await Promise.all([...this.apis, ...this.workers].map((child) => ended(child, 'SIGTERM')));
  }

  /** The most memory that one of each kind has ever held, MB (resident set, from the kernel). */
  memory(): { api: number; worker: number } {
    return { api: Math.max(...this.apis.map(peak)), worker: Math.max(0, ...this.workers.map(peak)) };
  }

  /** What each holds now, MB, by its name: `api`, `worker`, and a number where there are several. */
  resident(): Record<string, number> {
    const named = (kind: string, all: readonly ChildProcess[]): [string, number][] => all.map((child, n) => [all.length > 1 ? `${kind}${n + 1}` : kind, residentOf(child.pid!)]);
    return Object.fromEntries([...named('api', this.apis), ...named('worker', this.workers)]);
  }

  /** Processor time of all of a kind so far, ms. */
  cpu(): { api: number; worker: number } {
    const sum = (children: readonly ChildProcess[]): number => children.reduce((total, { pid }) => total + cpuOf(pid!), 0);
    return { api: sum(this.apis), worker: sum(this.workers) };
  }

  private start(file: string, more: NodeJS.ProcessEnv): ChildProcess {
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), { env: { ...this.given, ...more }, execArgv: [...this.execArgv], stdio: ['ignore', 2, 2, 'ipc'] });
    // A process that is still starting does not hear yet that the bench is gone.
    const ends = (): void => void child.kill('SIGKILL');
    process.once('exit', ends);
    child.once('exit', () => process.off('exit', ends));
    return child;
  }
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  return new Promise((resolve) => (child.once('exit', resolve), child.kill(signal)));
}

const peak = ({ pid }: ChildProcess): number => megabytes(pid!, 'VmHWM');
const residentOf = (pid: number): number => megabytes(pid, 'VmRSS');

function megabytes(pid: number, field: string): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
}
