import type { FieldFault } from '#platform';
import { checkedPlanFile } from '../file/read-plan-file.js';
import { PLAN_FILE_FORMAT, type PlanFile } from '../file/plan-file.js';
import type { OpenedDocument, Place } from '../opening/opened-document.js';
import { PlanFileRefused } from '../plan.refusals.js';
import { readTarget, readTaskForce, TARGETS_TABLE, TASK_FORCES_TABLE } from './aims-tables.js';
import { BOOK_MARK } from './book.js';
import { DECISIONS_TABLE, measureOfDecision, readDecision } from './decisions-table.js';
import { EXACT_TABLE, exactValuesOf } from './exact-values.js';
import { adviceFor } from './advice.js';
import { fieldFault, type CellFault } from './faults.js';
import { GROUPS_TABLE, readGroups } from './groups-table.js';
import { HEAD_TABLE, readHead } from './head-table.js';
import { LINES_TABLE, readLine } from './lines-table.js';
import { MEASURES_TABLE, readMeasure } from './measures-table.js';
import { RowReader } from './row-reader.js';
import type { FoundTable, TableKind } from './table.js';
import { tablesOf } from './tables-of-text.js';
import { CLOCKS_TABLE, LEVELS_TABLE, readClock, readLevel } from './terms-tables.js';

/** An exported plan that a person changed so that it is no plan any more; `cells` are the faults as places of its text. */
export class PlanBookRefused extends PlanFileRefused {
  constructor(
    readonly cells: readonly CellFault[],
    places: readonly Place[],
  ) {
    super(cells.map((cell) => fieldFault(cell, places)));
  }
}

/**
 * The plan file in an opened workbook or Word document that `GET /plans/:id/export` made, whatever was edited in it
 * since; null for any other document. Throws `PlanBookRefused` with every fault at its table, row and column.
 */
export function planFileOf({ text, places }: Pick<OpenedDocument, 'text' | 'places'>): PlanFile | null {
  if (!isBook(text)) return null;
  const reading = new BookReading(text);
  const raw = reading.raw();
  const { file, faults } = checkedPlanFile(raw);
  const cells = withEchoesLeftOut(reading.faults, faults.map((fault) => reading.placed(fault)));
  if (cells.length > 0) throw new PlanBookRefused(cells, places);
  return file;
}

/** The same from the text alone; rows are then counted as lines of the text. */
export const readBook = (text: string): PlanFile | null => planFileOf({ text, places: [] });

const isBook = (text: string): boolean => text.slice(0, 2_000).split('\n').some((line) => line.includes(BOOK_MARK) && !line.includes('\t'));

/** A cell that could not be read is told once, not a second time for being empty. */
function withEchoesLeftOut(unread: readonly CellFault[], faults: readonly CellFault[]): CellFault[] {
  const told = new Set(unread.map(({ line, head }) => `${line} ${head ?? ''}`));
  return [...unread, ...faults.filter(({ line, head }) => !told.has(`${line} ${head ?? ''}`))].toSorted((a, b) => a.line - b.line);
}

/** Where each field of the plan file stands. */
interface Spot {
  readonly table: FoundTable;
  readonly line: number;
}

class BookReading {
  readonly faults: CellFault[] = [];
  private readonly tables: readonly FoundTable[];
  private readonly spots = new Map<string, Spot>();

  constructor(text: string) {
    this.tables = tablesOf(text, this.faults);
  }

  /** The plan file as it would stand in YAML, not checked yet. */
  raw(): object {
    const exact = exactValuesOf(this.rows(EXACT_TABLE));
    const measures = this.rows(MEASURES_TABLE).map((row) => {
      const measure = { ...readMeasure(row, exact), lines: [] as object[], decided: [] as object[] };
      this.at(`measures.${measure.no}`, MEASURES_TABLE, row);
      return measure;
    });
    const byNumber = new Map(measures.map((measure) => [measure.no, measure]));
    this.readLines(byNumber);
    const decided = this.readDecisions(byNumber);
    const levels = this.rows(LEVELS_TABLE).map(readLevel);
    const clocks = this.rows(CLOCKS_TABLE).flatMap((row) => this.clockOf(row));
    const groups = readGroups(this.rows(GROUPS_TABLE), (field, row) => this.at(field, GROUPS_TABLE, row));
    const [targets, taskForces] = [this.placedRows('targets', TARGETS_TABLE).map(readTarget), this.placedRows('taskForces', TASK_FORCES_TABLE).map(readTaskForce)];
    return {
      format: PLAN_FILE_FORMAT,
      ...readHead(this.rows(HEAD_TABLE), (field, row) => this.at(field, HEAD_TABLE, row)),
      ...(targets.length > 0 && { targets }),
      ...(taskForces.length > 0 && { taskForces }),
      ...(levels.length > 0 && { levels }),
      ...(clocks.length > 0 && { clocks: Object.fromEntries(clocks) }),
      ...(groups.length > 0 && { groups }),
      measures,
      ...(decided.length > 0 && { decided }),
    };
  }

  /** The cell that a fault of the plan file is about. */
  placed({ field, code, message }: FieldFault): CellFault {
    const key = this.nearest(field);
    const spot = this.spots.get(key) ?? { table: this.tableFor(field), line: this.tableFor(field)?.line ?? 1 };
    const inner = field.slice(key.length + 1).split('.');
    const heads = spot.table?.kind.heads ?? [];
    const head = heads.find((one) => inner.includes(one.key)) ?? (spot.table?.kind === HEAD_TABLE && key ? heads[1] : undefined);
    const rule = message.replace(/^Measure [^:]*: /, '');
    return { table: spot.table?.kind.name ?? MEASURES_TABLE.name, line: spot.line, head: head?.words ?? null, column: (head && spot.table?.columns[head.key]) ?? null, code, rule, advice: adviceFor(code, rule) };
  }

  private nearest(field: string): string {
    for (let end = field.length; end > 0; end = field.lastIndexOf('.', end - 1)) if (this.spots.has(field.slice(0, end))) return field.slice(0, end);
    return '';
  }

  private tableFor(field: string): FoundTable | undefined {
    const kind = field.startsWith('levels') ? LEVELS_TABLE : field.startsWith('clocks') ? CLOCKS_TABLE : field.startsWith('measures') ? MEASURES_TABLE : HEAD_TABLE;
    return this.tables.find((table) => table.kind === kind);
  }

  private readLines(byNumber: ReadonlyMap<string, { no: string; lines: object[] }>): void {
    for (const row of this.rows(LINES_TABLE)) {
      const measure = byNumber.get(row.text('measure') ?? '');
      if (!measure) row.fault('measure', 'missing', 'no measure has this number.', '任务分解表里没有这个序号。');
      else {
        const line = readLine(row) as { no?: number };
        measure.lines.push(line);
        this.at(`measures.${measure.no}.lines.${line.no ?? measure.lines.length - 1}`, LINES_TABLE, row);
      }
    }
  }

  private readDecisions(byNumber: ReadonlyMap<string, { no: string; decided: object[] }>): object[] {
    const ofDocument: object[] = [];
    for (const row of this.rows(DECISIONS_TABLE)) {
      const no = measureOfDecision(row);
      const measure = no === null ? null : byNumber.get(no);
      const among = no === null ? ofDocument : measure?.decided;
      if (!among) row.fault('measure', 'missing', 'no measure has this number.', '任务分解表里没有这个序号；关于全文的问题请写“（全文）”。');
      else {
        this.at(`${measure ? `measures.${measure.no}.` : ''}decided.${among.length}`, DECISIONS_TABLE, row);
        among.push(readDecision(row));
      }
    }
    return ofDocument;
  }

  private clockOf(row: RowReader): (readonly [string, object])[] {
    const clock = readClock(row);
    if (clock) this.at(`clocks.${clock[0]}`, CLOCKS_TABLE, row);
    return clock ? [clock] : [];
  }

  private rows(kind: TableKind): RowReader[] {
    return this.tables.filter((table) => table.kind === kind).flatMap((table) => table.rows.map((row) => new RowReader(table, row, this.faults)));
  }

  /** Rows whose faults are addressed by their position (`targets.2.value`) or, where they have one, their name. */
  private placedRows(field: string, kind: TableKind): RowReader[] {
    const rows = this.rows(kind);
    rows.forEach((row, at) => {
      this.at(`${field}.${at}`, kind, row);
      if (row.text('name')) this.at(`${field}.${row.text('name')}`, kind, row);
    });
    return rows;
  }

  private at(field: string, kind: TableKind, { line }: RowReader): void {
    this.spots.set(field, { table: this.tables.find((table) => table.kind === kind)!, line });
  }
}
