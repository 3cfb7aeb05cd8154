import type { PlanFile } from '../file/plan-file.js';
import type { PlanClock } from '../plan.js';
import type { RowReader } from './row-reader.js';
import { tableOf, type Table, type TableKind } from './table.js';
import { CLOCK_TERMS, LEVEL_TERMS, RUNG_TERMS, WARNING_TERMS } from './words.js';

/** 级别: which response each warning switches on. */
export const LEVELS_TABLE: TableKind = {
  name: '级别',
  heads: [
    { key: 'warning', words: '预警级别', width: 14 },
    { key: 'response', words: '启动响应级别', width: 16 },
  ],
  known: ['warning', 'response'],
};

export const levelsTable = ({ levels }: PlanFile): Table =>
  tableOf(LEVELS_TABLE, (levels ?? []).map(({ warning, response }) => ({ warning: WARNING_TERMS.word(warning), response: LEVEL_TERMS.word(response) })));

export const readLevel = (row: RowReader): object => ({ warning: row.term('warning', WARNING_TERMS), response: row.term('response', LEVEL_TERMS) });

/** 时限: the clocks, and whom silence reaches. */
export const CLOCKS_TABLE: TableKind = {
  name: '时限',
  heads: [
    { key: 'clock', words: '环节', width: 14 },
    { key: 'withinMinutes', words: '时限（分钟）', width: 14 },
    { key: 'ladder', words: '催办与上报', width: 40 },
  ],
  known: ['clock', 'ladder'],
};

const CLOCKS = ['acknowledge', 'confirm', 'standDown'] as const;

export const clocksTable = ({ clocks }: PlanFile): Table =>
  tableOf(
    CLOCKS_TABLE,
    CLOCKS.flatMap((clock) =>
      clocks ? [{ clock: CLOCK_TERMS.word(clock), withinMinutes: String(clocks[clock].withinMinutes), ladder: ladderWords(clocks[clock].ladder) }] : [],
    ),
  );

const ladderWords = (ladder: PlanClock['ladder']): string =>
  ladder.map(({ atMinutes, ring }) => `${atMinutes === 0 ? '到期时' : `到期${atMinutes < 0 ? '前' : '后'}${Math.abs(atMinutes)}分钟`}：${RUNG_TERMS.word(ring)}`).join('\n');

/** The clock of a row with its name; null where the row names none. */
export function readClock(row: RowReader): readonly [(typeof CLOCKS)[number], object] | null {
  const clock = row.term('clock', CLOCK_TERMS);
  if (clock === undefined && row.cell('clock') === '') row.fault('clock', 'missing', 'the clock is not named.', '请填写环节。');
  return clock === undefined ? null : [clock, { withinMinutes: row.count('withinMinutes'), ladder: row.list('ladder').flatMap((step) => readStep(row, step)) }];
}

function readStep(row: RowReader, step: string): object[] {
  const [, when, minutes, who] = /^到期(?:(前|后)(\d{1,6})分钟|时)[：:](.+)$/.exec(step) ?? [];
  const ring = who === undefined ? undefined : RUNG_TERMS.code(who);
  if (ring) return [{ atMinutes: when === undefined ? 0 : Number(minutes) * (when === '前' ? -1 : 1) || 0, ring }];
  const words = `每行一步，写成“到期前30分钟：值班人员”“到期时：单位负责人”“到期后60分钟：指挥长”；对象为${RUNG_TERMS.words.join('、')}。`;
  row.fault('ladder', 'unreadable', `${step} is no step such as 到期前30分钟：值班人员.`, `“${step}”没读懂。${words}`);
  return [];
}
