import { Command, CommandBus, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuid } from 'uuid';
import { OwnPhotos, SharePhotos } from '#evidence';
import { Choice, Database, failpoint, Flag, Handles, Id, Instant, Store, Text, type Actor } from '#platform';
import { ViolationLogged } from '../inspection.events.js';
import { MeasureUnknown, NoResponseInForce, PlaceMissing, SiteUnknown } from '../inspection.refusals.js';
import { OnTheSpot } from '../on-the-spot.js';
import { ProblemEntity, ViolationEntity } from '../violation.entity.js';
import { VIOLATION_CATEGORIES, type ViolationCategory } from '../violation.js';

export class NewViolation extends OnTheSpot {
  @Id({ about: 'The unit or enterprise' })
  unitId!: string;

  @Choice(VIOLATION_CATEGORIES, { name: 'ViolationCategory' })
  category!: ViolationCategory;

  @Text({ optional: true, nullable: true, max: 20, about: 'Number of the measure it breaks' })
  measureNo?: string | null;

  @Text({ optional: true, nullable: true, max: 1000 })
  description?: string | null;

  @Instant({ optional: true, about: 'When it was found; absent: now' })
  foundAt?: string;

  @Flag({ optional: true, about: '日常检查, outside of any response' })
  routine?: boolean;
}

/** 违法取证: an inspector logs what he found; it opens a line in the problem ledger. */
export class LogViolation extends Command<{ id: string }> {
  constructor(
    readonly actor: Actor,
    readonly input: NewViolation,
  ) {
    super();
  }
}

interface Period {
  readonly id: string;
  readonly exercise: boolean;
}

/** A violation found while the response ran may reach the server after it was lifted: what counts is when it was found. */
const PERIOD = `
  SELECT response_id AS id, exercise FROM response_face_responses($1)
   WHERE activated_at <= $2 AND (lifted_at IS NULL OR lifted_at >= $2) ORDER BY exercise, activated_at DESC LIMIT 1`;

@Handles(LogViolation)
export class LogViolationHandler implements ICommandHandler<LogViolation> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  async execute({ actor, input }: LogViolation): Promise<{ id: string }> {
    const { jurisdictionId } = actor;
    const photos = input.photos ?? [];
    if (!input.place && (input.latitude == null || input.longitude == null)) throw new PlaceMissing();
    if (photos.length > 0) await this.queries.execute(new OwnPhotos(actor, photos));
    return this.store.whole(async (now) => {
      const foundAt = input.foundAt && new Date(input.foundAt) < now ? new Date(input.foundAt) : now;
      const period = input.routine ? null : await this.period(jurisdictionId, foundAt);
      await this.refuseUnknown(jurisdictionId, period, input);
      const what = { category: input.category, measureNo: input.measureNo ?? null, description: input.description ?? null, place: input.place ?? null };
      const where = { latitude: input.latitude ?? null, longitude: input.longitude ?? null, photos };
      const when = { foundAt, deviceAt: input.deviceAt ? new Date(input.deviceAt) : null };
      const id = uuid();
      const violation = { id, jurisdictionId, responseId: period?.id ?? null, exercise: period?.exercise ?? false, unitId: input.unitId, ...what, ...where, ...when, loggedBy: actor.id };
      await this.store.add(ViolationEntity, violation, () => []);
      await failpoint('violation.kept');
      const nobodyYet = { assignedUnitId: null, rectifyBy: null, rectifiedBy: null, recheckedBy: null, closedBy: null, version: 1 };
      const problem = { id, jurisdictionId, state: 'logged' as const, loggedBy: actor.id, ...nobodyYet };
      await this.store.add(ProblemEntity, problem, () => [new ViolationLogged(jurisdictionId, id, violation.responseId, violation.unitId, violation.category, violation.measureNo, photos)]);
      if (photos.length > 0) await this.commands.execute(new SharePhotos(jurisdictionId, photos, { unitIds: [], inspectors: true }));
      return { id };
    });
  }

  private async period(jurisdictionId: string, at: Date): Promise<Period> {
    const [period] = await this.database.query<Period>(PERIOD, [jurisdictionId, at]);
    if (!period) throw new NoResponseInForce();
    return period;
  }

  private async refuseUnknown(jurisdictionId: string, period: Period | null, input: NewViolation): Promise<void> {
    const unit = await this.database.query('SELECT 1 FROM directory_face_units($1) WHERE unit_id = $2', [jurisdictionId, input.unitId]);
    if (unit.length === 0) throw new SiteUnknown();
    if (!period || !input.measureNo) return;
    const measure = await this.database.query('SELECT 1 FROM checklist_face_measures($1) WHERE measure_no = $2', [period.id, input.measureNo]);
    if (measure.length === 0) throw new MeasureUnknown(input.measureNo);
  }
}
