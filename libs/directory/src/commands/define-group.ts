import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { ChoiceList, Database, Handles, IdList, Parts, Store, Text, type Actor } from '#platform';
import { GroupDefined } from '../directory.events.js';
import { GroupEntity, GroupRuleEntity } from '../group.entity.js';
import { UNIT_ATTRIBUTES, UNIT_KINDS } from '../unit.js';

export class GroupRule {
  @ChoiceList(UNIT_KINDS, { optional: true, name: 'UnitKind' })
  kinds?: string[];

  @ChoiceList(UNIT_ATTRIBUTES, { optional: true, name: 'UnitAttribute' })
  attributes?: string[];

  @IdList({ optional: true, max: 500, about: 'Units named one by one' })
  unitIds?: string[];
}

export class NewGroup {
  @Text({ max: 100, about: 'The expression as plans print it, e.g. 各乡镇街' })
  name!: string;

  @Parts(() => GroupRule, { atLeast: 1, max: 20, about: 'A unit belongs when any rule fits' })
  rules!: GroupRule[];
}

/** Defines a group, or defines an existing one anew. Responses that run keep the roster they were activated with. */
export class DefineGroup extends Command<{ id: string }> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly input: NewGroup,
  ) {
    super();
  }
}

@Handles(DefineGroup)
export class DefineGroupHandler implements ICommandHandler<DefineGroup> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  execute({ actor, input }: DefineGroup): Promise<{ id: string }> {
    return this.store.whole(async () => {
      const id = await this.group(actor.jurisdictionId, input.name);
      await this.database.manager.update(GroupRuleEntity, { groupId: id }, { active: false });
      const rules = input.rules.map((rule, n) => ({ groupId: id, n, kinds: rule.kinds ?? [], attributes: rule.attributes ?? [], unitIds: rule.unitIds ?? [], active: true }));
      await this.database.manager.upsert(GroupRuleEntity, rules, ['groupId', 'n']);
      await this.store.append(new GroupDefined(actor.jurisdictionId, id, rules.length));
      return { id };
    });
  }

  private async group(jurisdictionId: string, name: string): Promise<string> {
    const known = await this.store.find(GroupEntity, { jurisdictionId, name });
    if (known) return known.id;
    const row = { jurisdictionId, name, version: 1 } as GroupEntity;
    await this.database.manager.insert(GroupEntity, row);
    return row.id;
  }
}
