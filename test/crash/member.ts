import { execFile, fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtPart } from './built.js';
import type { Kind } from './faults.js';
import type { Order } from './spare.js';

/** How a process ended: by a signal, or by itself with an exit code. */
export interface Death {
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
}

/** A process that says that it stops does so within this time, unless somebody wakes it at once. */
const STOPS_MS = 2_000;

/** One process of the product. */
export class Member {
  readonly died: Promise<Death>;
  /** It has lived through a run. */
  hasWorked = false;
  /** Its death has been accounted for, whether it has come yet or not. */
  isDoomed = false;
  private alive = true;
  private readonly child: ChildProcess;
  private readonly loaded: Promise<void>;

  /** A spare: its modules are being loaded, its work has not begun. What it says goes to `log`. */
  constructor(
    readonly kind: Kind,
    program: string,
    private readonly log: string,
  ) {
    this.child = hatch(program, log);
    this.died = new Promise((resolve) =>
      this.child.once('exit', (code, signal) => {
        this.alive = false;
        resolve({ signal, code });
      }),
    );
    this.loaded = new Promise<void>((resolve) => this.child.on('message', (message) => message === 'loaded' && resolve()));
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** The error that ended it, or the last line that it said. */
  get lastWords(): string {
    const said = readFileSync(this.log, 'utf8').trimEnd().split('\n');
    return said.findLast((line) => /^\w*error: /i.test(line)) ?? said.at(-1)!;
  }

  /** Calls back whenever it stands at a failpoint. */
  onFailpoint(act: (name: string) => void): void {
    this.child.on('message', (message) => typeof message === 'object' && 'failpoint' in message && act(String(message.failpoint)));
  }

  /** Its work begins, in the environment of that moment. */
  async begin(environment: () => Record<string, string>): Promise<void> {
    await Promise.race([this.loaded, this.died]);
    this.told({ environment: environment() });
  }

  /** Gives it this failpoint, or none, and takes away what it had. */
  arm(failpoint: string): void {
    this.told({ failpoint });
  }

  /** Its host's clock is so many milliseconds off. */
  clockJumps(milliseconds: number): void {
    this.told({ clock: milliseconds });
  }

  /** A process that stands still dies too. */
  kill(): void {
    if (!this.alive) return;
    this.isDoomed = true;
    this.child.kill('SIGKILL');
  }

  /** Stopped by SIGSTOP, or dead; or woken by somebody else in the meantime. */
  async standsStill(): Promise<void> {
    for (const began = Date.now(); this.alive && Date.now() - began < STOPS_MS; await sleep(5)) if ((await stateOf(this.pid)).startsWith('T')) return;
  }

  wakesUp(): void {
    if (this.alive) this.child.kill('SIGCONT');
  }

  private told(order: Order): void {
    // It may die just now; then its replacement is told.
    if (this.alive && this.child.connected) this.child.send(order, () => undefined);
  }
}

/** As ps calls it: T is stopped. */
const stateOf = (pid: number): Promise<string> => new Promise((resolve) => execFile('ps', ['-o', 'stat=', '-p', String(pid)], (_error, state) => resolve(state)));

function hatch(program: string, log: string): ChildProcess {
  const said = openSync(log, 'a');
  const child = fork(builtPart('launch.js'), [program], {
    execArgv: [],
    env: { ...process.env, NODE_ENV: 'test', REDIS_URL: '', FAILPOINTS: '' },
    stdio: ['ignore', said, said, 'ipc'],
  });
  closeSync(said);
  return child;
}
