import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Count, Database, decodeCursor, Facts, Flag, Id, Instant, Paging, pageOf, pageSize, Parts, Text, type Actor, type Page } from '#platform';
import { DELIVERY_STATES, type DeliveryState } from '../delivery.js';

export class NoticesFilter extends Paging {
  @Choice(['true', 'false'], { optional: true, about: 'Only those nobody has read yet' })
  unread?: 'true' | 'false';
}

export class NoticeView {
  @Id() id!: string;
  @Text({ about: 'checklist.issued, checklist.reminder …' }) kind!: string;
  @Text() subject!: string;
  @Count() round!: number;
  @Id({ nullable: true }) responseId!: string | null;
  @Flag() exercise!: boolean;
  @Choice(DELIVERY_STATES, { name: 'DeliveryState' }) state!: DeliveryState;
  @Flag({ about: 'Addressed to me by name, not to my whole unit' }) personal!: boolean;
  @Facts({ nullable: true }) facts!: Record<string, unknown> | null;
  @Instant({ nullable: true }) sentAt!: Date | null;
  @Instant({ nullable: true }) readAt!: Date | null;
}

export class NoticePage {
  @Parts(() => NoticeView) items!: NoticeView[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

/** What was placed in my inbox and that of my unit, newest first. */
export class MyNotices extends Query<Page<NoticeView>> {
  constructor(
    readonly actor: Actor,
    readonly filter: NoticesFilter,
  ) {
    super();
  }
}

const SQL = `
  SELECT id, kind, subject, round, thread AS "responseId", exercise, state, person_id <> 0 AS personal, facts, sent_at AS "sentAt", read_at AS "readAt"
    FROM notification_delivery
   WHERE jurisdiction_id = $1 AND unit_id = $2 AND person_id IN (0, $3) AND channel = 'in_app' AND id < $4 AND NOT ($6 AND read_at IS NOT NULL)
   ORDER BY id DESC LIMIT $5`;

@Answers(MyNotices)
export class MyNoticesHandler implements IQueryHandler<MyNotices> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: MyNotices): Promise<Page<NoticeView>> {
    const [before] = decodeCursor(filter.cursor, 1) ?? ['9223372036854775807'];
    const rows = await this.database.query<NoticeView>(SQL, [actor.jurisdictionId, actor.unitId, actor.personId ?? '0', before, pageSize(filter) + 1, filter.unread === 'true']);
    return pageOf(rows, filter, (row) => [row.id]);
  }
}
