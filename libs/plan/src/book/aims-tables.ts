import type { PlanFile } from '../file/plan-file.js';
import { printed, printedList } from './cell-text.js';
import type { RowReader } from './row-reader.js';
import { tableOf, type Table, type TableKind } from './table.js';
import { OPERATOR_TERMS } from './words.js';

/** 目标: what the season is to reach. */
export const TARGETS_TABLE: TableKind = {
  name: '目标',
  heads: [
    { key: 'metric', words: '指标', width: 24 },
    { key: 'op', words: '要求达到', width: 12 },
    { key: 'value', words: '数值', width: 10 },
    { key: 'unit', words: '计量单位', width: 12 },
    { key: 'text', words: '指标原文', width: 50 },
  ],
  known: ['metric', 'value'],
};

export const targetsTable = ({ targets }: PlanFile): Table[] =>
  targets?.length ? [tableOf(TARGETS_TABLE, targets.map(({ metric, op, value, unit, text }) => ({ metric: printed(metric), op: OPERATOR_TERMS.word(op), value: String(value), unit: printed(unit), text: printed(text ?? '') })))] : [];

export const readTarget = (row: RowReader): object => ({ metric: row.text('metric'), op: row.term('op', OPERATOR_TERMS), value: row.decimal('value'), unit: row.text('unit'), text: row.text('text') });

/** 工作专班: who leads it, who belongs to it. */
export const TASK_FORCES_TABLE: TableKind = {
  name: '工作专班',
  heads: [
    { key: 'name', words: '专班名称', width: 26 },
    { key: 'lead', words: '专班牵头', width: 24 },
    { key: 'members', words: '专班成员', width: 50 },
  ],
  known: ['name', 'members'],
};

export const taskForcesTable = ({ taskForces }: PlanFile): Table[] =>
  taskForces?.length ? [tableOf(TASK_FORCES_TABLE, taskForces.map(({ name, lead, members }) => ({ name: printed(name), lead: printedList(lead ?? []), members: printedList(members ?? []) })))] : [];

export const readTaskForce = (row: RowReader): object => ({ name: row.text('name'), lead: row.list('lead'), members: row.list('members') });
