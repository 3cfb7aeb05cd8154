import { Command, CommandBus, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import { OwnPhotos, SharePhotos } from '#evidence';
import { holds, UNIT_ROLES } from '#identity';
import { Count, Database, decided, Flag, Handles, Id, IdList, Instant, RecordNotFound, Store, Text, type Actor } from '#platform';
import { ProblemMoved } from '../inspection.events.js';
import { OnTheSpot } from '../on-the-spot.js';
import { asSeen, assign, close, recheck, rectify, reopen, type Problem } from '../problem.js';
import { ProblemEntity, ViolationEntity } from '../violation.entity.js';

/** What a step in the ledger says; which fields count depends on the step. */
export class ProblemStep {
  @Text({ optional: true, nullable: true, max: 1000, about: 'What was done or found' })
  note?: string | null;

  @IdList({ optional: true, max: 12 })
  photos?: string[];
}

export class Assignment extends ProblemStep {
  @Id({ about: 'The unit that has to put it right' })
  unitId!: string;

  @Instant({ about: 'By when' })
  rectifyBy!: string;
}

/** It reaches the server later than it was done: it says when that was, and what its author had before him. */
export class FieldStep extends OnTheSpot {
  @Text({ optional: true, nullable: true, max: 1000, about: 'What was done or found' })
  note?: string | null;

  @Count({ optional: true, about: 'Version of the problem as it was seen; another one now is a conflict. Absent: not compared' })
  seenVersion?: number;

  @Instant({ optional: true, about: 'When it was done; absent: now' })
  doneAt?: string;
}

export class Recheck extends FieldStep {
  @Flag({ about: 'True: put right. False: it is reopened' })
  inOrder!: boolean;
}

type Step =
  | { step: 'assign'; input: Assignment }
  | { step: 'rectify'; input: FieldStep }
  | { step: 'recheck'; input: Recheck }
  | { step: 'close' | 'reopen'; input: ProblemStep };

/** 交办 · 整改 · 回头看 · 销号: moves a problem one step, with its note and photos on record. */
export class MoveProblem extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly problemId: string,
    readonly move: Step,
  ) {
    super();
  }
}

const RECORD = `
  INSERT INTO inspection_step (problem_id, step, note, photos, done_by, done_at, device_at, place, latitude, longitude)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`;

@Handles(MoveProblem)
export class MoveProblemHandler implements ICommandHandler<MoveProblem> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {}

  async execute({ actor, problemId, move }: MoveProblem): Promise<void> {
    const { seenVersion, ...facts }: FieldStep = move.input;
    const photos = facts.photos ?? [];
    if (photos.length > 0) await this.queries.execute(new OwnPhotos(actor, photos));
    await this.store.whole(async (now) => {
      const violation = await this.store.find(ViolationEntity, { id: problemId, jurisdictionId: actor.jurisdictionId });
      if (!violation) throw new RecordNotFound('problem', problemId);
      const problem = await this.store.change(ProblemEntity, problemId, (row) => {
        if (holds(actor, ...UNIT_ROLES) && row.assignedUnitId !== actor.unitId) throw new RecordNotFound('problem', problemId);
        const next = moved(row, actor.id, move);
        asSeen(row, seenVersion);
        return decided(next, new ProblemMoved(actor.jurisdictionId, problemId, violation.responseId, next.state, next.assignedUnitId));
      });
      const where = [facts.place ?? null, facts.latitude ?? null, facts.longitude ?? null];
      await this.database.query(RECORD, [problemId, move.step, facts.note ?? null, photos, actor.id, done(facts, now), facts.deviceAt ? new Date(facts.deviceAt) : null, ...where]);
      const audience = { unitIds: problem.assignedUnitId ? [problem.assignedUnitId] : [], inspectors: true };
      await this.commands.execute(new SharePhotos(actor.jurisdictionId, [...violation.photos, ...photos], audience));
    });
  }
}

/** A phone's clock may be fast; nothing was done in the future. */
const done = ({ doneAt }: FieldStep, now: Date): Date => (doneAt && new Date(doneAt) < now ? new Date(doneAt) : now);

function moved<P extends Problem>(problem: P, personId: string, move: Step): P {
  const note = move.input.note ?? null;
  switch (move.step) {
    case 'assign':
      return assign(problem, move.input.unitId, new Date(move.input.rectifyBy));
    case 'rectify':
      return rectify(problem, personId, note);
    case 'recheck':
      return recheck(problem, personId, move.input.inOrder, note);
    case 'close':
      return close(problem, personId);
    case 'reopen':
      return reopen(problem, note);
  }
}
