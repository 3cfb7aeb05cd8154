import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { Database, LANES, Queues } from '#platform';

const LOOK = `
  SELECT (SELECT count(*) FROM journal_pending)::int AS pending,
         (SELECT count(*) FROM journal_batch WHERE state = 'waiting')::int AS waiting,
         (SELECT count(*) FROM journal_batch WHERE state = 'dead')::int AS dead,
         (SELECT position FROM journal_head)::float8 AS position`;

/** Numbers for a monitoring system: the process, and how far the hand-over of the journal is behind. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  readonly contentType = this.registry.contentType;

  constructor(database: Database, queues: Queues) {
    collectDefaultMetrics({ register: this.registry, prefix: 'qingkong_' });
    const entries = new Gauge({ name: 'qingkong_journal_entries', help: 'Entries by how far they were handed on', labelNames: ['state'], registers: [this.registry] });
    new Gauge({
      name: 'qingkong_journal_position',
      help: 'Position of the newest published entry',
      registers: [this.registry],
      async collect() {
        const [row] = await database.query<{ pending: number; waiting: number; dead: number; position: number }>(LOOK);
        entries.set({ state: 'pending' }, row!.pending);
        entries.set({ state: 'batch_waiting' }, row!.waiting);
        entries.set({ state: 'batch_dead' }, row!.dead);
        this.set(row!.position);
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
