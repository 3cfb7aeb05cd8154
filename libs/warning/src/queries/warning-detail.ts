import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Database, RecordNotFound, type Actor } from '#platform';
import { isOpen } from '../message.js';
import { COUNTERSIGN_BY, MESSAGE_JSON, MESSAGE_NAMES, type MessageView, type WarningDetail } from './warning-view.js';

/** One warning with every message it ever had. */
export class WarningById extends Query<WarningDetail> {
  constructor(
    readonly actor: Actor,
    readonly id: string,
  ) {
    super();
  }
}

const SQL = `
  SELECT w.id, w.number, w.state, w.level, w.exercise, w.speed, w.created_at AS "createdAt", ${COUNTERSIGN_BY} AS "countersignBy",
         (SELECT jsonb_agg(${MESSAGE_JSON} ORDER BY m.ordinal) FROM warning_message m ${MESSAGE_NAMES} WHERE m.warning_id = w.id) AS messages
    FROM warning_series w
   WHERE w.jurisdiction_id = $1 AND w.id = $2`;

@Answers(WarningById)
export class WarningByIdHandler implements IQueryHandler<WarningById> {
  constructor(private readonly database: Database) {}

  async execute({ actor, id }: WarningById): Promise<WarningDetail> {
    const [row] = await this.database.query<Omit<WarningDetail, 'openMessage'>>(SQL, [actor.jurisdictionId, id]);
    if (!row) throw new RecordNotFound('warning', id);
    return { ...row, openMessage: row.messages.find((message: MessageView) => isOpen(message)) ?? null };
  }
}
