import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { ChoiceList, Count, decided, Decimal, Flag, Handles, Id, RecordNotFound, Store, Text, unchanged, type Actor } from '#platform';
import { UnitChanged } from '../directory.events.js';
import { UNIT_ATTRIBUTES } from '../unit.js';
import { UnitEntity } from '../unit.entity.js';
import { initialsOf } from '../initials.js';
import { refuseStale } from '../stale.js';
import { refuseHalfPlace } from '../unit-place.js';

export class UnitChange {
  @Count({ optional: true, about: 'Version that was read; a later one refuses the change' })
  version?: number;

  @Text({ optional: true, max: 100 })
  name?: string;

  @Text({ optional: true, max: 30 })
  shortName?: string;

  @ChoiceList(UNIT_ATTRIBUTES, { optional: true, name: 'UnitAttribute' })
  attributes?: string[];

  @Id({ optional: true, nullable: true })
  parentId?: string | null;

  @Decimal({ optional: true, nullable: true, min: -90, max: 90, about: 'Degrees, WGS-84; with the longitude, or neither' })
  latitude?: number | null;

  @Decimal({ optional: true, nullable: true, min: -180, max: 180 })
  longitude?: number | null;

  @Flag({ optional: true, about: 'An inactive unit receives nothing from the next activation on' })
  active?: boolean;
}

export class ChangeUnit extends Command<void> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly unitId: string,
    readonly input: UnitChange,
  ) {
    super();
  }
}

@Handles(ChangeUnit)
export class ChangeUnitHandler implements ICommandHandler<ChangeUnit> {
  constructor(private readonly store: Store) {}

  async execute({ actor, unitId, input: { version, ...input } }: ChangeUnit): Promise<void> {
    await this.store.change(UnitEntity, unitId, (unit) => {
      if (unit.jurisdictionId !== actor.jurisdictionId) throw new RecordNotFound('unit', unitId);
      refuseStale('unit', unit, version);
      const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
      if (Object.keys(given).length === 0) return unchanged(unit);
      const next = { ...unit, ...given, ...(input.name ? { initials: initialsOf(input.name) } : {}) };
      refuseHalfPlace(next);
      return decided(next, new UnitChanged(unit.jurisdictionId, unit.id, Object.keys(given)));
    });
  }
}
