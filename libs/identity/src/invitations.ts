import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Database } from '#platform';
import { INVITATION } from './limits.js';
import { freshToken, hashOfToken } from './tokens.js';

export interface Invitation {
  /** The secret part of the link; shown once. */
  readonly token: string;
  readonly useBy: Date;
}

export interface Invited {
  readonly userId: string;
  readonly username: string;
}

const OPEN = 'used_at IS NULL AND withdrawn_at IS NULL';

/** 邀请: a link that sets a password once. At most one is open per account; the database holds to that too. */
@Injectable()
export class Invitations {
  constructor(private readonly database: Database) {}

  /** Call under the lock of the account. Links made earlier are withdrawn. */
  async make(userId: string, by: string | null): Promise<Invitation> {
    await this.withdraw(userId);
    const { token, hash } = freshToken();
    const [row] = await this.database.query<{ useBy: Date }>(
      `INSERT INTO identity_invitation (id, token_hash, user_id, purpose, created_by, use_by)
       VALUES ($1, $2, $3, 'set-password', $4, clock_now() + interval '${INVITATION.hours} hours') RETURNING use_by AS "useBy"`,
      [uuid(), hash, userId, by],
    );
    return { token, useBy: row!.useBy };
  }

  async withdraw(userId: string): Promise<void> {
    await this.database.query(`UPDATE identity_invitation SET withdrawn_at = clock_now() WHERE user_id = $1 AND ${OPEN}`, [userId]);
  }

  /** Whom this link would let in; null when it is worth nothing. */
  async look(token: string): Promise<Invited | null> {
    const [row] = await this.database.query<Invited>(
      `SELECT u.id AS "userId", u.username FROM identity_invitation i JOIN identity_user u ON u.id = i.user_id
        WHERE i.token_hash = $1 AND i.used_at IS NULL AND i.withdrawn_at IS NULL AND i.use_by > clock_now() AND u.active`,
      [hashOfToken(token)],
    );
    return row ?? null;
  }

  /** Uses the link up. Of two at the same time one receives false. */
  async spend(token: string): Promise<boolean> {
    const spent = await this.database.query(
      `UPDATE identity_invitation SET used_at = clock_now() WHERE token_hash = $1 AND ${OPEN} AND use_by > clock_now() RETURNING 1`,
      [hashOfToken(token)],
    );
    return spent.length === 1;
  }
}
