import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { LinkedMessage } from './queries/linked-delivery.js';

export interface LinkUseRow {
  readonly at: Date;
  /** The device that used it, by the key it made up; null when it sent none. */
  readonly clientKey: string | null;
}

/** 一次有效: a link is used by adding its row, in the transaction of what it was used for. */
@Injectable()
export class LinkUse {
  constructor(private readonly database: Database) {}

  async of({ deliveryId }: LinkedMessage): Promise<LinkUseRow | null> {
    const [row] = await this.database.query<LinkUseRow>('SELECT at, client_key AS "clientKey" FROM notification_link_use WHERE delivery_id = $1', [deliveryId]);
    return row ?? null;
  }

  async add({ deliveryId, jurisdictionId, subject, round, personId, channel }: LinkedMessage, clientKey: string | null, at: Date): Promise<void> {
    await this.database.query(
      `INSERT INTO notification_link_use (delivery_id, jurisdiction_id, subject, round, person_id, channel, client_key, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [deliveryId, jurisdictionId, subject, round, personId, channel, clientKey, at],
    );
  }
}
