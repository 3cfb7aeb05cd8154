import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Database, decodeCursor, Flag, Paging, pageOf, pageSize, type Actor, type Page } from '#platform';
import { Transform } from 'class-transformer';
import { WARNING_STATES, type WarningState } from '../warning.js';
import { COUNTERSIGN_BY, MESSAGE_JSON, MESSAGE_NAMES, type WarningView } from './warning-view.js';

export class WarningsFilter extends Paging {
  @Choice(WARNING_STATES, { optional: true, name: 'WarningState' })
  state?: WarningState;

  @Transform(({ value }) => (value === undefined ? undefined : value === true || value === 'true'))
  @Flag({ optional: true, about: 'Only those with a message that waits for somebody' })
  pending?: boolean;
}

/** The warnings of the jurisdiction, newest first. */
export class WarningList extends Query<Page<WarningView>> {
  constructor(
    readonly actor: Actor,
    readonly filter: WarningsFilter,
  ) {
    super();
  }
}

const SQL = `
  SELECT w.id, w.number, w.state, w.level, w.exercise, w.speed, w.created_at AS "createdAt", open.message AS "openMessage",
         ${COUNTERSIGN_BY} AS "countersignBy"
    FROM warning_series w
    LEFT JOIN LATERAL (
      SELECT ${MESSAGE_JSON} AS message FROM warning_message m ${MESSAGE_NAMES}
       WHERE m.warning_id = w.id AND m.state IN ('draft', 'submitted', 'returned')) open ON true
   WHERE w.jurisdiction_id = $1 AND ($2::text IS NULL OR w.state = $2) AND ($3::boolean IS NOT TRUE OR open.message IS NOT NULL OR ${COUNTERSIGN_BY} IS NOT NULL)
     AND w.id < $4
   ORDER BY w.id DESC LIMIT $5`;

@Answers(WarningList)
export class WarningListHandler implements IQueryHandler<WarningList> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: WarningList): Promise<Page<WarningView>> {
    const [before] = decodeCursor(filter.cursor, 1) ?? ['ffffffff-ffff-ffff-ffff-ffffffffffff'];
    const values = [actor.jurisdictionId, filter.state ?? null, filter.pending ?? null, before, pageSize(filter) + 1];
    return pageOf(await this.database.query<WarningView>(SQL, values), filter, (row) => [row.id]);
  }
}
