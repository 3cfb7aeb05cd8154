import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Database, Id, Parts, Text, type Actor } from '#platform';

export class OfficerView {
  @Id() id!: string;
  @Text() name!: string;
}

export class OfficerList {
  @Parts(() => OfficerView) items!: OfficerView[];
}

/** 值班员: to whom duty can be handed over; whoever asks is not among them. */
export class Officers extends Query<OfficerList> {
  constructor(readonly actor: Actor) {
    super();
  }
}

const SQL = `
  SELECT account.user_id AS id, account.name FROM identity_face_holders($1, 'duty-officer') holder JOIN identity_face_users($1) account USING (user_id)
   WHERE account.user_id <> $2 ORDER BY account.name, account.user_id LIMIT 200`;

@Answers(Officers)
export class OfficersHandler implements IQueryHandler<Officers> {
  constructor(private readonly database: Database) {}

  async execute({ actor }: Officers): Promise<OfficerList> {
    return { items: await this.database.query<OfficerView>(SQL, [actor.jurisdictionId, actor.id]) };
  }
}
