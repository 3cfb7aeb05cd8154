import { Refusal } from '#platform';
import type { DoorLane } from './lane.js';

/** Clients that were refused together must not come back together. */
const spread = (from: number, to: number): number => from + Math.floor(Math.random() * (to - from + 1));

/** The system is full; what was asked for can wait. Nothing was done. */
export class SystemFull extends Refusal {
  readonly code = 'server.busy';
  readonly kind = 'unavailable';
  readonly retryAfterSeconds: number;

  constructor(lane: DoorLane) {
    super('The system is full of more important work just now; nothing was done. Try again after Retry-After seconds.');
    this.retryAfterSeconds = lane === 'export' ? spread(10, 20) : spread(2, 6);
  }
}

/** One person, one unit, or one address without a session asks for more than its share, however free the system is. */
export class OverTheLimit extends Refusal {
  readonly code: `limit.${'user' | 'unit' | 'address'}`;
  readonly kind = 'too-many';

  constructor(
    whose: 'user' | 'unit' | 'address',
    readonly retryAfterSeconds: number,
  ) {
    super(`Too many requests of this ${whose} in a short time; nothing was done. Try again after Retry-After seconds.`);
    this.code = `limit.${whose}`;
  }
}

/** This process serves as many live streams as it may; the page reads its lists every few seconds instead. */
export class FeedFull extends Refusal {
  readonly code = 'feed.full';
  readonly kind = 'unavailable';
  readonly retryAfterSeconds = spread(15, 45);

  constructor() {
    super('No more live pages can be served just now. Lists can be read all the same.');
  }
}
