import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { Breaker } from '../breaker.js';
import type { Pace } from '../pace.js';

/** What all workers know of one gateway. */
export interface GatewayPage {
  readonly breaker: Breaker;
  readonly pace: Pace;
  readonly throttledUntil: Date | null;
  /** The database's time when it was read. */
  readonly at: Date;
}

interface Row extends Pick<Breaker, 'failures' | 'openings' | 'retryAt'> {
  readonly state: Breaker['state'];
  readonly allowance: number | null;
  readonly allowanceAt: Date | null;
  readonly throttledUntil: Date | null;
  readonly at: Date;
}

const LOCK = `
  SELECT breaker AS state, failures, openings, retry_at AS "retryAt", allowance, allowance_at AS "allowanceAt", throttled_until AS "throttledUntil", clock_now() AS at
    FROM notification_gateway WHERE name = $1 FOR UPDATE`;

/** One row per gateway, locked while somebody decides on it: so that five workers see one breaker and keep one pace. */
@Injectable()
export class GatewayBook {
  constructor(private readonly database: Database) {}

  /** The page of a gateway, held until the open transaction ends. */
  async lock(name: string): Promise<GatewayPage> {
    const [row] = await this.database.query<Row>(LOCK, [name]);
    if (!row) {
      await this.database.query('INSERT INTO notification_gateway (name) VALUES ($1) ON CONFLICT DO NOTHING', [name]);
      return this.lock(name);
    }
    const { state, failures, openings, retryAt, allowance, allowanceAt, throttledUntil, at } = row;
    return { breaker: { state, failures, openings, retryAt }, pace: { allowance, at: allowanceAt }, throttledUntil, at };
  }

  async keep(name: string, { breaker, pace, throttledUntil }: GatewayPage): Promise<void> {
    await this.database.query(
      `UPDATE notification_gateway SET breaker = $2, failures = $3, openings = $4, retry_at = $5, allowance = $6, allowance_at = $7, throttled_until = $8 WHERE name = $1`,
      [name, breaker.state, breaker.failures, breaker.openings, breaker.retryAt, pace.allowance, pace.at, throttledUntil],
    );
  }

  async noteSuccess(name: string): Promise<void> {
    await this.database.query('UPDATE notification_gateway SET last_success_at = clock_now() WHERE name = $1', [name]);
  }

  async noteError(name: string, code: string, text: string): Promise<void> {
    await this.database.query('UPDATE notification_gateway SET last_error_at = clock_now(), last_error_code = $2, last_error = $3 WHERE name = $1', [name, code, text.slice(0, 300)]);
  }
}
