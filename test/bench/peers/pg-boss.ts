import PgBoss from 'pg-boss';
import type { ClientBase } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Peer, Place } from './peer.js';
import { blocksOf, deliverRows, insertRows, whole, type Order } from './rows.js';

const QUEUE = 'send';
const LOOPS = 4;
/** Jobs of one fetch: at most this many checklists are delivered by one transaction. */
const AT_ONCE = 500;
/** Between two looks while something is still to be delivered; at rest it does not look at all, so as not to disturb the others. */
const IDLE_MS = 20;

interface Payload {
  readonly round: string;
  readonly ids: string[];
}

/** Statements of pg-boss on somebody else's transaction. */
const on = (client: ClientBase): PgBoss.Db => ({ executeSql: (text, values) => client.query(text, values) });

/**
 * pg-boss 10: rows and jobs in one transaction; effect and completion in another one. Its own worker rests half a second
 * between two fetches, so it is driven here by fetch and complete, as its documentation offers.
 */
export class PgBossPeer implements Peer {
  private boss!: PgBoss;
  private place!: Place;
  private going = true;
  /** Checklists that were raised and not yet delivered. */
  private due = 0;
  private batchSize = 1;
  private loops: Promise<void>[] = [];

  async starts(place: Place, delivered: (count: number) => void): Promise<void> {
    this.place = place;
    this.boss = new PgBoss({ connectionString: place.url, schema: `${place.schema}_boss`, max: 4, schedule: false });
    this.boss.on('error', (error) => process.stderr.write(`pg-boss: ${error.message}\n`));
    await this.boss.start();
    await this.boss.createQueue(QUEUE);
    this.loops = Array.from({ length: LOOPS }, () => this.works(delivered));
  }

  async raises(order: Order): Promise<void> {
    this.due += order.units;
    this.batchSize = Math.max(1, AT_ONCE / order.block);
    await whole(this.place.pool, async (client) => {
      const ids = await insertRows(client, this.place.schema, order);
      const jobs = blocksOf(ids, order.block).map((part) => ({ name: QUEUE, data: { round: order.round, ids: part } satisfies Payload }));
      await this.boss.insert(jobs, { db: on(client) });
    });
  }

  async stops(): Promise<void> {
    this.going = false;
    await Promise.all(this.loops);
    await this.boss.stop({ graceful: false });
  }

  private async works(delivered: (count: number) => void): Promise<void> {
    const { pool, schema } = this.place;
    while (this.going) {
      const jobs = this.due > 0 ? await this.boss.fetch<Payload>(QUEUE, { batchSize: this.batchSize }) : [];
      if (jobs.length === 0) {
        await sleep(IDLE_MS);
        continue;
      }
      const count = await whole(pool, async (client) => {
        const placed = await deliverRows(client, schema, jobs[0]!.data.round, jobs.flatMap((job) => job.data.ids));
        await this.boss.complete(QUEUE, jobs.map((job) => job.id), { db: on(client) });
        return placed;
      });
      this.due -= count;
      delivered(count);
    }
  }
}
