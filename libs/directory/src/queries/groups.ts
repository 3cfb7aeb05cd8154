import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Count, Database, Id, Parts, Text, TextList, type Actor } from '#platform';

export class GroupView {
  @Id() id!: string;
  @Text() name!: string;
  @Count({ about: 'Units it resolves to now' }) members!: number;
  @TextList({ about: 'The first members by name' }) sample!: string[];
}

export class GroupList {
  @Parts(() => GroupView) items!: GroupView[];
}

export class Groups extends Query<GroupList> {
  constructor(readonly actor: Actor) {
    super();
  }
}

const SQL = `
  SELECT g.id, g.name, count(member.unit_id)::int AS members,
         coalesce((array_agg(unit.short_name ORDER BY unit.id) FILTER (WHERE unit.id IS NOT NULL))[1:12], '{}') AS sample
    FROM directory_group g
    LEFT JOIN directory_face_members($1) member ON member.group_id = g.id
    LEFT JOIN directory_unit unit ON unit.id = member.unit_id
   WHERE g.jurisdiction_id = $1
   GROUP BY g.id ORDER BY g.id`;

@Answers(Groups)
export class GroupsHandler implements IQueryHandler<Groups> {
  constructor(private readonly database: Database) {}

  async execute({ actor }: Groups): Promise<GroupList> {
    return { items: await this.database.query<GroupView>(SQL, [actor.jurisdictionId]) };
  }
}
