import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Database, Handles, Id, InputRefused, Instant, Parts, RecordNotFound, Store, type Actor } from '#platform';
import { ShiftsPlanned } from '../directory.events.js';
import { PersonNotOfUnit } from '../directory.refusals.js';
import { ShiftEntity } from '../shift.entity.js';
import { UnitEntity } from '../unit.entity.js';

export class NewShift {
  @Id()
  personId!: string;

  @Instant()
  fromAt!: string;

  @Instant({ about: 'End, not included' })
  toAt!: string;
}

export class NewShifts {
  @Parts(() => NewShift, { atLeast: 1, max: 400 })
  shifts!: NewShift[];
}

export class PlanShifts extends Command<void> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly unitId: string,
    readonly input: NewShifts,
  ) {
    super();
  }
}

@Handles(PlanShifts)
export class PlanShiftsHandler implements ICommandHandler<PlanShifts> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  async execute({ actor: { jurisdictionId }, unitId, input }: PlanShifts): Promise<void> {
    refuseBackwards(input.shifts);
    return this.store.whole(async () => {
      if (!(await this.store.find(UnitEntity, { id: unitId, jurisdictionId }))) throw new RecordNotFound('unit', unitId);
      const people = [...new Set(input.shifts.map((shift) => shift.personId))];
      const known = await this.database.query(
        'SELECT 1 FROM directory_person WHERE jurisdiction_id = $1 AND unit_id = $2 AND id = ANY($3::bigint[]) AND active',
        [jurisdictionId, unitId, people],
      );
      if (known.length !== people.length) throw new PersonNotOfUnit();
      const rows = input.shifts.map((shift) => ({
        jurisdictionId,
        unitId,
        personId: shift.personId,
        fromAt: new Date(shift.fromAt),
        toAt: new Date(shift.toAt),
        cancelled: false,
        version: 1,
      }));
      await this.database.manager.insert(ShiftEntity, rows);
      await this.store.append(new ShiftsPlanned(jurisdictionId, unitId, rows.length));
    });
  }
}

function refuseBackwards(shifts: readonly NewShift[]): void {
  const isBackwards = ({ fromAt, toAt }: NewShift): boolean => new Date(toAt) <= new Date(fromAt);
  const faults = shifts.flatMap((shift, n) => (isBackwards(shift) ? [{ field: `shifts.${n}.toAt`, code: 'shift.ends-before-it-begins', message: 'A shift ends after it begins.' }] : []));
  if (faults.length > 0) throw new InputRefused(faults);
}
