import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Count, Database, decodeCursor, Id, Instant, pageOf, pageSize, Paging, Part, Parts, Text, type Actor, type Page } from '#platform';
import { HANDOVER_STATES, type HandoverState } from '../handover.js';

export class HandoversFilter extends Paging {
  @Choice(['true'], { optional: true, about: 'Only those that wait for my signature' })
  mine?: 'true';
}

export class PointView {
  @Text() text!: string;
  @Instant({ nullable: true }) by!: string | null;
}

export class StandingView {
  @Count() warnings!: number;
  @Count({ about: 'Not closed' }) responses!: number;
  @Count({ about: 'Lists that have not stood down' }) openLists!: number;
}

export class HandoverView {
  @Id() id!: string;
  @Choice(HANDOVER_STATES, { name: 'HandoverState' }) state!: HandoverState;
  @Id() givenBy!: string;
  @Text({ nullable: true }) givenByName!: string | null;
  @Id() givenTo!: string;
  @Text({ nullable: true }) givenToName!: string | null;
  @Text() note!: string;
  @Parts(() => PointView) points!: PointView[];
  @Instant() givenAt!: Date;
  @Part(() => StandingView) standing!: StandingView;
  @Instant({ nullable: true }) takenAt!: Date | null;
  @Part(() => StandingView, { nullable: true }) takenStanding!: StandingView | null;
  @Instant({ nullable: true }) withdrawnAt!: Date | null;
}

export class HandoverPage {
  @Parts(() => HandoverView) items!: HandoverView[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

/** 交接记录, newest first. */
export class Handovers extends Query<Page<HandoverView>> {
  constructor(
    readonly actor: Actor,
    readonly filter: HandoversFilter,
  ) {
    super();
  }
}

const SQL = `
  SELECT handover.id, handover.state, handover.given_by AS "givenBy", giver.name AS "givenByName", handover.given_to AS "givenTo", taker.name AS "givenToName",
         handover.note, handover.points, handover.given_at AS "givenAt", handover.standing, handover.taken_at AS "takenAt",
         handover.taken_standing AS "takenStanding", handover.withdrawn_at AS "withdrawnAt"
    FROM duty_handover handover
    LEFT JOIN identity_face_users($1) giver ON giver.user_id = handover.given_by
    LEFT JOIN identity_face_users($1) taker ON taker.user_id = handover.given_to
   WHERE handover.jurisdiction_id = $1 AND ($2::uuid IS NULL OR handover.given_to = $2 AND handover.state = 'given')
     AND (handover.given_at, handover.id) < ($3::timestamptz, $4::uuid)
   ORDER BY handover.given_at DESC, handover.id DESC LIMIT $5`;

@Answers(Handovers)
export class HandoversHandler implements IQueryHandler<Handovers> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: Handovers): Promise<Page<HandoverView>> {
    const [at, id] = decodeCursor(filter.cursor, 2) ?? ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
    const rows = await this.database.query<HandoverView>(SQL, [actor.jurisdictionId, filter.mine ? actor.id : null, at, id, pageSize(filter) + 1]);
    return pageOf(rows, filter, (row) => [row.givenAt.toISOString(), row.id]);
  }
}
