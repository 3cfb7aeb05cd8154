import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Database, Handles, IdList, type Actor } from '#platform';

export class NoticeIds {
  @IdList({ atLeast: 1, max: 200 })
  ids!: string[];
}

/** Somebody looked at the notices addressed to him or to his unit. */
export class ReadNotices extends Command<number> {
  constructor(
    readonly actor: Actor,
    readonly input: NoticeIds,
  ) {
    super();
  }
}

const READ = `
  UPDATE notification_delivery
     SET state = greatest(state, 'read'), delivered_at = coalesce(delivered_at, clock_now()), read_at = coalesce(read_at, clock_now())
   WHERE id = ANY ($1::bigint[]) AND jurisdiction_id = $2 AND unit_id = $3 AND person_id IN (0, $4) AND channel = 'in_app' AND read_at IS NULL
  RETURNING 1`;

@Handles(ReadNotices)
export class ReadNoticesHandler implements ICommandHandler<ReadNotices> {
  constructor(private readonly database: Database) {}

  async execute({ actor, input }: ReadNotices): Promise<number> {
    return (await this.database.query(READ, [input.ids, actor.jurisdictionId, actor.unitId, actor.personId ?? '0'])).length;
  }
}
