import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Database, Instant, Parts, Text, type Actor } from '#platform';
import { WARNING_LEVELS, type WarningLevel } from '../level.js';
import { BASES, MESSAGE_KINDS, type Basis, type MessageKind } from '../message.js';

/** 预警信息, as everybody who has to act may read it: what was signed, without who drafted and what was sent back. */
export class ApprovedMessage {
  @Choice(MESSAGE_KINDS, { name: 'MessageKind' }) kind!: MessageKind;
  @Choice(WARNING_LEVELS, { nullable: true, name: 'WarningLevel' }) level!: WarningLevel | null;
  @Choice(BASES, { name: 'Basis' }) basis!: Basis;
  @Text() reason!: string;
  @Text({ nullable: true }) documentNumber!: string | null;
  @Instant() effectiveAt!: Date;
  @Instant({ nullable: true }) plannedEndAt!: Date | null;
  @Instant() approvedAt!: Date;
}

export class ApprovedMessageList {
  @Parts(() => ApprovedMessage, { about: 'Newest first' }) items!: ApprovedMessage[];
}

export class ApprovedMessages extends Query<ApprovedMessageList> {
  constructor(
    readonly actor: Actor,
    readonly warningId: string,
  ) {
    super();
  }
}

const SQL = `
  SELECT kind, level, basis, reason, document_number AS "documentNumber", coalesce(warning_effective_at, decided_at) AS "effectiveAt",
         planned_end_at AS "plannedEndAt", decided_at AS "approvedAt"
    FROM warning_message
   WHERE jurisdiction_id = $1 AND warning_id = $2 AND state = 'approved'
   ORDER BY ordinal DESC`;

@Answers(ApprovedMessages)
export class ApprovedMessagesHandler implements IQueryHandler<ApprovedMessages> {
  constructor(private readonly database: Database) {}

  async execute({ actor, warningId }: ApprovedMessages): Promise<ApprovedMessageList> {
    return { items: await this.database.query<ApprovedMessage>(SQL, [actor.jurisdictionId, warningId]) };
  }
}
