import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { City } from './city.js';

/** The built worker as a process of its own, so that it can really die; of the folder where the tests run, which may be a copy with a bug in it. `failpoints` says where: `block.marked:1:kill`. */
export class ChildWorker {
  private constructor(private readonly child: ChildProcess) {}

  static start({ database, queue }: City, failpoints = '', more: Record<string, string> = {}): ChildWorker {
    const env = { ...process.env, NODE_ENV: 'test', DATABASE_URL: database.url, ...queue.settings, FAILPOINTS: failpoints, LOG_LEVEL: 'fatal', QUEUE_LOCK_SECONDS: '1', ...more };
    return new ChildWorker(fork(path.resolve('dist/apps/worker/src/main.js'), { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }));
  }

  /** The signal it died of, once it is dead. */
  dies(): Promise<NodeJS.Signals | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return Promise.resolve(this.child.signalCode);
    return new Promise((resolve) => this.child.once('exit', (_code, signal) => resolve(signal)));
  }

  /** It has come to one of its failpoints. */
  reaches(): Promise<void> {
    return new Promise((resolve) => this.child.once('message', () => resolve()));
  }

  /** After SIGSTOP it goes on where it stood. */
  resumes(): void {
    this.child.kill('SIGCONT');
  }

  async stops(): Promise<void> {
    const gone = this.dies();
    this.child.kill('SIGTERM');
    await gone;
  }
}
