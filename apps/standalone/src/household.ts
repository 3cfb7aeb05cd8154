import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Environment } from '#config/environment';
import { StartProblem } from './advice.js';

const MEMBERS = { api: '../../api/src/main.js', worker: '../../worker/src/main.js' } as const;
type Member = keyof typeof MEMBERS;
/** A process that dies is started again, after this pause. */
const RESTART_MS = 1_000;
const PATIENCE_MS = 30_000;

/** The api and the worker as processes of their own, watched: whichever dies is started again. */
export class Household {
  private readonly members = new Map<Member, ChildProcess>();
  private stopping = false;

  constructor(private readonly environment: Environment) {}

  async start(): Promise<void> {
    for (const name of Object.keys(MEMBERS) as Member[]) this.bear(name);
    const address = `http://${this.environment.HOST === '0.0.0.0' ? '127.0.0.1' : this.environment.HOST}:${this.environment.PORT}/readyz`;
    for (const began = Date.now(); Date.now() - began < PATIENCE_MS; await sleep(50)) {
      if (await fetch(address).then((reply) => reply.ok, () => false)) return;
    }
    throw new StartProblem('The api did not become ready within 30 seconds. Start again with LOG_LEVEL=debug to see why.');
  }

  /** Asks all to end, waits, and only then insists. */
  async stop(): Promise<void> {
    this.stopping = true;
    const children = [...this.members.values()].filter((child) => child.exitCode === null && child.signalCode === null);
    const gone = Promise.all(children.map((child) => new Promise((resolve) => child.once('exit', resolve))));
    for (const child of children) child.kill('SIGTERM');
    const insist = setTimeout(() => children.forEach((child) => child.kill('SIGKILL')), PATIENCE_MS);
    await gone;
    clearTimeout(insist);
  }

  private bear(name: Member): void {
    const environment = Object.fromEntries(Object.entries(this.environment).filter(([, value]) => value !== undefined).map(([key, value]) => [key, String(value)]));
    const child = fork(fileURLToPath(new URL(MEMBERS[name], import.meta.url)), {
      env: { ...process.env, ...environment, LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn', DRAIN_SECONDS: process.env.DRAIN_SECONDS ?? '0' },
      execArgv: ['--enable-source-maps'],
    });
    this.members.set(name, child);
    child.once('exit', (code) => {
      if (this.stopping) return;
      process.stderr.write(`The ${name} ended unexpectedly (${code ?? 'killed'}); it is started again.\n`);
      setTimeout(() => !this.stopping && this.bear(name), RESTART_MS);
    });
  }
}
