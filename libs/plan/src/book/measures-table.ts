import type { DeadlineTerms } from '../file/deadline-terms.js';
import type { PlanFileMeasure } from '../file/plan-file.js';
import { printed, printedList } from './cell-text.js';
import { deadlineOfWords, shownDeadline } from './deadline-words.js';
import { exactRow, type ExactValues } from './exact-values.js';
import type { RowReader } from './row-reader.js';
import { tableOf, type Cells, type Head, type Table, type TableKind } from './table.js';
import { CASCADE_TERMS, LEVEL_TERMS, PHASE_TERMS } from './words.js';

const DEEPEST = 10;
const PATH_HEADS: readonly Head[] = ['', ...'二三四五六七八九十'].map((n, at) => ({ key: `path${at}`, words: `任务分类${n}`, width: 16, optional: true }));

/** 任务分解表: a row for each measure. */
export const MEASURES_TABLE: TableKind = {
  name: '任务分解表',
  heads: [
    { key: 'no', words: '序号', width: 7 },
    { key: 'phase', words: '阶段', width: 14 },
    ...PATH_HEADS,
    { key: 'title', words: '任务', width: 20 },
    { key: 'requirement', words: '要求', width: 52 },
    { key: 'deadline', words: '时限', width: 20 },
    { key: 'otherDeadlines', words: '其他时限', width: 14, optional: true },
    { key: 'lead', words: '牵头单位', width: 16 },
    { key: 'responsible', words: '责任单位', width: 16 },
    { key: 'support', words: '配合单位', width: 16 },
    { key: 'levels', words: '响应级别', width: 11 },
    { key: 'confirmWithinMinutes', words: '反馈时限（分钟）', width: 10 },
    { key: 'exemptions', words: '不适用的情形', width: 20, optional: true },
    { key: 'cascade', words: '与上级预案', width: 14, optional: true },
  ],
  known: ['no', 'requirement'],
};

export function measuresTable(measures: readonly PlanFileMeasure[]): Table {
  const depth = Math.max(1, ...measures.map(({ path }) => path.length));
  const rare: Readonly<Record<string, boolean>> = {
    otherDeadlines: measures.some(({ otherDeadlines }) => otherDeadlines?.length),
    exemptions: measures.some(({ exemptions }) => exemptions?.length),
    cascade: measures.some(({ cascade }) => cascade),
  };
  const heads = MEASURES_TABLE.heads.filter((head) => rare[head.key] ?? !PATH_HEADS.slice(depth).includes(head));
  return tableOf(MEASURES_TABLE, measures.map(cellsOf), heads);
}

const cellsOf = (measure: PlanFileMeasure): Cells => ({
  no: printed(measure.no),
  phase: measure.phase ? PHASE_TERMS.word(measure.phase) : '',
  ...Object.fromEntries(measure.path.map((heading, at) => [`path${at}`, printed(heading)])),
  title: printed(measure.title),
  requirement: printed(measure.requirement),
  deadline: printed(shownDeadline(measure.deadline)),
  otherDeadlines: printedList((measure.otherDeadlines ?? []).map(shownDeadline)),
  lead: printedList(measure.lead ?? []),
  responsible: printedList(measure.responsible ?? []),
  support: printedList(measure.support ?? []),
  levels: (measure.levels ?? []).map(LEVEL_TERMS.word).join('、'),
  confirmWithinMinutes: String(measure.confirmWithinMinutes ?? ''),
  exemptions: printedList(measure.exemptions ?? []),
  cascade: measure.cascade ? CASCADE_TERMS.word(measure.cascade) : '',
});

/** What the words of the deadlines leave out. */
export const exactRowsOf = ({ no, deadline, otherDeadlines = [] }: PlanFileMeasure): Cells[] => [
  ...exactRow(no, columnOf('deadline'), deadline),
  ...(otherDeadlines ?? []).flatMap((other, at) => exactRow(no, `${columnOf('otherDeadlines')}${at + 1}`, other)),
];
const columnOf = (key: string): string => MEASURES_TABLE.heads.find((head) => head.key === key)!.words;

/** A measure as a plan file writes it, without its lines and decisions. */
export function readMeasure(row: RowReader, exact: ExactValues): Record<string, unknown> & { no: string } {
  const no = row.text('no') ?? missingNumber(row);
  const read = (shown: string, key: string, n = ''): DeadlineTerms => exact(no, `${columnOf(key)}${n}`, shown) ?? deadlineOfWords(shown) ?? unread(row, key, shown);
  const others = row.list('otherDeadlines').map((shown, at) => read(shown, 'otherDeadlines', String(at + 1)));
  const levels = row.terms('levels', LEVEL_TERMS);
  const exemptions = row.list('exemptions');
  return {
    no,
    phase: row.term('phase', PHASE_TERMS),
    path: Array.from({ length: DEEPEST }, (_, at) => row.text(`path${at}`)).filter((heading) => heading !== undefined),
    title: row.text('title'),
    requirement: row.text('requirement'),
    deadline: read(row.text('deadline') ?? '', 'deadline'),
    ...(others.length > 0 && { otherDeadlines: others }),
    ...Object.fromEntries((['lead', 'responsible', 'support'] as const).map((role) => [role, row.list(role)])),
    ...(levels.length > 0 && { levels }),
    confirmWithinMinutes: row.count('confirmWithinMinutes'),
    ...(exemptions.length > 0 && { exemptions }),
    cascade: row.term('cascade', CASCADE_TERMS),
  };
}

function missingNumber(row: RowReader): string {
  row.fault('no', 'missing', 'the number of the measure is missing.', '请填写序号。');
  return `第${row.line}行`;
}

function unread(row: RowReader, key: string, shown: string): DeadlineTerms {
  row.fault(key, 'unreadable', `${shown} is not one certain time; write for example 2021年12月31日前, 每周四, 自印发之日起30日内 or 长期坚持.`, `没能从“${shown}”读出一个确定的时限，可写成：2021年12月31日前、每周四、自印发之日起30日内、长期坚持。`);
  return { kind: 'none', text: shown };
}
