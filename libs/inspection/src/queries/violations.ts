import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { holds, UNIT_ROLES } from '#identity';
import { Answers, Choice, Database, decodeCursor, Id, Paging, pageOf, pageSize, Text, type Actor, type Page } from '#platform';
import { PROBLEM_STATES, type ProblemState } from '../problem.js';
import { VIOLATION_CATEGORIES, type ViolationCategory } from '../violation.js';
import { VIOLATION_COLUMNS, VIOLATION_SOURCES, type ViolationView } from './violation-view.js';

export class ViolationsFilter extends Paging {
  @Id({ optional: true })
  responseId?: string;

  @Choice(PROBLEM_STATES, { optional: true, name: 'ProblemState' })
  state?: ProblemState;

  @Choice(VIOLATION_CATEGORIES, { optional: true, name: 'ViolationCategory' })
  category?: ViolationCategory;

  @Text({ optional: true, max: 50, about: 'Part of the unit’s name, or first letters of its pinyin' })
  search?: string;

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
     AND ($5::uuid IS NULL OR violation.logged_by = $5) AND ($6::text IS NULL OR violation.category = $6)
     AND ($7::text IS NULL OR unit.name LIKE '%' || $7 || '%' OR unit.initials LIKE '%' || lower($7) || '%') AND violation.id < $8
   ORDER BY violation.id DESC LIMIT $9`;

@Answers(Violations)
export class ViolationsHandler implements IQueryHandler<Violations> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: Violations): Promise<Page<ViolationView>> {
    const [before] = decodeCursor(filter.cursor, 1) ?? ['ffffffff-ffff-ffff-ffff-ffffffffffff'];
    const wanted = [filter.responseId ?? null, filter.state ?? null, filter.mine === 'true' ? actor.id : null, filter.category ?? null, filter.search ?? null];
    const values = [actor.jurisdictionId, onlyAssignedTo(actor), ...wanted, before, pageSize(filter) + 1];
    return pageOf(await this.database.query<ViolationView>(SQL, values), filter, (row) => [row.id]);
  }
}
