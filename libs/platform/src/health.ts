import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import pg from 'pg';
import { Environment } from '#config/environment';
import { Database } from './database/database.js';
import { connectionOf } from './database/pools.js';
import { QueueBackend } from './jobs/queue-backend.js';
import { sweepMarks } from './sweeping/sweeps.js';
import { EventLoop } from './watching/event-loop.js';
import { lateClocks } from './watching/hand-over-figures.js';
import { freeBytes } from './watching/machine-figures.js';

/** Something that costs punctuality, not orders: a stable code, and in one line what to do. */
export interface Reason {
  readonly code: string;
  readonly advice: string;
}

export interface Readiness {
  readonly ready: boolean;
  /** Codes of the reasons. Ready all the same: a warning can still be raised. */
  readonly degraded: string[];
  readonly reasons: Reason[];
  readonly problems: string[];
}

const SLOW_RELAY_SECONDS = 10;
const SILENT_WORKER_SECONDS = 20;
const UNSEALED_SECONDS = 10;
const LATE_CLOCK_SECONDS = 30;
const SILENT_SWEEPER_SECONDS = 60;
const LITTLE_DISK_BYTES = 200_000_000;
const LAGGING_MS = 500;

const LOOK = `
  SELECT (SELECT count(*) FROM platform_heartbeat
           WHERE kind = 'worker' AND at > clock_now() - make_interval(secs => ${SILENT_WORKER_SECONDS}))::int AS workers,
         coalesce(extract(epoch FROM clock_now() - (SELECT min(entry.at) FROM journal_pending pending
                                                      JOIN journal entry ON entry.id = pending.entry_id)), 0)::int AS "waitingSeconds",
         coalesce(extract(epoch FROM clock_now() - (SELECT entry.at FROM journal_feed feed JOIN journal entry ON entry.id = feed.entry_id
                                                      WHERE feed.position > coalesce((SELECT max(position) FROM journal_seal), 0)
                                                      ORDER BY feed.position LIMIT 1)), 0)::int AS "unsealedSeconds",
         (SELECT count(*) FROM journal_batch WHERE state = 'dead')::int AS dead,
         coalesce(extract(epoch FROM clock_now() - (SELECT min(ended_at) FROM platform_sweep WHERE name = ANY($1))), 0)::int AS "unsweptSeconds"`;

interface Facts {
  readonly workers: number;
  readonly waitingSeconds: number;
  readonly unsealedSeconds: number;
  readonly dead: number;
  readonly unsweptSeconds: number;
  readonly lateSeconds: number;
  readonly freeBytes: number | null;
  readonly takesWork: boolean;
  readonly mayForget: boolean;
  readonly exhausted: boolean;
  readonly lagMs: number;
}

/** One reason a line: its code, what to do, when it holds. The guide (docs/guide/watch.md) says more about each. */
const REASONS: ReadonlyArray<readonly [code: string, advice: string, holds: (facts: Facts) => boolean]> = [
  ['worker.silent', 'No worker runs: start one. Orders are kept, nothing is sent.', ({ workers }) => workers === 0],
  ['relay.behind', 'The relay does not hand entries on: look into the log of the workers.', ({ waitingSeconds }) => waitingSeconds > SLOW_RELAY_SECONDS],
  ['queue.down', 'The queue does not answer: look after Redis. Orders are kept and go out when it is back.', ({ takesWork }) => !takesWork],
  ['queue.unfit', 'The queue may forget jobs: set maxmemory-policy noeviction at Redis, or see the log. What it forgets goes out later.', ({ mayForget }) => mayForget],
  ['seal.behind', 'The journal is not being sealed: look into the log of the workers.', ({ unsealedSeconds }) => unsealedSeconds > UNSEALED_SECONDS],
  ['sweeper.silent', 'Nothing has been swept for a minute: look into the log of the workers.', ({ unsweptSeconds }) => unsweptSeconds > SILENT_SWEEPER_SECONDS],
  ['batches.dead', 'A batch was given up: npm run batches -- list says why; mend the cause, then replay it.', ({ dead }) => dead > 0],
  ['disk.little', 'Less than 200 MB free where DATA_DIR lies: make room.', ({ freeBytes: free }) => free !== null && free < LITTLE_DISK_BYTES],
  ['clocks.late', 'Deadlines fire late: look whether a worker leads the clocks, and what it logs.', ({ lateSeconds }) => lateSeconds > LATE_CLOCK_SECONDS],
  ['pool.exhausted', 'More work waits for a database connection than there are: look for slow statements.', ({ exhausted }) => exhausted],
  ['loop.lagging', 'This process is too busy to answer in time: add a process, or find what floods it.', ({ lagMs }) => lagMs > LAGGING_MS],
];

/** Asks over a connection of its own: a flood of ordinary work must not make the system look dead. */
@Injectable()
export class Health implements OnApplicationShutdown {
  private readonly pool: pg.Pool;

  constructor(
    private readonly environment: Environment,
    private readonly database: Database,
    private readonly loop: EventLoop,
    private readonly modules: ModuleRef,
  ) {
    this.pool = new pg.Pool({ ...connectionOf('api', environment.DATABASE_URL!, 'health'), max: 1 });
    this.pool.on('error', () => undefined);
  }

  async readiness(): Promise<Readiness> {
    try {
      const { rows } = await this.pool.query<Pick<Facts, 'workers' | 'waitingSeconds' | 'unsealedSeconds' | 'unsweptSeconds' | 'dead'>>(LOOK, [sweepMarks.map((mark) => mark.name)]);
      const facts = { ...rows[0]!, ...(await this.ownFacts()) };
      const reasons = REASONS.filter(([, , holds]) => holds(facts)).map(([code, advice]) => ({ code, advice }));
      return { ready: true, degraded: reasons.map(({ code }) => code), reasons, problems: [] };
    } catch (error) {
      return { ready: false, degraded: [], reasons: [], problems: [`database: ${(error as Error).message}`] };
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }

  private async ownFacts(): Promise<Omit<Facts, 'workers' | 'waitingSeconds' | 'unsealedSeconds' | 'unsweptSeconds' | 'dead'>> {
    // The pool for work may be what is exhausted: the contexts' clocks are then not asked, and the pool is the reason given.
    const exhausted = this.database.pools().some(({ name, waiting, size }) => name === 'work' && waiting > size);
    const late = exhausted ? [] : await lateClocks(this.modules).catch(() => []);
    const queue = this.modules.get(QueueBackend, { strict: false });
    const takesWork = await queue.takesWork();
    const mayForget = takesWork && (await queue.unfit()) !== null;
    return { exhausted, takesWork, mayForget, lateSeconds: Math.max(0, ...late.map(({ seconds }) => seconds)), lagMs: this.loop.lag, freeBytes: await freeBytes(this.environment.DATA_DIR) };
  }
}
