import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, ChoiceList, Database, Flag, Id, Part, RecordNotFound, Text } from '#platform';
import { ROLES, type Role } from '../roles.js';
import type { Presence } from '../sessions.js';

export class MyUnit {
  @Id() id!: string;
  @Text() name!: string;
  @Text({ about: 'UnitKind of the directory' }) kind!: string;
}

export class MyJurisdiction {
  @Id() id!: string;
  @Text() name!: string;
}

export class MeView {
  @Id() id!: string;
  @Text() username!: string;
  @Text() name!: string;
  @ChoiceList(ROLES, { name: 'Role' }) roles!: readonly Role[];
  @Part(() => MyUnit, { nullable: true }) unit!: MyUnit | null;
  @Part(() => MyJurisdiction) jurisdiction!: MyJurisdiction;
  @Flag({ about: 'This browser’s session only looks at the wall 大屏会话' }) wall!: boolean;
}

/** Who I am to this system, right now. */
export class Me extends Query<MeView> {
  constructor(readonly presence: Pick<Presence, 'actor' | 'session'>) {
    super();
  }
}

const SQL = `
  SELECT account.id, account.username, account.name,
         CASE WHEN unit.unit_id IS NOT NULL THEN jsonb_build_object('id', unit.unit_id::text, 'name', unit.name, 'kind', unit.kind) END AS unit,
         jsonb_build_object('id', jurisdiction.jurisdiction_id, 'name', jurisdiction.name) AS jurisdiction
    FROM identity_user account
    JOIN directory_face_jurisdictions() jurisdiction ON jurisdiction.jurisdiction_id = account.jurisdiction_id
    LEFT JOIN directory_face_units($1) unit ON unit.unit_id = account.unit_id
   WHERE account.jurisdiction_id = $1 AND account.id = $2`;

@Answers(Me)
export class MeHandler implements IQueryHandler<Me> {
  constructor(private readonly database: Database) {}

  async execute({ presence: { actor, session } }: Me): Promise<MeView> {
    const [row] = await this.database.query<Omit<MeView, 'roles' | 'wall'>>(SQL, [actor.jurisdictionId, actor.id]);
    if (!row) throw new RecordNotFound('user', actor.id);
    return { ...row, roles: actor.roles as readonly Role[], wall: session.wall };
  }
}
