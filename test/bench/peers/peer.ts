import type { Pool } from 'pg';
import type { Order } from './rows.js';

/** Where a peer works. */
export interface Place {
  readonly url: string;
  /** Absent: queues live in PostgreSQL. */
  readonly redisUrl?: string;
  readonly schema: string;
  readonly pool: Pool;
}

/** Another way to the same end, in a process of its own. */
export interface Peer {
  /** Its tables and its workers stand. `delivered` is called whenever so many checklists have newly reached their inbox. */
  starts(place: Place, delivered: (count: number) => void): Promise<void>;
  /** Resolves once every row, and whatever stands for "to be dispatched", is durable. */
  raises(order: Order): Promise<void>;
  stops(): Promise<void>;
}
