import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Database, Id, NotAllowed, Parts, Text, type Actor } from '#platform';
import { inCommand } from '../roles.js';

export class ApproverView {
  @Id() id!: string;
  @Text() name!: string;
  @Text({ nullable: true }) unitName!: string | null;
}

export class ApproverList {
  @Parts(() => ApproverView) items!: ApproverView[];
}

/** Who may sign a warning (签批人): the names that the duty officer chooses from when he writes down an approval by telephone. */
export class Approvers extends Query<ApproverList> {
  constructor(readonly actor: Actor) {
    super();
  }
}

const SQL = `
  SELECT account.id, account.name, unit.name AS "unitName"
    FROM identity_face_holders($1, 'approver') holder
    JOIN identity_user account ON account.id = holder.user_id
    LEFT JOIN directory_face_units($1) unit ON unit.unit_id = account.unit_id
   ORDER BY account.username`;

@Answers(Approvers)
export class ApproversHandler implements IQueryHandler<Approvers> {
  constructor(private readonly database: Database) {}

  async execute({ actor }: Approvers): Promise<ApproverList> {
    if (!inCommand(actor)) throw new NotAllowed();
    return { items: await this.database.query<ApproverView>(SQL, [actor.jurisdictionId]) };
  }
}
