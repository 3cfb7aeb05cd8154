import type { PlanFileGroup, PlanFileGroupRule } from '../file/plan-file.js';
import { printed, printedList } from './cell-text.js';
import type { RowReader } from './row-reader.js';
import { tableOf, type Table, type TableKind } from './table.js';
import { ATTRIBUTE_TERMS, KIND_TERMS } from './words.js';
import type { UNIT_ATTRIBUTES, UNIT_KINDS } from '#directory';

/** 分组: a row for each rule of each group; a unit belongs when any row of its name fits. */
export const GROUPS_TABLE: TableKind = {
  name: '分组',
  heads: [
    { key: 'name', words: '分组名称', width: 22 },
    { key: 'kinds', words: '单位类别', width: 24 },
    { key: 'attributes', words: '单位属性', width: 24 },
    { key: 'units', words: '单位', width: 40 },
  ],
  known: ['name', 'kinds'],
};

export const groupsTable = (groups: readonly PlanFileGroup[]): Table =>
  tableOf(
    GROUPS_TABLE,
    groups.flatMap(({ name, any, ...own }) =>
      (any ?? [own]).map(({ kinds, attributes, units }) => ({
        name: printed(name),
        kinds: (kinds ?? []).map((kind) => KIND_TERMS.word(kind as (typeof UNIT_KINDS)[number])).join('、'),
        attributes: (attributes ?? []).map((attribute) => ATTRIBUTE_TERMS.word(attribute as (typeof UNIT_ATTRIBUTES)[number])).join('、'),
        units: printedList(units ?? []),
      })),
    ),
  );

/** Rows of one name are rules of one group, wherever they stand. */
export function readGroups(rows: readonly RowReader[], at: (field: string, row: RowReader) => void): PlanFileGroup[] {
  const rules = new Map<string, PlanFileGroupRule[]>();
  for (const row of rows) {
    const name = row.text('name');
    if (name === undefined) {
      row.fault('name', 'missing', 'the group has no name.', '请填写分组名称。');
      continue;
    }
    const [kinds, attributes, units] = [row.terms('kinds', KIND_TERMS), row.terms('attributes', ATTRIBUTE_TERMS), row.list('units')];
    rules.set(name, [...(rules.get(name) ?? []), { ...(kinds.length && { kinds }), ...(attributes.length && { attributes }), ...(units.length && { units }) }]);
    at(`groups.${name}`, row);
  }
  return [...rules].map(([name, all]) => (all.length === 1 ? { name, ...all[0] } : { name, any: all }));
}
