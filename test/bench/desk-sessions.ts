import { createHash } from 'node:crypto';
import type { Ground } from './ground.js';

/** The token of the n-th desk. */
export const deskToken = (n: number): string => createHash('sha256').update(`bench desk ${n}`).digest('base64url');

/** Duty officers who are signed in: a single one would soon have had his share of views. */
export async function openDesks(ground: Ground, count: number): Promise<void> {
  const hashes = Array.from({ length: count }, (_, n) => createHash('sha256').update(deskToken(n)).digest());
  await ground.database.query(
    `WITH account AS (INSERT INTO identity_user (id, jurisdiction_id, username, name) SELECT gen_random_uuid(), $1, 'desk-' || n, 'desk' FROM generate_series(1, $2::int) n RETURNING id, username),
     grants AS (INSERT INTO identity_grant (user_id, role) SELECT id, 'duty-officer' FROM account)
     INSERT INTO identity_session (id, token_hash, user_id, idle_by, ends_by)
     SELECT gen_random_uuid(), ($3::bytea[])[substr(username, 6)::int], id, clock_now() + interval '1 hour', clock_now() + interval '12 hours' FROM account`,
    [ground.city.jurisdictionId, count, hashes],
  );
}
