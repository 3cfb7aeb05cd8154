import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { Database, LANES, Queues } from '#platform';

const LOOK = `
  SELECT (SELECT count(*) FROM journal_pending)::int AS pending,
         (SELECT count(*) FROM journal_batch WHERE state = 'waiting')::int AS batch_waiting,
         (SELECT count(*) FROM journal_batch WHERE state = 'dead')::int AS batch_dead,
         (SELECT position FROM journal_head)::float8 AS published`;

/** Numbers for a monitoring system: the process, and how far the hand-over of the journal is behind. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  readonly contentType = this.registry.contentType;

  constructor(database: Database, queues: Queues) {
    collectDefaultMetrics({ register: this.registry, prefix: 'qingkong_' });
    new Gauge({
      name: 'qingkong_journal_entries',
      help: 'Entries and batches by how far they were handed on; published: position of the newest entry in the feed',
      labelNames: ['state'],
      registers: [this.registry],
      async collect() {
        const [row] = await database.query<Record<string, number>>(LOOK);
        for (const [state, count] of Object.entries(row!)) this.set({ state }, count);
      },
    });
    new Gauge({
      name: 'qingkong_queue_jobs',
      help: 'Jobs that wait or run, by lane; -1 when the queue does not answer',
      labelNames: ['lane'],
      registers: [this.registry],
      async collect() {
        for (const lane of LANES) this.set({ lane }, await queues.depth(lane).catch(() => -1));
      },
    });
  }

  read(): Promise<string> {
    return this.registry.metrics();
  }
}
