import { wordsOf, type Cell } from './table-cells.js';

export type ColumnKind =
  | 'no'
  | 'category'
  | 'work'
  | 'name'
  | 'requirement'
  | 'deadline'
  | 'lead'
  | 'support'
  | 'responsible'
  /** A heading that is not known: its cells are kept as text and asked about. */
  | 'unknown';

export interface Column {
  readonly kind: ColumnKind;
  readonly heading: string;
}

const HEADINGS: readonly (readonly [Exclude<ColumnKind, 'unknown'>, RegExp])[] = [
  ['no', /^(?:序号|编号)$/],
  ['category', /^(?:任务)?(?:类别|分类)$/],
  ['work', /^(?:工作任务|重点(?:工作|任务))$/],
  ['name', /^(?:任务名称|主要任务)$/],
  ['requirement', /^(?:(?:任务|工作)要求|(?:具体|工程|工作)措施|(?:任务|工作|主要)内容)$/],
  ['deadline', /^(?:任务|完成|工作)?(?:时限|时间)(?:要求)?$/],
  ['lead', /^牵头(?:单位|部门)$/],
  ['support', /^(?:配合|参加|参与|协办)(?:单位|部门)$/],
  ['responsible', /^(?:责任|落实)(?:单位|部门)$/],
];

const FEWEST_KNOWN_HEADINGS = 4;

/**
 * The columns of a task table, recognised by their headings in whatever order; null when the cells are no heading row.
 * A task table names at least what is to be done and one kind of unit.
 */
export function columnsOf(cells: readonly Cell[]): Column[] | null {
  const taken = new Set<ColumnKind>();
  const columns = cells.map((cell): Column => {
    const heading = wordsOf(cell);
    const kind = HEADINGS.find(([known, words]) => words.test(heading) && !taken.has(known))?.[0] ?? 'unknown';
    taken.add(kind);
    return { kind, heading };
  });
  const known = columns.filter(({ kind }) => kind !== 'unknown').length;
  const hasUnits = taken.has('lead') || taken.has('responsible');
  return known >= FEWEST_KNOWN_HEADINGS && taken.has('requirement') && hasUnits ? columns : null;
}
