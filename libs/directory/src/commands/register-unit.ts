import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Choice, ChoiceList, Database, Decimal, Handles, Id, Store, Text, type Actor } from '#platform';
import { UnitRegistered } from '../directory.events.js';
import { UnitNameTaken } from '../directory.refusals.js';
import { initialsOf } from '../initials.js';
import { UNIT_ATTRIBUTES, UNIT_KINDS, type UnitKind } from '../unit.js';
import { refuseHalfPlace } from '../unit-place.js';
import { UnitEntity } from '../unit.entity.js';

export class NewUnit {
  @Text({ max: 100, about: 'Full name, as plans print it' })
  name!: string;

  @Text({ max: 30, about: 'Name for narrow columns' })
  shortName!: string;

  @Choice(UNIT_KINDS, { name: 'UnitKind' })
  kind!: UnitKind;

  @ChoiceList(UNIT_ATTRIBUTES, { optional: true, name: 'UnitAttribute' })
  attributes?: string[];

  @Id({ optional: true, nullable: true, about: 'The unit it lies in or belongs to: a plant’s township' })
  parentId?: string | null;

  @Decimal({ optional: true, nullable: true, min: -90, max: 90, about: 'Degrees, WGS-84; with the longitude, or neither' })
  latitude?: number | null;

  @Decimal({ optional: true, nullable: true, min: -180, max: 180 })
  longitude?: number | null;
}

export class RegisterUnit extends Command<{ id: string }> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly input: NewUnit,
  ) {
    super();
  }
}

@Handles(RegisterUnit)
export class RegisterUnitHandler implements ICommandHandler<RegisterUnit> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  async execute({ actor, input }: RegisterUnit): Promise<{ id: string }> {
    const { jurisdictionId } = actor;
    refuseHalfPlace(input);
    return this.store.whole(async () => {
      const taken = await this.database.query('SELECT 1 FROM directory_unit WHERE jurisdiction_id = $1 AND name = $2', [jurisdictionId, input.name]);
      if (taken.length > 0) throw new UnitNameTaken(input.name);
      const row = { jurisdictionId, attributes: [], parentId: null, latitude: null, longitude: null, ...input, initials: initialsOf(input.name), active: true, version: 1 };
      const { id } = await this.store.add(UnitEntity, row, (unit) => [new UnitRegistered(jurisdictionId, unit.id, unit.kind)]);
      return { id };
    });
  }
}
