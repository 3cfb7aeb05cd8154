import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { Report } from '../receipt.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const KEEP = `
  INSERT INTO notification_receipt (gateway, key, reference, outcome, code, parcel_id) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT ON CONSTRAINT notification_receipt_once DO NOTHING`;
const FIND = `
  SELECT id FROM notification_parcel WHERE gateway = $1 AND (key = $2::uuid OR $3::text IS NOT NULL AND reference = $3) ORDER BY id LIMIT 1`;
const EARLY = `
  UPDATE notification_receipt SET parcel_id = $3 WHERE gateway = $1 AND reference = $2 AND parcel_id IS NULL RETURNING outcome, code`;

/** It arrived, whatever we believed: even before our own record of the answer, even after we had given it up. */
const DELIVERED = [
  `UPDATE notification_parcel SET state = 'sent', uncertain = false, failure_code = NULL, failure = NULL WHERE id = $1 AND state NOT IN ('sent', 'withdrawn')`,
  `UPDATE notification_delivery
      SET state = CASE WHEN state IN ('queued', 'sent', 'failed') THEN 'delivered' ELSE state END, failure_code = NULL, failure = NULL,
          sent_at = coalesce(sent_at, clock_now()), delivered_at = coalesce(delivered_at, clock_now())
    WHERE parcel_id = $1`,
];
/** Taken, and then not brought to its receiver. A report of arrival outweighs it, in whatever order they come. */
const FAILED = [
  `UPDATE notification_parcel parcel SET state = 'failed', uncertain = false, failure_code = 'channel.not-delivered', failure = $2
    WHERE id = $1 AND state IN ('waiting', 'sending', 'sent')
      AND NOT EXISTS (SELECT 1 FROM notification_delivery part WHERE part.parcel_id = parcel.id AND part.delivered_at IS NOT NULL)`,
  `UPDATE notification_delivery part SET state = 'failed', failure_code = 'channel.not-delivered', failure = $2
    WHERE parcel_id = $1 AND state IN ('queued', 'sent') AND EXISTS (SELECT 1 FROM notification_parcel parcel WHERE parcel.id = $1 AND parcel.state = 'failed')`,
];

/** What providers say later of messages that they took 回执. */
@Injectable()
export class Receipts {
  constructor(private readonly database: Database) {}

  /** Keeps one report and does what it says. The same report again changes nothing. True when it speaks of a message of ours. */
  take(gateway: string, { key, reference, outcome, code }: Report): Promise<boolean> {
    return this.database.transaction(async () => {
      if (reference) await this.holdReference(gateway, reference);
      const ours = key && UUID.test(key) ? key : null;
      const [parcel] = await this.database.query<{ id: string }>(FIND, [gateway, ours, reference]);
      await this.database.query(KEEP, [gateway, ours, reference, outcome, code, parcel?.id ?? null]);
      if (parcel) await this.apply(parcel.id, outcome, code);
      return parcel !== undefined;
    });
  }

  /** We have just learned what the provider calls this message: reports under that name may have come before. */
  async recall(gateway: string, parcelId: string, reference: string): Promise<void> {
    await this.holdReference(gateway, reference);
    const early = await this.database.query<Pick<Report, 'outcome' | 'code'>>(EARLY, [gateway, reference, parcelId]);
    for (const { outcome, code } of early) await this.apply(parcelId, outcome, code);
  }

  private async apply(parcelId: string, outcome: Report['outcome'], code: string | null): Promise<void> {
    await this.database.query('SELECT 1 FROM notification_parcel WHERE id = $1 FOR UPDATE', [parcelId]);
    const values = outcome === 'delivered' ? [parcelId] : [parcelId, `The provider reports: ${code ?? 'not delivered'}`];
    for (const statement of outcome === 'delivered' ? DELIVERED : FAILED) await this.database.query(statement, values);
  }

  /** A report and our own record of the same message, in the same moment: whichever comes second sees the other. */
  private async holdReference(gateway: string, reference: string): Promise<void> {
    await this.database.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${gateway} ${reference}`]);
  }
}
