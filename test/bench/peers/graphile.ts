import { Logger, run, runMigrations, type Runner } from 'graphile-worker';
import type { Peer, Place } from './peer.js';
import { blocksOf, deliverRows, insertRows, whole, type Order } from './rows.js';

const CONCURRENCY = 16;

interface Payload {
  readonly round: string;
  readonly ids: string[];
}

/** Says only what went wrong. */
const logger = new Logger(() => (level, message) => void (['error', 'warning'].includes(level) && process.stderr.write(`graphile-worker: ${message}\n`)));

/** graphile-worker 0.16: rows and jobs in one transaction; a job is removed after its effect, which therefore has to bear a second time. */
export class GraphilePeer implements Peer {
  private runner!: Runner;
  private place!: Place;

  async starts(place: Place, delivered: (count: number) => void): Promise<void> {
    this.place = place;
    const options = { pgPool: place.pool, schema: `${place.schema}_worker`, logger };
    await runMigrations(options);
    this.runner = await run({
      ...options,
      concurrency: CONCURRENCY,
      noHandleSignals: true,
      taskList: {
        send: async (payload) => {
          const { round, ids } = payload as Payload;
          delivered(await deliverRows(place.pool, place.schema, round, ids));
        },
      },
    });
  }

  async raises(order: Order): Promise<void> {
    const { pool, schema } = this.place;
    await whole(pool, async (client) => {
      const ids = await insertRows(client, schema, order);
      const payloads = blocksOf(ids, order.block).map((part) => ({ round: order.round, ids: part }) satisfies Payload);
      await client.query(
        `SELECT count(*) FROM ${schema}_worker.add_jobs(ARRAY(
           SELECT ('send', payload, NULL, NULL, NULL, NULL, NULL, NULL)::${schema}_worker.job_spec FROM json_array_elements($1::json) AS payload))`,
        [JSON.stringify(payloads)],
      );
    });
  }

  async stops(): Promise<void> {
    await this.runner.stop();
  }
}
