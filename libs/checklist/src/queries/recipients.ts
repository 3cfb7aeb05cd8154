import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Count, Database, Flag, Id, Parts, Text, TextList, type Actor } from '#platform';

export class Recipient {
  @Id() unitId!: string;
  @Text() name!: string;
  @Count({ about: 'Lines it has not answered' }) open!: number;
  @Flag({ about: 'Has a working account' }) reachable!: boolean;
  @Text({ nullable: true }) onDuty!: string | null;
}

export class Recipients {
  @Count({ about: 'All of them' }) checklists!: number;
  @Parts(() => Recipient, { about: 'The first 500 units; those without a working account stand first' }) units!: Recipient[];
  @TextList({ about: 'Units without a working account: they would not hear of it in the product' }) unreachable!: string[];
  @TextList({ about: 'Units without a verified contact: they would hear of it in the product only' }) insideOnly!: string[];
}

/** 收件单位: who hears of a message that changes no level, an end or a pause: the units whose checklist of the running response stands. */
export class RecipientsOfWarning extends Query<Recipients> {
  constructor(
    readonly actor: Actor,
    readonly warningId: string,
  ) {
    super();
  }
}

const SHOW = `
  WITH reached AS MATERIALIZED (
    SELECT list.unit_id, unit.name, list.items_total - list.items_answered AS open, account.unit_id IS NOT NULL AS reachable, person.name AS "onDuty",
           EXISTS (SELECT 1 FROM directory_face_contacts($1) contact WHERE contact.unit_id = list.unit_id AND contact.channel <> 'landline') AS outside
      FROM response_face_responses($1) response
      JOIN checklist_checklist list ON list.response_id = response.response_id AND list.excused_at IS NULL
      JOIN directory_face_units($1) unit ON unit.unit_id = list.unit_id
      LEFT JOIN identity_face_unit_accounts($1) account ON account.unit_id = list.unit_id AND account.accounts > 0
      LEFT JOIN directory_face_on_duty($1, clock_now()) duty ON duty.unit_id = list.unit_id
      LEFT JOIN directory_face_people($1) person ON person.person_id = duty.person_id
     WHERE response.warning_id = $2 AND response.state IN ('active', 'suspended')
     ORDER BY reachable, list.unit_id
  )
  SELECT count(*)::int AS checklists,
         (SELECT coalesce(jsonb_agg(first), '[]') FROM (SELECT unit_id::text AS "unitId", name, open, reachable, "onDuty" FROM reached LIMIT 500) first) AS units,
         (SELECT coalesce(jsonb_agg(silent.name), '[]') FROM (SELECT name FROM reached WHERE NOT reachable LIMIT 500) silent) AS unreachable,
         (SELECT coalesce(jsonb_agg(inside.name), '[]') FROM (SELECT name FROM reached WHERE NOT outside LIMIT 500) inside) AS "insideOnly"
    FROM reached`;

/** What has to be seen before it is signed may take as long as a nation takes. */
const PATIENCE = { statementSeconds: 30 };

@Answers(RecipientsOfWarning)
export class RecipientsOfWarningHandler implements IQueryHandler<RecipientsOfWarning> {
  constructor(private readonly database: Database) {}

  async execute({ actor, warningId }: RecipientsOfWarning): Promise<Recipients> {
    const [recipients] = await this.database.transaction(() => this.database.query<Recipients>(SHOW, [actor.jurisdictionId, warningId]), PATIENCE);
    return recipients!;
  }
}
