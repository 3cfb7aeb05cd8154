import { lastDayOfDeadline } from './deadline-doubts.js';
import { findDeadlines, readDeadline } from './deadline.js';
import { contributesToPlanAbove } from './doers.js';
import type { Deadline, DraftTask, Mark, Phase, Role } from './draft.js';
import { isByLevel, readLevelCells, type LevelDemand } from './level-cells.js';
import { marksOn, NOTHING, sentenceOf, type Passage } from './passage.js';
import { readPhase } from './phase.js';
import { findQuantities } from './quantities.js';
import { levelOfHeading } from './response-levels.js';
import { alignRow, type AlignedRow } from './table-alignment.js';
import { linesCovered, passageOfCell } from './table-cells.js';
import type { ColumnKind } from './table-columns.js';
import { numberOf, type TableRow } from './table-rows.js';
import { isUnitLine, readNamedUnits } from './unit-brackets.js';
import { readUnits, type UnitRead } from './unit-names.js';

/** A row read as a task, with what the questions about it need. */
export interface TaskRead {
  readonly task: DraftTask;
  readonly row: AlignedRow;
  readonly units: readonly UnitRead[];
  /** The headings this row stands under, its own or those of the merged cells above. */
  readonly above: HeadingsAbove;
  /** Time expressions that name no certain day, by the field they stand in; words under a level that are no level. */
  readonly unread: { readonly deadline: string | null; readonly requirement: readonly string[]; readonly levels: string | null };
  /** False for the second and later tasks of one row (different measures by level). */
  readonly opensRow: boolean;
}

export interface HeadingsAbove {
  readonly category: Passage;
  readonly work: Passage;
  /** The cell that names the levels. */
  readonly levels: Passage;
}

export const NO_HEADINGS: HeadingsAbove = { category: NOTHING, work: NOTHING, levels: NOTHING };

/** Reads one row: one task, or one for each measure that the row demands at different levels. */
export function readTaskRow(tableRow: TableRow, headingsAbove: HeadingsAbove): TaskRead[] {
  const row = alignRow(tableRow);
  const above = headingsOver(row, headingsAbove);
  const own = sentenceOf(cellText(row, 'requirement'));
  const levels = readLevelCells(row, above.levels);
  const times = readDeadlineCell(sentenceOf(cellText(row, 'deadline')));
  const { units, marks } = readUnitCells(row);
  const of = (role: Role) => units.filter((unit) => unit.role === role).map(({ unit }) => unit);
  const loose = row.unsettled.map((cell) => sentenceOf(passageOfCell(cell)));
  const printed = [...(tableRow.sections ?? []).map(({ heading }) => sentenceOf(heading)), above.category, above.work, sentenceOf(cellText(row, 'name')), ...loose];
  return levels.demands.map((demand, index) => {
    const requirement = demand.requirement ?? own;
    const headings = readHeadings(demand.requirement ? [...printed, own] : printed, demand, impliedPhase(row, times.deadline));
    const inside = findDeadlines(requirement.text, { year: yearOf(times.deadline) });
    const task: DraftTask = {
      no: numberOf(row.at.get('no')),
      path: headings.path,
      phase: headings.phase,
      requirement: requirement.text,
      deadline: times.deadline,
      otherDeadlines: [...times.others, ...inside.deadlines],
      lead: of('lead'),
      support: of('support'),
      responsible: of('responsible'),
      inherited: [],
      quantities: findQuantities(requirement.text),
      source: linesCovered(tableRow.cells),
      origin: contributesToPlanAbove(requirement.text) ? 'parent' : 'own',
      marks: [...marks, ...times.marks, ...headings.marks],
      levels: headings.levels,
    };
    const unread = { deadline: times.unread, requirement: inside.unread, levels: levels.unread };
    return { task, row, units, above, unread, opensRow: index === 0 };
  });
}

/** The text under a heading as printed; empty where the row has no such cell. */
export function cellText(row: AlignedRow, kind: ColumnKind): Passage {
  const cell = row.at.get(kind);
  return cell ? passageOfCell(cell) : NOTHING;
}

/** A cell that says nothing: empty, or struck through with "/". */
export function isVoid(text: string): boolean {
  return /^[\s/／—－-]*$/.test(text);
}

/**
 * An empty category cell is merged with the one above it (合并单元格); an empty 工作 cell too, as long as the category goes
 * on. On a shifted page nothing is carried over, and nothing from it.
 */
function headingsOver(row: AlignedRow, above: HeadingsAbove): HeadingsAbove {
  if (row.fit === 'shifted') return NO_HEADINGS;
  const category = sentenceOf(cellText(row, 'category'));
  const work = sentenceOf(cellText(row, 'work'));
  const goesOn = category.text === '' || category.text === above.category.text;
  const levels = sentenceOf(cellText(row, 'levels'));
  return {
    category: category.text === '' ? above.category : category,
    work: work.text === '' && goesOn ? above.work : work,
    levels: levels.text === '' ? above.levels : levels,
  };
}

/** What the table or the deadline makes certain: measures by response level are for emergencies, 长期坚持 is a phase of its own. */
function impliedPhase(row: AlignedRow, { kind }: Deadline): Phase | null {
  if (isByLevel(row)) return 'emergency';
  return kind === 'long_term' ? 'long_term' : null;
}

type Headings = Pick<DraftTask, 'path' | 'phase' | 'marks' | 'levels'>;

/** A level in a heading makes the row an emergency measure. */
function readHeadings(printed: readonly Passage[], { levels }: LevelDemand, implied: Phase | null): Headings {
  const filled = printed.filter(({ text }) => !isVoid(text));
  const headings = filled.filter(({ text }, index) => text !== filled[index - 1]?.text);
  const stated = headings.find(({ text }) => readPhase(text) !== null);
  const leveled = headings.map(({ text }) => levelOfHeading(text)).find((level) => level !== null);
  const atLevels = levels ?? (leveled ? [leveled] : null);
  return {
    path: headings.map(({ text }) => text),
    phase: stated ? readPhase(stated.text) : leveled ? 'emergency' : implied,
    marks: stated ? marksOn('phase', stated) : [],
    levels: atLevels,
  };
}

/** A month in the sentence leans on the year of the row's own deadline. */
function yearOf(deadline: Deadline): number | null {
  const day = lastDayOfDeadline(deadline);
  return day === null ? null : Number(day.slice(0, 4));
}

function readDeadlineCell(cell: Passage): ReturnType<typeof readDeadline> & { marks: Mark[] } {
  const read = readDeadline(isVoid(cell.text) ? '' : cell.text);
  return { ...read, marks: read.deadline.kind === 'none' ? [] : marksOn('deadline', cell) };
}

function readUnitCells(row: AlignedRow): { units: UnitRead[]; marks: Mark[] } {
  const columns = (['lead', 'support', 'responsible'] as const).map((column) => {
    const cell = cellText(row, column);
    if (!isUnitLine(cell.text)) return { cell, units: readUnits(cell.text, column) };
    const named = readNamedUnits(cell);
    return { cell: named.text, units: named.units };
  });
  return {
    units: columns.flatMap(({ units }) => units),
    marks: columns.flatMap(({ cell, units }) => units.flatMap(({ role, from, to }) => marksOn(role, cell, from, to))),
  };
}
