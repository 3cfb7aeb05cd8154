import { CommandBus } from '@nestjs/cqrs';
import { PlaceInInbox, WHOLE_UNIT } from '#notification';
import { After, currentAct, Database, type Reaction } from '#platform';
import { ProblemMoved } from '../inspection.events.js';

const FACTS = `
  SELECT violation.exercise, violation.category, problem.rectify_by AS "rectifyBy"
    FROM inspection_problem problem JOIN inspection_violation violation ON violation.id = problem.id WHERE problem.id = $1`;

interface Found {
  readonly exercise: boolean;
  readonly category: string;
  readonly rectifyBy: Date;
}

/** 交办, or sent back 退回: the unit that has to put it right is told at once. The round is the journal's entry, so the same step is told once. */
@After(ProblemMoved, 'inspection.tell-assigned')
export class WhenProblemFallsToAUnitTellIt implements Reaction<ProblemMoved> {
  constructor(
    private readonly commands: CommandBus,
    private readonly database: Database,
  ) {}

  async react({ state, jurisdictionId, responseId, assignedUnitId, problemId, subject }: ProblemMoved): Promise<void> {
    if ((state !== 'assigned' && state !== 'reopened') || !assignedUnitId) return;
    const [found] = await this.database.query<Found>(FACTS, [problemId]);
    const { exercise, ...facts } = found!;
    const recipients = [{ unitId: assignedUnitId, personId: WHOLE_UNIT, subject, round: Number(currentAct().causeId) % 2_147_483_647, facts: { ...facts } }];
    await this.commands.execute(new PlaceInInbox({ jurisdictionId, thread: responseId, kind: `problem.${state}`, exercise, recipients }));
  }
}
