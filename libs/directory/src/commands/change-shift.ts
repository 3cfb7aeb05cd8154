import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Count, Database, decided, Flag, Handles, Id, InputRefused, Instant, RecordNotFound, Store, unchanged, type Actor } from '#platform';
import { ShiftChanged } from '../directory.events.js';
import { PersonNotOfUnit } from '../directory.refusals.js';
import { ShiftEntity } from '../shift.entity.js';
import { refuseStale } from '../stale.js';

export class ShiftChange {
  @Count({ about: 'Version that was read; a later one refuses the change' })
  version!: number;

  @Id({ optional: true })
  personId?: string;

  @Instant({ optional: true })
  fromAt?: string;

  @Instant({ optional: true, about: 'End, not included' })
  toAt?: string;

  @Flag({ optional: true, about: 'True: this shift does not take place' })
  cancelled?: boolean;
}

/** 改班·销班. */
export class ChangeShift extends Command<void> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly shiftId: string,
    readonly input: ShiftChange,
  ) {
    super();
  }
}

@Handles(ChangeShift)
export class ChangeShiftHandler implements ICommandHandler<ChangeShift> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  async execute({ actor: { jurisdictionId }, shiftId, input }: ChangeShift): Promise<void> {
    await this.store.whole(async () => {
      const shift = await this.store.find(ShiftEntity, { id: shiftId, jurisdictionId });
      if (!shift) throw new RecordNotFound('shift', shiftId);
      if (input.personId) await this.refuseStranger(shift, input.personId);
      await this.store.change(ShiftEntity, shiftId, (row) => {
        refuseStale('shift', row, input.version);
        const next = { ...row, personId: input.personId ?? row.personId, fromAt: timeOf(input.fromAt, row.fromAt), toAt: timeOf(input.toAt, row.toAt), cancelled: input.cancelled ?? row.cancelled };
        if (next.toAt <= next.fromAt) throw new InputRefused([{ field: 'toAt', code: 'shift.ends-before-it-begins', message: 'A shift ends after it begins.' }]);
        const isSame = next.personId === row.personId && next.fromAt === row.fromAt && next.toAt === row.toAt && next.cancelled === row.cancelled;
        return isSame ? unchanged(row) : decided(next, new ShiftChanged(jurisdictionId, row.unitId, row.id, next.cancelled));
      });
    });
  }

  private async refuseStranger({ jurisdictionId, unitId }: ShiftEntity, personId: string): Promise<void> {
    const known = await this.database.query('SELECT 1 FROM directory_person WHERE jurisdiction_id = $1 AND unit_id = $2 AND id = $3 AND active', [jurisdictionId, unitId, personId]);
    if (known.length === 0) throw new PersonNotOfUnit();
  }
}

const timeOf = (given: string | undefined, kept: Date): Date => (given === undefined || new Date(given).getTime() === kept.getTime() ? kept : new Date(given));
