import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Environment } from '#config/environment';

/** The built api and worker, as `npm start` runs them. */
export class Processes {
  private constructor(
    readonly url: string,
    private readonly api: ChildProcess,
    private readonly worker: ChildProcess,
  ) {}

  static async started(environment: Environment): Promise<Processes> {
    const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]));
    const start = (file: string): ChildProcess => fork(fileURLToPath(new URL(file, import.meta.url)), { env: { ...process.env, ...given, LOG_LEVEL: 'error' }, stdio: ['ignore', 2, 2, 'ipc'] });
    const url = `http://127.0.0.1:${environment.PORT}`;
    const both = new Processes(url, start('../../apps/api/src/main.js'), start('../../apps/worker/src/main.js'));
    for (let tries = 0; tries < 300; tries++, await sleep(100)) {
      const ready = await fetch(`${url}/readyz`).then((reply) => reply.json() as Promise<{ status: string }>, () => null);
      if (ready?.status === 'ready') return both;
    }
    throw new Error('api and worker did not become ready');
  }

  async stopped(): Promise<void> {
    await Promise.all([this.api, this.worker].map((child) => new Promise((resolve) => (child.once('exit', resolve), child.kill('SIGTERM')))));
  }

  /** The most memory each has ever held, MB (resident set, from the kernel). */
  memory(): { api: number; worker: number } {
    return { api: peak(this.api.pid!), worker: peak(this.worker.pid!) };
  }
}

function peak(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
}
