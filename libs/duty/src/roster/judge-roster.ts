import type { UnitKind } from '#directory';
import { beijingTime } from '#platform';
import { changesOf, type ChangedField, type KnownUnit, type UnitChanges } from './known-unit.js';
import type { TableName, TableRow } from './tables.js';
import { ATTRIBUTE_WORDS, degreesIn, KIND_WORDS, wordOf, yesOrNo } from './words.js';

export interface RosterFault {
  readonly line: number;
  /** From 1; null: the row as a whole. */
  readonly column: number | null;
  readonly head: string;
  readonly advice: string;
}

/** What the directory holds: units by their names, and people as `unit\nname`. */
export interface Known {
  readonly units: ReadonlyMap<string, KnownUnit>;
  readonly people: ReadonlySet<string>;
}

export interface RosterUnit {
  readonly name: string;
  readonly shortName: string;
  readonly kind: UnitKind;
  readonly attributes: readonly string[];
  readonly parent: string | null;
  /** Degrees, WGS-84; both or neither. */
  readonly longitude: number | null;
  readonly latitude: number | null;
}
export interface RosterPerson {
  readonly unit: string;
  readonly name: string;
  readonly title: string | null;
  readonly isHead: boolean;
}
export interface RosterShift {
  readonly unit: string;
  readonly person: string;
  readonly from: Date;
  readonly to: Date;
}

/** What one row would do to the directory. */
export interface RosterLine {
  readonly line: number;
  readonly table: TableName;
  readonly name: string;
  readonly change: 'new' | 'changed' | 'unchanged';
  readonly fields: readonly ChangedField[];
}

/** What a workbook would add and change, row by row, and everything that is wrong with it. */
export interface Roster {
  readonly units: RosterUnit[];
  readonly people: RosterPerson[];
  readonly shifts: RosterShift[];
  readonly changed: { readonly id: string; readonly changes: UnitChanges }[];
  /** Every row without a fault. */
  readonly lines: RosterLine[];
  readonly faults: RosterFault[];
}

export const keyOf = (unit: string, name: string): string => `${unit}\n${name}`;

/** 核对: units before people before shifts, so that each may name what the same workbook adds, on whatever sheet it stands. */
export function judgeRoster(rows: readonly TableRow[], known: Known): Roster {
  const roster: Roster = { units: [], people: [], shifts: [], changed: [], lines: [], faults: [] };
  const units = new Set([...known.units.keys(), ...rows.filter(({ table }) => table === 'unit').map(({ cells }) => cells['单位名称'] ?? '')].filter(Boolean));
  const seen = new Set<string>();
  for (const row of rows) if (row.table === 'unit') judgeUnit(row, roster, known, units, seen);
  const people = new Set(known.people);
  for (const row of rows) if (row.table === 'person') judgePerson(row, roster, known, units, people);
  for (const row of rows) if (row.table === 'shift') judgeShift(row, roster, units, people);
  roster.faults.sort((a, b) => a.line - b.line || (a.column ?? 0) - (b.column ?? 0));
  roster.lines.sort((a, b) => a.line - b.line);
  return roster;
}

function judgeUnit(row: TableRow, roster: Roster, known: Known, units: ReadonlySet<string>, seen: Set<string>): void {
  const check = checker(row, roster.faults);
  const name = check.text('单位名称', 100);
  const kind = check.word('类别', KIND_WORDS);
  const attributes = check.words('属性', ATTRIBUTE_WORDS);
  const parent = row.cells['所属单位'] || null;
  if (parent && !units.has(parent)) check.wrong('所属单位', `通讯录和本表都没有“${parent}”，请先登记或改正名称`);
  if (parent && parent === name) check.wrong('所属单位', '单位不能属于自己');
  const shortName = row.cells['简称'] || (name ?? '').slice(0, 30);
  if (shortName.length > 30) check.wrong('简称', '最多 30 个字');
  const [longitude, latitude] = [check.degrees('经度', 180), check.degrees('纬度', 90)];
  if (!row.cells['经度'] !== !row.cells['纬度']) check.wrong(row.cells['经度'] ? '纬度' : '经度', '经度和纬度要一起填写，或都不填');
  if (name && seen.has(name)) check.wrong('单位名称', '本表中重复，请删去一行');
  if (name) seen.add(name);
  const there = known.units.get(name ?? '');
  if (there && kind && kind !== there.kind) check.wrong('类别', `通讯录里是“${wordOf(KIND_WORDS, there.kind)}”，导入不改类别`);
  if (!check.isWhole() || !name || !kind) return;
  const { fields, changes } = there ? changesOf(there, { shortName: row.cells['简称'] || null, attributes, parent, longitude, latitude }) : NOTHING;
  if (!there) roster.units.push({ name, shortName, kind, attributes, parent, longitude, latitude });
  else if (fields.length > 0) roster.changed.push({ id: there.id, changes });
  tell(roster, row, name, !there ? 'new' : fields.length > 0 ? 'changed' : 'unchanged', fields);
}

const NOTHING = { fields: [], changes: {} };
const tell = (roster: Roster, { line, table }: TableRow, name: string, change: RosterLine['change'], fields: readonly ChangedField[] = []): void =>
  void roster.lines.push({ line, table, name, change, fields });

function judgePerson(row: TableRow, roster: Roster, known: Known, units: ReadonlySet<string>, people: Set<string>): void {
  const check = checker(row, roster.faults);
  const name = check.text('姓名', 40);
  const unit = check.among('所在单位', units);
  const title = row.cells['职务'] || null;
  if (title && title.length > 40) check.wrong('职务', '最多 40 个字');
  const isHead = yesOrNo(row.cells['负责人'] ?? '');
  if (isHead === null) check.wrong('负责人', '请填“是”或“否”');
  if (!name || !unit) return;
  const key = keyOf(unit, name);
  if (known.people.has(key)) {
    if (check.isWhole()) tell(roster, row, name, 'unchanged');
    return;
  }
  if (people.has(key)) check.wrong('姓名', '同一单位同名，本表中重复；确是两人的请加以区分');
  people.add(key);
  if (!check.isWhole()) return;
  roster.people.push({ unit, name, title, isHead: isHead ?? false });
  tell(roster, row, name, 'new');
}

function judgeShift(row: TableRow, roster: Roster, units: ReadonlySet<string>, people: ReadonlySet<string>): void {
  const check = checker(row, roster.faults);
  const unit = check.among('值班单位', units);
  const person = check.text('值班人', 40);
  if (unit && person && !people.has(keyOf(unit, person))) check.wrong('值班人', `“${unit}”没有“${person}”，请先登记人员`);
  const [from, to] = [check.time('上岗时间'), check.time('下岗时间')];
  if (from && to && to <= from) check.wrong('下岗时间', '必须晚于上岗时间');
  if (!check.isWhole() || !unit || !person || !from || !to) return;
  roster.shifts.push({ unit, person, from, to });
  tell(roster, row, person, 'new');
}

function checker({ line, cells, columns }: TableRow, faults: RosterFault[]) {
  const before = faults.length;
  const wrong = (head: string, advice: string): null => {
    faults.push({ line, column: columns[head] ?? null, head, advice });
    return null;
  };
  return {
    wrong,
    isWhole: (): boolean => faults.length === before,
    text: (head: string, most: number): string | null => (!cells[head] ? wrong(head, '必填') : cells[head].length > most ? wrong(head, `最多 ${most} 个字`) : cells[head]),
    word: <Value>(head: string, words: Readonly<Record<string, Value>>): Value | null => words[cells[head] ?? ''] ?? wrong(head, `请填：${Object.keys(words).join('、')}`),
    words: <Value>(head: string, words: Readonly<Record<string, Value>>): Value[] =>
      (cells[head] ?? '').split(/[、,，;；\s]+/).filter(Boolean).flatMap((one) => words[one] ?? wrong(head, `不认识“${one}”；可填：${Object.keys(words).join('、')}`) ?? []),
    among: (head: string, names: ReadonlySet<string>): string | null => (!cells[head] ? wrong(head, '必填') : names.has(cells[head]) ? cells[head] : wrong(head, `通讯录和本表都没有“${cells[head]}”，请先登记或改正名称`)),
    degrees: (head: string, most: number): number | null => (!cells[head] ? null : degreesIn(cells[head], most) ?? wrong(head, `请填十进制度数（WGS-84），在 -${most} 到 ${most} 之间，如 ${most === 90 ? '41.57012' : '120.45033'}`)),
    time: (head: string): Date | null => beijingTime(cells[head] ?? '') ?? wrong(head, '请填北京时间，如 2026-11-23 08:00'),
  };
}
