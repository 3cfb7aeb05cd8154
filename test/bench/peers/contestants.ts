import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Ground } from '../ground.js';
import { raiseOnce, type Round } from '../raise.js';
import { LOOP_SCHEMA } from './loop.entity.js';
import { makeRows, type Order } from './rows.js';

const LOOP = 'loop';

/** One of those that are measured side by side. */
export interface Contestant {
  readonly name: string;
  runs(): Promise<Round>;
  /** Peak of its processes, MB. */
  memory(): number;
}

/** This product through its real door: approval, preview, chain, roster, clocks, journal, relay, queue, inbox. */
export function qingkong(ground: Ground): Contestant {
  const memory = (): number => Object.values(ground.processes.memory()).reduce((sum, one) => sum + one, 0);
  return { name: 'qingkong', runs: () => raiseOnce(ground), memory };
}

/** A peer, its rows and its process; several contestants may be told apart by how much they put into a job. */
export class PeerProcess {
  private constructor(
    private readonly name: string,
    private readonly schema: string,
    private readonly child: ChildProcess,
    private readonly ground: Ground,
  ) {}

  static async started(name: string, ground: Ground): Promise<PeerProcess> {
    const schema = name === LOOP ? LOOP_SCHEMA : `peer_${name}`;
    await makeRows(ground.database, schema);
    const env = { ...process.env, PEER_DATABASE_URL: ground.database.options.connectionString!, PEER_REDIS_URL: ground.queue.settings.REDIS_URL ?? '' };
    const child = fork(fileURLToPath(new URL('./peer-process.js', import.meta.url)), [name, schema], { env, stdio: ['ignore', 2, 2, 'ipc'] });
    const peer = new PeerProcess(name, schema, child, ground);
    await peer.says('ready');
    return peer;
  }

  contestant(name: string, block: number): Contestant {
    return { name, runs: () => this.runs(block), memory: () => this.memory() };
  }

  async stops(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.send('stop');
    await gone;
  }

  private async runs(block: number): Promise<Round> {
    const order: Order = { round: randomUUID(), ...this.ground.size, block };
    await this.ground.database.query('CHECKPOINT');
    const wal = await this.ground.walBytes();
    const [durable, delivered] = [this.says('durable'), this.says('delivered')];
    const began = performance.now();
    this.child.send(order);
    await durable;
    const durableAfter = performance.now() - began;
    await delivered;
    const deliveredAfter = performance.now() - began;
    await this.check(order.round);
    return { durable: durableAfter, delivered: deliveredAfter, wal: (await this.ground.walBytes()) - wal };
  }

  private memory(): number {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024);
  }

  /** A figure counts only when every row is there once. */
  private async check(round: string): Promise<void> {
    const { units, items } = this.ground.size;
    const found = await this.ground.one<{ lists: number; sent: number; items: number; placed: number; inboxes: number }>(
      `SELECT count(*)::int AS lists, count(sent_at)::int AS sent,
              (SELECT count(*)::int FROM ${this.schema}.item i JOIN ${this.schema}.checklist c ON c.id = i.checklist_id WHERE c.response_id = $1) AS items,
              (SELECT count(*)::int FROM ${this.schema}.delivery WHERE thread = $1) AS placed,
              (SELECT count(DISTINCT subject)::int FROM ${this.schema}.delivery WHERE thread = $1) AS inboxes
         FROM ${this.schema}.checklist WHERE response_id = $1`,
      [round],
    );
    if (found.lists !== units || found.sent !== units || found.items !== units * items || found.placed !== units || found.inboxes !== units) {
      throw new Error(`${this.name}: a raise of ${units}×${items} left ${JSON.stringify(found)}`);
    }
  }

  private says(word: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`${this.name} ended with ${code} before it was ${word}`));
      const heard = (message: unknown): void => {
        if (message !== word) return;
        this.child.off('message', heard);
        this.child.off('exit', ended);
        resolve();
      };
      this.child.on('message', heard);
      this.child.once('exit', ended);
    });
  }
}
