import { Injectable } from '@nestjs/common';
import { Database, failpoint, RepairMade, sql, Store } from '#platform';
import { admitted, probing } from '../breaker.js';
import type { GatewaySettings } from '../channels/channels-file.js';
import { DeliveriesFailed } from '../notification.events.js';
import { allowedBy } from '../pace.js';
import { GatewayBook } from './gateway-book.js';

const PACK = sql(import.meta.url, './pack.sql');
const TAKE = sql(import.meta.url, './take.sql');
const GIVE_UP = sql(import.meta.url, './give-up.sql');
const PACKED_AT_ONCE = 200;
const GIVE_UP_EVERY_MS = 2_000;
const ABANDONED = 'whoever had this message under way died or was cut off, and could not say what became of it';

/** A message that is leased to this process. */
export interface Parcel {
  readonly id: string;
  readonly jurisdictionId: string;
  readonly gateway: string;
  readonly contactId: string;
  readonly key: string;
  /** Fences whatever is written about it. */
  readonly lease: string;
  readonly attempts: number;
  readonly uncertain: boolean;
  readonly leftAt: Date | null;
  readonly madeAt: Date;
  /** Its lease had ended: whoever had it under way never said what became of it. */
  readonly abandoned: boolean;
}

/** Whatever is under way fits into a lease: the answer to its own lengthening, the question, and the try. */
export const leaseSeconds = ({ timeoutSeconds }: GatewaySettings): number => 3 * timeoutSeconds + 5;

const WORK = `
  SELECT EXISTS (SELECT 1 FROM notification_parcel WHERE gateway = $1 AND state IN ('waiting', 'sending') AND next_at <= clock_now())
      OR EXISTS (SELECT 1 FROM notification_delivery WHERE gateway = $1 AND state = 'queued' AND parcel_id IS NULL) AS any`;

/** Which messages leave next: bundled, leased, paced, and none while the breaker is open. Nothing is sent here. */
@Injectable()
export class Parcels {
  private readonly lookedAt = new Map<string, number>();

  constructor(
    private readonly database: Database,
    private readonly store: Store,
    private readonly book: GatewayBook,
  ) {}

  /** Leases up to `wanted` messages. The lease and the provider key are committed when this returns; nothing has left yet. */
  async take(gateway: GatewaySettings, wanted: number): Promise<Parcel[]> {
    const [work] = await this.database.query<{ any: boolean }>(WORK, [gateway.name]);
    if (!work!.any) return [];
    return this.database.transaction(async () => {
      const page = await this.book.lock(gateway.name);
      if (this.timeToGiveUp(gateway.name)) await this.giveUp(gateway.name, gateway.giveUpMinutes);
      const free = page.throttledUntil && page.throttledUntil > page.at ? 0 : admitted(page.breaker, wanted, page.at);
      const { count } = allowedBy(page.pace, gateway.perMinute, free, page.at);
      if (count === 0) return [];
      const taken = await this.lease(gateway, count);
      if (taken.length === 0) return [];
      await this.sayTakenUp(taken.filter(({ abandoned }) => abandoned));
      const { pace } = allowedBy(page.pace, gateway.perMinute, taken.length, page.at);
      await this.book.keep(gateway.name, { ...page, breaker: probing(page.breaker, page.at, leaseSeconds(gateway)), pace });
      return taken;
    });
  }

  /** What has waited for longer than `minutes` has failed; said once per response. */
  async giveUp(gateway: string, minutes: number): Promise<void> {
    const given = await this.database.query<{ jurisdictionId: string; thread: string | null; deliveries: number }>(GIVE_UP, [gateway, minutes]);
    await this.store.append(...given.map(({ jurisdictionId, thread, deliveries }) => new DeliveriesFailed(jurisdictionId, thread, gateway, deliveries, 'channel.gave-up')));
  }

  /** A repair like that of a sweep, and like it in the journal; only it needs no sweep to be found. */
  private sayTakenUp(abandoned: readonly Parcel[]): Promise<void> {
    return this.store.append(...abandoned.map(({ id, jurisdictionId }) => new RepairMade(jurisdictionId, 'notification.leases', ABANDONED, 1, [`message/${id}`])));
  }

  /** Looking through all that waits is dear; what has waited for hours may wait two seconds more. */
  private timeToGiveUp(gateway: string): boolean {
    const now = performance.now();
    if (now - (this.lookedAt.get(gateway) ?? -Infinity) < GIVE_UP_EVERY_MS) return false;
    this.lookedAt.set(gateway, now);
    return true;
  }

  private async lease(gateway: GatewaySettings, count: number): Promise<Parcel[]> {
    const take = (most: number): Promise<Parcel[]> => this.database.query<Parcel>(TAKE, [gateway.name, most, gateway.perContactPerMinute, leaseSeconds(gateway)]);
    const taken = await take(count);
    if (taken.length === count) return taken;
    const packed = await this.database.query(PACK, [gateway.name, gateway.bundleSeconds, PACKED_AT_ONCE]);
    if (packed.length === 0) return taken;
    await failpoint('channel.packed');
    return [...taken, ...(await take(count - taken.length))];
  }
}
