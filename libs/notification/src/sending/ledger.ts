import { Injectable } from '@nestjs/common';
import { Database, Store } from '#platform';
import { failed, succeeded } from '../breaker.js';
import type { GatewaySettings } from '../channels/channels-file.js';
import { DeliveriesFailed, GatewayChanged } from '../notification.events.js';
import { settle, type Outcome, type Settlement } from '../settlement.js';
import { GatewayBook } from './gateway-book.js';
import type { Parcel } from './parcels.js';
import { Receipts } from './receipts.js';

const SETTLE = `
  UPDATE notification_parcel
     SET state = $3, attempts = $4, uncertain = $5, next_at = clock_now() + make_interval(secs => $6), reference = coalesce($7, reference), failure_code = $8, failure = $9
   WHERE id = $1 AND lease = $2 AND state = 'sending' RETURNING 1`;
/** A report of arrival was faster than our own record: the name of the message is still worth keeping. */
const NAME = `UPDATE notification_parcel SET reference = $3 WHERE id = $1 AND lease = $2 AND reference IS NULL`;
const PARTS: Record<Settlement['state'], string> = {
  sent: `UPDATE notification_delivery
            SET state = CASE WHEN state = 'queued' THEN 'sent' ELSE state END, sent_at = coalesce(sent_at, clock_now()), failure_code = $2, failure = $3
          WHERE parcel_id = $1 RETURNING thread, state`,
  waiting: `UPDATE notification_delivery SET failure_code = $2, failure = $3 WHERE parcel_id = $1 AND state = 'queued' RETURNING thread, state`,
  failed: `UPDATE notification_delivery SET state = 'failed', failure_code = $2, failure = $3 WHERE parcel_id = $1 AND state = 'queued' RETURNING thread, state`,
};

/** Writes down what became of a try: message, ledger and gateway in one transaction, and only while the lease is ours. */
@Injectable()
export class Ledger {
  constructor(
    private readonly database: Database,
    private readonly store: Store,
    private readonly book: GatewayBook,
    private readonly receipts: Receipts,
  ) {}

  /** False: the lease was somebody else's by now, and nothing was changed. `lot`: evenly from 0 to 1. */
  record(parcel: Parcel, gateway: GatewaySettings, outcome: Outcome, lot: number): Promise<boolean> {
    const settlement = settle(parcel, outcome, gateway, lot);
    return this.database.transaction(async () => {
      const { state, attempts, uncertain, waitSeconds, reference, failureCode, failure } = settlement;
      const ours = await this.database.query(SETTLE, [parcel.id, parcel.lease, state, attempts, uncertain, waitSeconds, reference, failureCode, failure]);
      if (ours.length === 0 && reference) await this.database.query(NAME, [parcel.id, parcel.lease, reference]);
      if (ours.length === 0) return false;
      const parts = await this.database.query<{ thread: string | null }>(PARTS[state], [parcel.id, failureCode, failure]);
      if (state === 'failed' && parts.length > 0) await this.store.append(new DeliveriesFailed(parcel.jurisdictionId, parts[0]!.thread, gateway.name, parts.length, failureCode!));
      await this.judge(parcel.jurisdictionId, gateway, outcome);
      if (reference) await this.receipts.recall(gateway.name, parcel.id, reference);
      return true;
    });
  }

  /** Everybody it speaks to has answered: it is not sent, or not sent again. */
  async withdraw({ id, lease }: Parcel): Promise<void> {
    await this.database.query(`UPDATE notification_parcel SET state = 'withdrawn' WHERE id = $1 AND lease = $2 AND state = 'sending'`, [id, lease]);
  }

  /** What the try says of the gateway. Whoever refuses one message is alive. */
  private async judge(jurisdictionId: string, gateway: GatewaySettings, outcome: Outcome): Promise<void> {
    const page = await this.book.lock(gateway.name);
    const ill = outcome.kind === 'unknown' || (outcome.kind === 'failed' && outcome.ill);
    const breaker = ill ? failed(page.breaker, gateway.breaker, page.at) : succeeded(page.breaker);
    const throttled = outcome.kind === 'throttled' && outcome.whose === 'gateway' ? new Date(page.at.getTime() + (outcome.seconds ?? 30) * 1000) : page.throttledUntil;
    await this.book.keep(gateway.name, { ...page, breaker, throttledUntil: throttled });
    if (outcome.kind === 'accepted') await this.book.noteSuccess(gateway.name);
    else await this.book.noteError(gateway.name, outcome.code, outcome.text);
    if (page.breaker.state === 'closed' && breaker.state === 'open') await this.store.append(new GatewayChanged(jurisdictionId, gateway.name, 'open', 'code' in outcome ? outcome.code : null));
    if (page.breaker.state !== 'closed' && breaker.state === 'closed') await this.store.append(new GatewayChanged(jurisdictionId, gateway.name, 'closed', null));
  }
}
