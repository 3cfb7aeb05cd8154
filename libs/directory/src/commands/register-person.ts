import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Flag, Handles, Id, RecordNotFound, Store, Text, type Actor } from '#platform';
import { PersonRegistered } from '../directory.events.js';
import { initialsOf } from '../initials.js';
import { PersonEntity } from '../person.entity.js';
import { UnitEntity } from '../unit.entity.js';

export class NewPerson {
  @Id()
  unitId!: string;

  @Text({ max: 40 })
  name!: string;

  @Text({ optional: true, max: 40, about: 'Post held, e.g. 副局长' })
  title?: string;

  @Flag({ optional: true, about: 'Head of the unit: silence climbs to this person' })
  isHead?: boolean;
}

export class RegisterPerson extends Command<{ id: string }> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly input: NewPerson,
  ) {
    super();
  }
}

@Handles(RegisterPerson)
export class RegisterPersonHandler implements ICommandHandler<RegisterPerson> {
  constructor(private readonly store: Store) {}

  async execute({ actor: { jurisdictionId }, input }: RegisterPerson): Promise<{ id: string }> {
    const unit = await this.store.find(UnitEntity, { id: input.unitId, jurisdictionId });
    if (!unit) throw new RecordNotFound('unit', input.unitId);
    const row = { jurisdictionId, unitId: input.unitId, name: input.name, initials: initialsOf(input.name), title: input.title ?? null, isHead: input.isHead ?? false, active: true, version: 1 };
    const { id } = await this.store.add(PersonEntity, row, (person) => [new PersonRegistered(jurisdictionId, person.id, person.unitId)]);
    return { id };
  }
}
