import { findDeadlines, readDeadline } from './deadline.js';
import { contributesToPlanAbove } from './doers.js';
import type { DraftTask, Mark, Role } from './draft.js';
import { marksOn, NOTHING, sentenceOf, type Passage } from './passage.js';
import { readPhase } from './phase.js';
import { findQuantities } from './quantities.js';
import { alignRow, type AlignedRow } from './table-alignment.js';
import { linesCovered, passageOfCell } from './table-cells.js';
import type { ColumnKind } from './table-columns.js';
import { numberOf, type TableRow } from './table-rows.js';
import { readUnits, type UnitRead } from './unit-names.js';

/** A row read as a task, with what the questions about it need. */
export interface TaskRead {
  readonly task: DraftTask;
  readonly row: AlignedRow;
  readonly units: readonly UnitRead[];
  /** The outermost heading, its own or that of the merged cell above. */
  readonly category: Passage;
  /** Time expressions that name no certain day, by the field they stand in. */
  readonly unread: { readonly deadline: string | null; readonly requirement: readonly string[] };
}

/** Reads one row. An empty category cell is merged with the one above it (合并单元格). */
export function readTaskRow(tableRow: TableRow, categoryAbove: Passage): TaskRead {
  const row = alignRow(tableRow);
  const printed = sentenceOf(cellText(row, 'category'));
  const category = printed.text === '' ? categoryAbove : printed;
  const headings = readHeadings([category, sentenceOf(cellText(row, 'work')), sentenceOf(cellText(row, 'name'))]);
  const requirement = sentenceOf(cellText(row, 'requirement')).text;
  const inside = findDeadlines(requirement);
  const times = readDeadlineCell(sentenceOf(cellText(row, 'deadline')));
  const { units, marks } = readUnitCells(row);
  const of = (role: Role) => units.filter((unit) => unit.role === role).map(({ unit }) => unit);
  const task: DraftTask = {
    no: numberOf(row.at.get('no')),
    path: headings.path,
    phase: headings.phase,
    requirement,
    deadline: times.deadline,
    otherDeadlines: [...times.others, ...inside.deadlines],
    lead: of('lead'),
    support: of('support'),
    responsible: of('responsible'),
    inherited: [],
    quantities: findQuantities(requirement),
    source: linesCovered(tableRow.cells),
    origin: contributesToPlanAbove(requirement) ? 'parent' : 'own',
    marks: [...marks, ...times.marks, ...headings.marks],
    levels: null,
  };
  return { task, row, units, category, unread: { deadline: times.unread, requirement: inside.unread } };
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

function readHeadings(printed: readonly Passage[]): Pick<DraftTask, 'path' | 'phase' | 'marks'> {
  const headings = printed.filter(({ text }) => !isVoid(text));
  const stated = headings.find(({ text }) => readPhase(text) !== null);
  return {
    path: headings.map(({ text }) => text),
    phase: stated ? readPhase(stated.text) : null,
    marks: stated ? marksOn('phase', stated) : [],
  };
}

function readDeadlineCell(cell: Passage): ReturnType<typeof readDeadline> & { marks: Mark[] } {
  const read = readDeadline(isVoid(cell.text) ? '' : cell.text);
  return { ...read, marks: read.deadline.kind === 'none' ? [] : marksOn('deadline', cell) };
}

function readUnitCells(row: AlignedRow): { units: UnitRead[]; marks: Mark[] } {
  const columns = (['lead', 'support', 'responsible'] as const).map((column) => {
    const cell = cellText(row, column);
    return { cell, units: readUnits(cell.text, column) };
  });
  return {
    units: columns.flatMap(({ units }) => units),
    marks: columns.flatMap(({ cell, units }) => units.flatMap(({ role, from, to }) => marksOn(role, cell, from, to))),
  };
}
