import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { holds, UNIT_ROLES } from '#identity';
import { Answers, Choice, Database, decodeCursor, Id, linesOf, Paging, pageOf, pageSize, Text, type Actor, type Page } from '#platform';
import { LEDGER_SHEET } from '../ledger-sheet.js';
import { PROBLEM_STATES, type ProblemState } from '../problem.js';
import { VIOLATION_CATEGORIES, type ViolationCategory } from '../violation.js';
import { VIOLATION_COLUMNS, VIOLATIONS_FOUND, type ViolationView } from './violation-view.js';

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

export type LedgerFilter = Omit<ViolationsFilter, 'limit' | 'cursor'>;

/** 导出台账: a line for every row behind a filter, newest first, in pages that are read when they are asked for. */
export class ViolationsExport extends Query<AsyncIterable<string>> {
  constructor(
    readonly actor: Actor,
    readonly filter: LedgerFilter,
  ) {
    super();
  }
}

/** One page of the ledger; the export reads the same pages one after the other. */
const SQL = `
  SELECT ${VIOLATION_COLUMNS} FROM ${VIOLATIONS_FOUND}
     AND ($4::uuid IS NULL OR violation.response_id = $4) AND ($5::text IS NULL OR problem.state = $5)
     AND ($6::uuid IS NULL OR violation.logged_by = $6) AND ($7::text IS NULL OR violation.category = $7)
     AND violation.id < $8 AND problem.id < $8
   ORDER BY violation.id DESC LIMIT $9`;

const LINES = linesOf(LEDGER_SHEET, SQL);
/** A page is a text of some 100 kB. */
const EXPORTED_AT_ONCE = 500;
const NEWEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

interface LedgerLines {
  readonly lines: string;
  readonly rows: number;
  readonly last: string;
}

/** Of the `rows` newest that the filter lets through, older than `before`. */
const wanted = (actor: Actor, filter: LedgerFilter, rows: number, before = NEWEST): unknown[] => {
  const where = [filter.search ?? null, filter.responseId ?? null, filter.state ?? null, filter.mine === 'true' ? actor.id : null, filter.category ?? null];
  return [actor.jurisdictionId, onlyAssignedTo(actor), ...where, before, rows];
};

@Answers(Violations)
export class ViolationsHandler implements IQueryHandler<Violations> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: Violations): Promise<Page<ViolationView>> {
    const [before] = decodeCursor(filter.cursor, 1) ?? [];
    return pageOf(await this.database.query<ViolationView>(SQL, wanted(actor, filter, pageSize(filter) + 1, before)), filter, (row) => [row.id]);
  }
}

/**
 * Page after page by key, not one long cursor: a reader who takes an hour would hold a connection for all of it, and keep the
 * database from clearing away what nobody needs any more. What is logged meanwhile is newer and stays outside.
 */
@Answers(ViolationsExport)
export class ViolationsExportHandler implements IQueryHandler<ViolationsExport> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: ViolationsExport): Promise<AsyncIterable<string>> {
    return this.pages(actor, filter);
  }

  private async *pages(actor: Actor, filter: LedgerFilter): AsyncGenerator<string> {
    for (let before: string | undefined; ; ) {
      // Whoever reads asks for the next page from a socket's event, outside of the request: its connections are named here.
      const [page] = await this.database.asView(() => this.database.query<LedgerLines>(LINES, wanted(actor, filter, EXPORTED_AT_ONCE, before)));
      if (page!.rows > 0) yield page!.lines;
      if (page!.rows < EXPORTED_AT_ONCE) return;
      before = page!.last;
    }
  }
}
