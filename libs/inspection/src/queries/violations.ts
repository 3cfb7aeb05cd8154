import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Database, decodeCursor, holds, Id, Paging, pageOf, pageSize, UNIT_ROLES, type Actor, type Page } from '#platform';
import { PROBLEM_STATES, type ProblemState } from '../problem.js';
import { VIOLATION_COLUMNS, VIOLATION_SOURCES, type ViolationView } from './violation-view.js';

export class ViolationsFilter extends Paging {
  @Id({ optional: true })
  responseId?: string;

  @Choice(PROBLEM_STATES, { optional: true, name: 'ProblemState' })
  state?: ProblemState;

  @Choice(['true', 'false'], { optional: true, about: 'Only those I logged myself' })
  mine?: 'true' | 'false';
}

/** A unit sees what is assigned to it; inspectors and the command centre see all. */
export const onlyAssignedTo = (actor: Actor): string | null => (holds(actor, ...UNIT_ROLES) ? (actor.unitId ?? '0') : null);

/** 问题台账, newest first. */
export class Violations extends Query<Page<ViolationView>> {
  constructor(
    readonly actor: Actor,
    readonly filter: ViolationsFilter,
  ) {
    super();
  }
}

const SQL = `
  SELECT ${VIOLATION_COLUMNS} FROM ${VIOLATION_SOURCES}
     AND ($3::uuid IS NULL OR violation.response_id = $3) AND ($4::text IS NULL OR problem.state = $4)
     AND ($5::uuid IS NULL OR violation.logged_by = $5) AND violation.id < $6
   ORDER BY violation.id DESC LIMIT $7`;

@Answers(Violations)
export class ViolationsHandler implements IQueryHandler<Violations> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: Violations): Promise<Page<ViolationView>> {
    const [before] = decodeCursor(filter.cursor, 1) ?? ['ffffffff-ffff-ffff-ffff-ffffffffffff'];
    const mine = filter.mine === 'true' ? actor.id : null;
    const values = [actor.jurisdictionId, onlyAssignedTo(actor), filter.responseId ?? null, filter.state ?? null, mine, before, pageSize(filter) + 1];
    return pageOf(await this.database.query<ViolationView>(SQL, values), filter, (row) => [row.id]);
  }
}
