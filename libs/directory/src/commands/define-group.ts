import { Command, CommandBus, type ICommandHandler } from '@nestjs/cqrs';
import { ChoiceList, Handles, IdList, Parts, Text, type Actor } from '#platform';
import { UNIT_ATTRIBUTES, UNIT_KINDS } from '../unit.js';
import { DefineGroups } from './define-groups.js';

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
  constructor(private readonly commands: CommandBus) {}

  async execute({ actor, input }: DefineGroup): Promise<{ id: string }> {
    const ids = await this.commands.execute(new DefineGroups(actor, [input]));
    return { id: ids.get(input.name)! };
  }
}
