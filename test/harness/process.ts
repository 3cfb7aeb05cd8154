import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { City } from './city.js';

/** The built api or worker as a process of its own, on a city's database and queue: it can be stopped, frozen and killed. */
export class Process {
  private constructor(private readonly child: ChildProcess) {}

  static start(program: 'api' | 'worker', city: City, more: Record<string, string> = {}): Process {
    const { database, queue, environment } = city;
    const env = { ...process.env, NODE_ENV: 'test', DATABASE_URL: database.url, ...queue.settings, DATA_DIR: environment.DATA_DIR, LOG_LEVEL: 'fatal', QUEUE_LOCK_SECONDS: '1', ...more };
    return new Process(fork(path.resolve(`dist/apps/${program}/src/main.js`), { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }));
  }

  /** Resolves once it stands at this failpoint. */
  reaches(failpoint: string): Promise<void> {
    return new Promise((resolve) => this.child.on('message', (message) => (message as { failpoint?: string }).failpoint === failpoint && resolve()));
  }

  wakes(): void {
    this.child.kill('SIGCONT');
  }

  /** SIGTERM; what it answered with. */
  async ends(): Promise<number | null> {
    const gone = this.gone();
    this.child.kill('SIGTERM');
    return gone;
  }

  async dies(): Promise<void> {
    const gone = this.gone();
    this.child.kill('SIGKILL');
    await gone;
  }

  /** Once it has ended, however that came; nobody is told to. */
  async dead(): Promise<void> {
    await this.gone();
  }

  private gone(): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return Promise.resolve(this.child.exitCode);
    return new Promise((resolve) => this.child.once('exit', (code) => resolve(code)));
  }
}
