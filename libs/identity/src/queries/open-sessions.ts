import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { validate as isUuid } from 'uuid';
import { Answers, Database, Flag, Id, Instant, Parts, RecordNotFound, Text, type Actor } from '#platform';

export class SessionView {
  @Id() id!: string;
  @Text({ nullable: true, about: 'What the browser says of itself' }) userAgent!: string | null;
  @Instant() createdAt!: Date;
  @Instant({ about: 'To the minute' }) lastSeenAt!: Date;
  @Instant() endsBy!: Date;
  @Flag({ about: 'The one that asks' }) own!: boolean;
  @Flag({ about: 'It looks at the wall and may do nothing else 大屏会话' }) wall!: boolean;
}

export class SessionList {
  @Parts(() => SessionView) items!: SessionView[];
}

/** 会话: where an account is signed in now. No address and nothing of the token. */
export class OpenSessions extends Query<SessionList> {
  constructor(
    readonly actor: Actor,
    readonly sessionId: string,
    readonly userId: string,
  ) {
    super();
  }
}

const SQL = `
  SELECT s.id, s.user_agent AS "userAgent", s.created_at AS "createdAt", s.last_seen_at AS "lastSeenAt", s.ends_by AS "endsBy", s.id = $3::uuid AS own, s.wall
    FROM identity_session s
   WHERE s.user_id = $2 AND EXISTS (SELECT 1 FROM identity_user u WHERE u.id = $2 AND u.jurisdiction_id = $1)
     AND s.ended_at IS NULL AND s.idle_by > clock_now() AND s.ends_by > clock_now()
   ORDER BY s.last_seen_at DESC, s.id LIMIT 100`;
const OWN_ACCOUNT = 'SELECT 1 FROM identity_user WHERE jurisdiction_id = $1 AND id = $2';

@Answers(OpenSessions)
export class OpenSessionsHandler implements IQueryHandler<OpenSessions> {
  constructor(private readonly database: Database) {}

  async execute({ actor, sessionId, userId }: OpenSessions): Promise<SessionList> {
    if (!isUuid(userId)) throw new RecordNotFound('user', userId);
    const items = await this.database.query<SessionView>(SQL, [actor.jurisdictionId, userId, sessionId]);
    if (items.length === 0 && (await this.database.query(OWN_ACCOUNT, [actor.jurisdictionId, userId])).length === 0) throw new RecordNotFound('user', userId);
    return { items };
  }
}
