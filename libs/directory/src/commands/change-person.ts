import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Count, decided, Flag, Handles, RecordNotFound, Store, Text, unchanged, type Actor } from '#platform';
import { PersonChanged } from '../directory.events.js';
import { initialsOf } from '../initials.js';
import { PersonEntity } from '../person.entity.js';
import { refuseStale } from '../stale.js';

export class PersonChange {
  @Count({ about: 'Version that was read; a later one refuses the change' })
  version!: number;

  @Text({ optional: true, max: 40 })
  name?: string;

  @Text({ optional: true, nullable: true, max: 40 })
  title?: string | null;

  @Flag({ optional: true })
  isHead?: boolean;

  @Flag({ optional: true, about: 'False: left the unit; stands in no list, has no shift and is sent nothing from now on' })
  active?: boolean;
}

export class ChangePerson extends Command<void> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly personId: string,
    readonly input: PersonChange,
  ) {
    super();
  }
}

@Handles(ChangePerson)
export class ChangePersonHandler implements ICommandHandler<ChangePerson> {
  constructor(private readonly store: Store) {}

  async execute({ actor, personId, input: { version, ...change } }: ChangePerson): Promise<void> {
    await this.store.change(PersonEntity, personId, (person) => {
      if (person.jurisdictionId !== actor.jurisdictionId) throw new RecordNotFound('person', personId);
      refuseStale('person', person, version);
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      if (Object.keys(given).length === 0) return unchanged(person);
      const next = { ...person, ...given, ...(change.name ? { initials: initialsOf(change.name) } : {}) };
      return decided(next, new PersonChanged(person.jurisdictionId, person.id, person.unitId, Object.keys(given)));
    });
  }
}
