import { levelOfHeading, type ResponseLevel } from './response-levels.js';
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
  /** One column that names the levels of its row: Ⅲ级及以上. */
  | 'levels'
  /** One column for each level, with a √ or the measure of that level. */
  | ResponseLevel
  /** 备注: nothing is missing where it is empty or not there. */
  | 'remark'
  /** A heading that is not known: its cells are kept as text and asked about. */
  | 'unknown';

export interface Column {
  readonly kind: ColumnKind;
  readonly heading: string;
}

const HEADINGS: readonly (readonly [ColumnKind, RegExp])[] = [
  ['no', /^(?:序号|编号|序|项号)$/],
  ['category', /^(?:(?:任务|工作|措施|项目|污染源)?(?:类别|分类|类型|大类)|阶段|领域)$/],
  ['work', /^(?:工作任务|重点(?:工作|任务|领域)|(?:工作|任务|措施)?项目|工作事项|(?:专项)?行动)$/],
  ['name', /^(?:(?:任务|措施)名称|(?:主要|目标)?任务|(?:任务|工作)目标)$/],
  ['requirement', /^(?:(?:任务|工作|管控|落实)要求|具体任务|(?:任务|工作|主要|具体|措施|工程|重点|整治|治理|管控)内容)$/],
  ['requirement', /^(?:具体|工程|工作|主要|重点|应急|管控|治理|整改|防治|推进|落实|(?:应急)?响应|(?:应急|强制性)?减排)?(?:措施|举措)$/],
  ['deadline', /^(?:任务|完成|工作|整改|办结|落实)?(?:时限|时间|期限)(?:要求|节点)?$/],
  ['lead', /^(?:牵头(?:责任)?(?:单位|部门)|主办(?:单位|部门)|主管部门)$/],
  ['support', /^(?:配合|参加|参与|协办|协助)(?:单位|部门)$/],
  ['responsible', /^(?:主要|具体)?(?:责任|落实|承办|实施|执行)(?:单位|部门|主体)$/],
  ['levels', /^(?:(?:启动|适用|执行)?(?:应急)?(?:响应|预警)(?:级别|等级)|(?:启动|适用|执行)(?:级别|等级))$/],
  ['remark', /^(?:备注|备考)$/],
];

const LEVEL_KINDS: readonly ColumnKind[] = ['III', 'II', 'I'];
const DEMANDS: readonly ColumnKind[] = ['requirement', 'name', 'work'];

/**
 * The columns of a task table, recognised by their headings in whatever order; null when the cells are no heading row.
 * A task table says what is to be done, and by whom or at which level. Where no column is headed as the requirement,
 * the innermost of 任务 and 工作 is what is to be done.
 */
export function columnsOf(cells: readonly Cell[]): Column[] | null {
  if (cells.length < 2 || cells.length > MOST_COLUMNS) return null;
  const taken = new Set<ColumnKind>();
  const columns = cells.map((cell): Column => {
    const heading = wordsOf(cell);
    const kind = kindOf(heading, taken);
    taken.add(kind);
    return { kind, heading };
  });
  const known = columns.filter(({ kind }) => kind !== 'unknown').length;
  const demand = DEMANDS.find((kind) => taken.has(kind));
  const leveled = LEVEL_KINDS.filter((kind) => taken.has(kind)).length;
  const owned = taken.has('lead') || taken.has('responsible') || taken.has('levels');
  const isHeading = known * 2 >= cells.length && (leveled >= 2 ? known > leveled : demand !== undefined && owned);
  if (!isHeading) return null;
  return demand === undefined || demand === 'requirement' ? columns : columns.map((column) => (column.kind === demand ? { ...column, kind: 'requirement' } : column));
}

/** No task table is wider; a longer row is no heading row, and looking at it would only cost time. */
const MOST_COLUMNS = 40;
const LONGEST_HEADING = 30;

function kindOf(heading: string, taken: ReadonlySet<ColumnKind>): ColumnKind {
  if (heading.length > LONGEST_HEADING) return 'unknown';
  const level = levelOfHeading(heading);
  if (level) return taken.has(level) ? 'unknown' : level;
  const bare = heading.replace(/[（(][^（）()]*[）)]/g, '');
  return HEADINGS.find(([known, words]) => words.test(bare) && !taken.has(known))?.[0] ?? 'unknown';
}
