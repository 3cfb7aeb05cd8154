import { beijingTime } from '#platform';
import { POLLUTANTS, type Pollutant } from './aqi-tables.js';
import type { ReadingFaultKind, SentReading } from './reading.js';

/** A file that was opened as text: a line a row; a workbook has tabs between its cells. */
export interface OpenedSheet {
  readonly text: string;
  readonly places: readonly { readonly sheet?: string; readonly row?: number }[];
}

export interface SheetFault {
  /** Line of the text, from 1. */
  readonly line: number;
  readonly head: string;
  readonly advice: string;
}

export interface SheetReading {
  readonly line: number;
  readonly reading: SentReading;
}

type Column = 'code' | 'hour' | Pollutant;

/** The headings as the template prints them. */
export const HEADS: Readonly<Record<Column, string>> = { code: '站点编码', hour: '时间', so2: 'SO2', no2: 'NO2', co: 'CO', o3: 'O3', pm10: 'PM10', pm25: 'PM2.5' };
const KNOWN: Readonly<Record<string, Column>> = {
  站点编码: 'code', 站点编号: 'code', 点位编码: 'code', 监测点编码: 'code', 时间: 'hour', 监测时间: 'hour', 数据时间: 'hour',
  so2: 'so2', 二氧化硫: 'so2', no2: 'no2', 二氧化氮: 'no2', co: 'co', 一氧化碳: 'co', o3: 'o3', 臭氧: 'o3', pm10: 'pm10', 'pm2.5': 'pm25', pm25: 'pm25',
};
const NOT_MEASURED = new Set(['', '-', '—', '--', 'na', 'n/a', 'null', '缺', '无效']);
const MOST = 9_999;

/** What can be wrong with a row that can be read, in the words of the file. */
export const ADVICE: Readonly<Record<ReadingFaultKind, string>> = {
  'unknown-station': '没有登记这个编码的站点，请先登记站点或改正编码',
  'not-a-whole-hour': '请填整点，如 2026-11-23 08:00（表示 7 时到 8 时的均值）',
  'in-the-future': '时间还没有到，请核对日期',
  twice: '同一站点、同一小时在本表中重复，请删去一行',
  'nothing-measured': '六项都没有数值，请删去这一行',
};

/** The rows of a table of hours, on any sheet, with its columns in any order. Blank rows are no rows; a sheet without headings is not read. */
export function readingsOf({ text, places }: OpenedSheet): { rows: number; readings: SheetReading[]; faults: SheetFault[] } {
  const found = { rows: 0, readings: [] as SheetReading[], faults: [] as SheetFault[] };
  let columns: ReadonlyMap<Column, number> | null = null;
  let sheet: string | undefined;
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (places[at]?.sheet !== sheet) [columns, sheet] = [null, places[at]?.sheet];
    const cells = cellsOf(line);
    const heading = headingOf(cells);
    if (heading) columns = heading;
    else if (columns && cells.some((cell) => cell !== '')) {
      found.rows += 1;
      const row = rowOf(cells, columns, at + 1);
      if (row.faults.length > 0) found.faults.push(...row.faults);
      else found.readings.push({ line: at + 1, reading: row.reading });
    }
  }
  return found;
}

function rowOf(cells: readonly string[], columns: ReadonlyMap<Column, number>, line: number): { reading: SentReading; faults: SheetFault[] } {
  const faults: SheetFault[] = [];
  const wrong = (column: Column, advice: string): void => void faults.push({ line, head: HEADS[column], advice });
  const cell = (column: Column): string => cells[columns.get(column) ?? -1] ?? '';
  const code = cell('code');
  if (code === '') wrong('code', '必填');
  const hour = beijingTime(cell('hour'));
  if (!hour) wrong('hour', '请填北京时间，如 2026-11-23 08:00');
  const values = Object.fromEntries(
    POLLUTANTS.map((pollutant) => {
      const value = amountOf(cell(pollutant));
      if (value === undefined) wrong(pollutant, `请填 0 到 ${MOST} 的数；没有有效值请留空`);
      return [pollutant, value ?? null];
    }),
  ) as Record<Pollutant, number | null>;
  return { reading: { code, hour: hour ?? new Date(0), ...values }, faults };
}

/** Null: not measured; undefined: no amount. */
function amountOf(words: string): number | null | undefined {
  const plain = words.normalize('NFKC').replaceAll(',', '').trim().toLowerCase();
  if (NOT_MEASURED.has(plain)) return null;
  return /^\d+(\.\d*)?$/.test(plain) && Number(plain) <= MOST ? Number(plain) : undefined;
}

function headingOf(cells: readonly string[]): ReadonlyMap<Column, number> | null {
  const columns = new Map<Column, number>();
  for (const [at, cell] of cells.entries()) {
    const plain = cell.normalize('NFKC').replace(/\(.*?\)|\[.*?\]/g, '').replace(/[\s*_]/g, '').toLowerCase();
    const column = KNOWN[plain];
    if (column && !columns.has(column)) columns.set(column, at);
  }
  return columns.has('code') && columns.has('hour') ? columns : null;
}

/** Tabs between the cells of a workbook; RFC 4180 in a .csv file, whose first line may begin with a mark of its encoding. */
function cellsOf(line: string): string[] {
  const bare = line.replace(/^\uFEFF/, '');
  const cells = bare.includes('\t') || !bare.includes(',') ? bare.split('\t') : [...bare.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
  return cells.map((cell) => cell.replaceAll('\v', ' ').trim());
}
