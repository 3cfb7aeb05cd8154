import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Database } from './database/database.js';
import { failpoint } from './failpoint.js';
import { Refusal } from './refusal.js';

/** The same key came with another request: one of the two is a mistake, and guessing which would be another. */
export class IdempotencyKeyReused extends Refusal {
  readonly code = 'idempotency.key-reused';
  readonly kind = 'unprocessable';

  constructor(key: string) {
    super(`Idempotency-Key ${key} was used before with a different request. Send a new key with a new request.`);
  }
}

/**
 * A request that creates is done once per key, for ninety days: the key, the work and the answer commit together.
 * Two at the same time: the second waits for the first and receives its answer.
 */
@Injectable()
export class Idempotency {
  constructor(private readonly database: Database) {}

  once<T>(actorId: string, key: string, request: unknown, work: () => Promise<T>): Promise<T> {
    const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest();
    return this.database.transaction(async () => {
      const fresh = await this.database.query(
        `INSERT INTO platform_idempotency (actor_id, key, fingerprint) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1`,
        [actorId, key, fingerprint],
      );
      if (fresh.length === 0) return this.earlier<T>(actorId, key, fingerprint);
      const answer = await work();
      await failpoint('idempotency.worked');
      await this.database.query(`UPDATE platform_idempotency SET answer = $3 WHERE actor_id = $1 AND key = $2`, [actorId, key, JSON.stringify(answer ?? null)]);
      return answer;
    });
  }

  private async earlier<T>(actorId: string, key: string, fingerprint: Buffer): Promise<T> {
    const [row] = await this.database.query<{ fingerprint: Buffer; answer: T }>(
      `SELECT fingerprint, answer FROM platform_idempotency WHERE actor_id = $1 AND key = $2`,
      [actorId, key],
    );
    if (!row!.fingerprint.equals(fingerprint)) throw new IdempotencyKeyReused(key);
    return row!.answer;
  }
}
