import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { statfs } from 'node:fs/promises';
import pg from 'pg';
import { Environment } from '#config/environment';
import { connectionOf } from './database/pools.js';
import { QueueBackend } from './jobs/queue-backend.js';
import { sweepMarks } from './sweeping/sweeps.js';

export interface Readiness {
  readonly ready: boolean;
  /** Ready, but something is missing that costs punctuality, not orders. */
  readonly degraded: string[];
  readonly problems: string[];
}

interface Look {
  readonly workers: number;
  readonly waitingSeconds: number;
  readonly dead: number;
  readonly unsweptSeconds: number;
}

const SLOW_RELAY_SECONDS = 10;
const SILENT_WORKER_SECONDS = 20;
const SILENT_SWEEPER_SECONDS = 60;
const LITTLE_DISK_BYTES = 200_000_000;

const LOOK = `
  SELECT (SELECT count(*) FROM platform_heartbeat
           WHERE kind = 'worker' AND at > clock_now() - make_interval(secs => ${SILENT_WORKER_SECONDS}))::int AS workers,
         coalesce(extract(epoch FROM clock_now() - (SELECT min(entry.at) FROM journal_pending pending
                                                      JOIN journal entry ON entry.id = pending.entry_id)), 0)::int AS "waitingSeconds",
         (SELECT count(*) FROM journal_batch WHERE state = 'dead')::int  AS dead,
         coalesce(extract(epoch FROM clock_now() - (SELECT min(ended_at) FROM platform_sweep WHERE name = ANY($1))), 0)::int AS "unsweptSeconds"`;

/** Asks over a connection of its own: a flood of ordinary work must not make the system look dead. */
@Injectable()
export class Health implements OnApplicationShutdown {
  private readonly pool: pg.Pool;

  constructor(
    private readonly environment: Environment,
    private readonly queue: QueueBackend,
  ) {
    this.pool = new pg.Pool({ ...connectionOf('api', environment.DATABASE_URL!, 'health'), max: 1 });
    this.pool.on('error', () => undefined);
  }

  async readiness(): Promise<Readiness> {
    try {
      const { rows } = await this.pool.query<Look>(LOOK, [sweepMarks.map((mark) => mark.name)]);
      const { workers, waitingSeconds, dead, unsweptSeconds } = rows[0]!;
      const degraded = [
        ...(workers === 0 ? ['worker.silent'] : []),
        ...(waitingSeconds > SLOW_RELAY_SECONDS ? ['relay.behind'] : []),
        ...((await this.queue.takesWork()) ? [] : ['queue.down']),
        ...(unsweptSeconds > SILENT_SWEEPER_SECONDS ? ['sweeper.silent'] : []),
        ...(dead > 0 ? ['batches.dead'] : []),
        ...((await this.littleDisk()) ? ['disk.little'] : []),
      ];
      return { ready: true, degraded, problems: [] };
    } catch (error) {
      return { ready: false, degraded: [], problems: [`database: ${(error as Error).message}`] };
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }

  private async littleDisk(): Promise<boolean> {
    const disk = await statfs(this.environment.DATA_DIR).catch(() => null);
    return disk !== null && disk.bavail * disk.bsize < LITTLE_DISK_BYTES;
  }
}
