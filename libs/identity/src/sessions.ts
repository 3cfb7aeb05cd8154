import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { Database, SharedWork, type Actor, type Prepared } from '#platform';
import { type Role } from './roles.js';
import { SESSION } from './limits.js';
import { freshToken, hashOfToken } from './tokens.js';

export interface OpenedSession {
  readonly id: string;
  /** Goes to the browser and nowhere else. */
  readonly token: string;
  /** The session ends then, however much it is used. */
  readonly endsBy: Date;
}

/** Who stands behind a request. */
export interface Presence {
  readonly actor: Actor;
  readonly session: { readonly id: string; readonly endsBy: Date; /** 大屏会话: it looks at the wall and may do nothing else. */ readonly wall: boolean };
  readonly user: { readonly id: string; readonly username: string; readonly name: string };
}

interface PresenceRow {
  hash: Buffer;
  sessionId: string;
  endsBy: Date;
  wall: boolean;
  unseen: boolean;
  id: string;
  username: string;
  name: string;
  jurisdictionId: string;
  unitId: string | null;
  personId: string | null;
  roles: Role[];
}

const PRESENCE: Prepared = {
  name: 'identity-presence',
  text: `
    SELECT s.token_hash AS hash, s.id AS "sessionId", s.ends_by AS "endsBy", s.wall, s.last_seen_at <= clock_now() - interval '${SESSION.seenMinutes} minutes' AS unseen,
           u.id, u.username, u.name, u.jurisdiction_id AS "jurisdictionId", u.unit_id AS "unitId", u.person_id AS "personId",
           ARRAY(SELECT g.role FROM identity_grant g WHERE g.user_id = u.id AND g.revoked_at IS NULL ORDER BY g.role) AS roles
      FROM identity_session s,
           -- By its key: joined freely, all accounts are read as long as the statistics say that they are few.
           LATERAL (SELECT id, username, name, jurisdiction_id, unit_id, person_id FROM identity_user WHERE id = s.user_id AND active OFFSET 0) u
     WHERE s.token_hash = ANY ($1::bytea[]) AND s.ended_at IS NULL AND s.idle_by > clock_now() AND s.ends_by > clock_now()`,
};

const STILL_HERE = `
  SELECT s.id AS "sessionId", u.jurisdiction_id AS "jurisdictionId", u.id, u.unit_id AS "unitId", u.person_id AS "personId",
         ARRAY(SELECT g.role FROM identity_grant g WHERE g.user_id = u.id AND g.revoked_at IS NULL ORDER BY g.role) AS roles
    FROM identity_session s JOIN identity_user u ON u.id = s.user_id
   WHERE s.id = ANY ($1::uuid[]) AND s.ended_at IS NULL AND s.idle_by > clock_now() AND s.ends_by > clock_now() AND u.active`;

/** Nobody waits for the disk: what a crash forgets of this is that somebody was there in the last second. Whom another is noting already is left to him. */
const SEEN: Prepared = {
  name: 'identity-seen',
  text: `
    WITH seen AS MATERIALIZED (
      SELECT id FROM identity_session
       WHERE id = ANY ($1::uuid[]) AND ended_at IS NULL AND last_seen_at <= clock_now() - interval '${SESSION.seenMinutes} minutes'
         FOR NO KEY UPDATE SKIP LOCKED
    )
    UPDATE identity_session session
       SET last_seen_at = clock_now(), idle_by = CASE WHEN session.wall THEN session.ends_by ELSE least(clock_now() + interval '${SESSION.idleMinutes} minutes', session.ends_by) END
      FROM seen, (SELECT set_config('synchronous_commit', 'off', true)) lazily
     WHERE session.id = seen.id`,
};

const OPEN = `
  INSERT INTO identity_session (id, token_hash, user_id, user_agent, idle_by, ends_by)
  VALUES ($1, $2, $3, $4, clock_now() + interval '${SESSION.idleMinutes} minutes', clock_now() + interval '${SESSION.absoluteHours} hours')
  RETURNING ends_by AS "endsBy"`;

/** Whoever looks at a wall for weeks touches nothing on it; only its end, or somebody who ends it, stops it. */
const OPEN_WALL = `
  INSERT INTO identity_session (id, token_hash, user_id, user_agent, wall, idle_by, ends_by)
  SELECT $1, $2, $3, $4, true, ends.at, ends.at FROM (SELECT clock_now() + interval '${SESSION.wallDays} days' AS at) ends
  RETURNING ends_by AS "endsBy"`;

/** 会话: opaque, kept on the server, ended at once when somebody says so. Nothing about them is cached. */
@Injectable()
export class Sessions {
  /** Requests that arrive together are looked up together; each still reads the rights of its own moment. */
  private readonly lookUp = new SharedWork<Buffer, PresenceRow | null>({ lanes: 2, most: 200 }, () => null, (hashes) => this.presences(hashes));
  private readonly noted = new SharedWork<string, void>({ lanes: 1, most: 200 }, () => null, (ids) => this.note(ids));

  constructor(private readonly database: Database) {}

  /**
   * Who sent this request, with the rights of this moment; null for any token that lets nobody in.
   * One prepared statement for all that ask together; a second one, once a minute and session, notes for all of them that they are in use.
   */
  async actorOf(token: string): Promise<Presence | null> {
    const hash = hashOfToken(token);
    if (!hash) return null;
    const row = await this.lookUp.do(hash);
    if (!row) return null;
    if (row.unseen) await this.noted.do(row.sessionId);
    const { id, username, name, jurisdictionId, unitId, personId, roles } = row;
    return { actor: { id, jurisdictionId, unitId, personId, roles }, session: { id: row.sessionId, endsBy: row.endsBy, wall: row.wall }, user: { id, username, name } };
  }

  private async presences(hashes: readonly Buffer[]): Promise<{ outcome: PresenceRow | null }[]> {
    const rows = await this.database.prepared<PresenceRow>(PRESENCE, [hashes]);
    return hashes.map((hash) => ({ outcome: rows.find((row) => row.hash.equals(hash)) ?? null }));
  }

  private async note(ids: readonly string[]): Promise<{ outcome: void }[]> {
    await this.database.prepared(SEEN, [ids]);
    return ids.map(() => ({ outcome: undefined }));
  }

  /** Of these sessions those that still let somebody in, with the rights of this moment: for connections that stay open. */
  async stillHere(sessionIds: readonly string[]): Promise<Map<string, Actor>> {
    const rows = await this.database.query<Actor & { sessionId: string }>(STILL_HERE, [sessionIds]);
    return new Map(rows.map(({ sessionId, ...actor }) => [sessionId, actor]));
  }

  async open(userId: string, userAgent: string | null, kind: 'desk' | 'wall' = 'desk'): Promise<OpenedSession> {
    const { token, hash } = freshToken();
    const id = uuid();
    const agent = userAgent?.slice(0, 120).toWellFormed() ?? null;
    const [row] = await this.database.query<{ endsBy: Date }>(kind === 'wall' ? OPEN_WALL : OPEN, [id, hash, userId, agent]);
    return { id, token, endsBy: row!.endsBy };
  }

  /** Ends the one session of this token; tells whose it was, or null when it was over already. */
  async end(token: string): Promise<{ userId: string; jurisdictionId: string } | null> {
    const [row] = await this.database.query<{ userId: string; jurisdictionId: string }>(
      `UPDATE identity_session s SET ended_at = clock_now() FROM identity_user u
        WHERE s.token_hash = $1 AND s.ended_at IS NULL AND u.id = s.user_id
       RETURNING u.id AS "userId", u.jurisdiction_id AS "jurisdictionId"`,
      [hashOfToken(token)],
    );
    return row ?? null;
  }

  /** Ends all sessions of a user, except perhaps the one that asks; returns how many there were. */
  async endAll(userId: string, except: string | null = null): Promise<number> {
    const ended = await this.database.query(
      `UPDATE identity_session SET ended_at = clock_now()
        WHERE user_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2::uuid RETURNING 1`,
      [userId, except],
    );
    return ended.length;
  }
}
