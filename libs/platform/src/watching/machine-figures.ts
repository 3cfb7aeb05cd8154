import { statfs } from 'node:fs/promises';
import { Environment } from '#config/environment';
import { Database } from '../database/database.js';
import { LANES } from '../jobs/job.js';
import { Queues } from '../jobs/queues.js';
import { EventLoop } from './event-loop.js';
import { figure, TellsFigures, type Figure, type FigureSource } from './figures.js';

/** How this process and its machine are: connections, event loop, queue, disk. */
@TellsFigures()
export class MachineFigures implements FigureSource {
  readonly meanings = {
    pool_size: ['Most connections that the pool may open', 'pool'],
    pool_connections: ['Connections in use and idle', 'pool', 'state'],
    pool_waiting: ['Who wants a connection and has none', 'pool'],
    event_loop_lag_p99_seconds: ['How late this process gets to its work; the worst half second since the last scrape'],
    queue_jobs: ['Jobs that wait or run, by lane; -1 when the queue does not answer', 'lane'],
    disk_free_bytes: ['Free space where DATA_DIR lies'],
  } as const;

  constructor(
    private readonly database: Database,
    private readonly queues: Queues,
    private readonly loop: EventLoop,
    private readonly environment: Environment,
  ) {}

  async figures(): Promise<Figure[]> {
    const free = await freeBytes(this.environment.DATA_DIR);
    const jobs = await Promise.all(LANES.map(async (lane) => figure('queue_jobs', await this.queues.depth(lane).catch(() => -1), { lane })));
    return [
      ...this.database.pools().flatMap(({ name: pool, size, used, idle, waiting }) => [
        figure('pool_size', size, { pool }),
        figure('pool_connections', used, { pool, state: 'used' }),
        figure('pool_connections', idle, { pool, state: 'idle' }),
        figure('pool_waiting', waiting, { pool }),
      ]),
      figure('event_loop_lag_p99_seconds', this.loop.worst() / 1_000),
      ...jobs,
      ...(free === null ? [] : [figure('disk_free_bytes', free)]),
    ];
  }
}

/** Null where the file system does not tell. */
export async function freeBytes(folder: string): Promise<number | null> {
  const disk = await statfs(folder).catch(() => null);
  return disk && disk.bavail * disk.bsize;
}
