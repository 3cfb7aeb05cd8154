import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { In } from 'typeorm';
import { Database, Handles, Store, type Actor } from '#platform';
import { GroupDefined } from '../directory.events.js';
import { GroupRuleEntity } from '../group.entity.js';
import type { GroupRule, NewGroup } from './define-group.js';

/** The groups of a whole plan at once; of two with one name the later one counts. Returns their ids by name. */
export class DefineGroups extends Command<ReadonlyMap<string, string>> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly input: readonly NewGroup[],
  ) {
    super();
  }
}

const GROUPS = `
  INSERT INTO directory_group AS known (jurisdiction_id, name) SELECT $1, name FROM unnest($2::text[]) WITH ORDINALITY AS given(name, n) ORDER BY n
  ON CONFLICT ON CONSTRAINT directory_group_one_per_name DO UPDATE SET version = known.version + 1
  RETURNING id, name`;

@Handles(DefineGroups)
export class DefineGroupsHandler implements ICommandHandler<DefineGroups> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  async execute({ actor: { jurisdictionId }, input }: DefineGroups): Promise<ReadonlyMap<string, string>> {
    if (input.length === 0) return new Map();
    const wanted = new Map(input.map(({ name, rules }) => [name, rules]));
    return this.store.whole(async () => {
      const rows = await this.database.query<{ id: string; name: string }>(GROUPS, [jurisdictionId, [...wanted.keys()]]);
      const groups = rows.map(({ id, name }) => ({ id, rules: wanted.get(name)! }));
      await this.database.manager.update(GroupRuleEntity, { groupId: In(groups.map(({ id }) => id)) }, { active: false });
      await this.database.manager.upsert(GroupRuleEntity, groups.flatMap(({ id, rules }) => rules.map((rule, n) => rowOf(id, n, rule))), ['groupId', 'n']);
      await this.store.append(...groups.map(({ id, rules }) => new GroupDefined(jurisdictionId, id, rules.length)));
      return new Map(rows.map(({ id, name }) => [name, id]));
    });
  }
}

const once = (words: readonly string[] = []): string[] => [...new Set(words)];
const rowOf = (groupId: string, n: number, { kinds, attributes, unitIds }: GroupRule) => ({ groupId, n, kinds: once(kinds), attributes: once(attributes), unitIds: once(unitIds), active: true });
