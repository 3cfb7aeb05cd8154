import type { PlanFile } from '../file/plan-file.js';
import { printed } from './cell-text.js';
import type { RowReader } from './row-reader.js';
import { tableOf, type Table, type TableKind } from './table.js';

/** 基本情况: a row for each fact of the document. */
export const HEAD_TABLE: TableKind = {
  name: '基本情况',
  heads: [
    { key: 'item', words: '项目', width: 14 },
    { key: 'content', words: '内容', width: 70 },
  ],
  known: ['item', 'content'],
};

const ITEMS = { title: '名称', issuer: '发文机关', number: '文号', issuedOn: '印发日期', 'season.from': '实施时段起', 'season.to': '实施时段止', 'parent.title': '上级预案', 'parent.number': '上级预案文号' } as const;
type Item = keyof typeof ITEMS;
const ITEM_KEYS = Object.keys(ITEMS) as Item[];

const dayWords = (iso: string | null | undefined): string => (iso ? `${iso.slice(0, 4)}年${Number(iso.slice(5, 7))}月${Number(iso.slice(8))}日` : '');

export function headTable({ title, issuer, number, issuedOn, season, parent }: PlanFile): Table {
  const content: Record<Item, string> = {
    title: printed(title),
    issuer: printed(issuer ?? ''),
    number: printed(number ?? ''),
    issuedOn: dayWords(issuedOn),
    'season.from': dayWords(season?.from),
    'season.to': dayWords(season?.to),
    'parent.title': printed(parent?.title ?? ''),
    'parent.number': printed(parent?.number ?? ''),
  };
  const shown = parent ? ITEM_KEYS : ITEM_KEYS.filter((key) => !key.startsWith('parent.'));
  return tableOf(HEAD_TABLE, shown.map((key) => ({ item: ITEMS[key], content: content[key] })));
}

/** The facts by their field in the plan file; `at` learns where each of them stands. */
export function readHead(rows: readonly RowReader[], at: (field: string, row: RowReader) => void): object {
  const facts: Record<string, unknown> = {};
  for (const row of rows) {
    const key = ITEM_KEYS.find((one) => ITEMS[one] === row.cell('item'));
    if (key === undefined) row.fault('item', 'isIn', `the item is not one of ${Object.values(ITEMS).join('、')}.`, `项目应为：${Object.values(ITEMS).join('、')}。`);
    else if (key in facts) row.fault('item', 'duplicate', 'the item stands twice.', '同一项目写了两次，请只留一行。');
    else {
      facts[key] = /^(?:issuedOn|season)/.test(key) ? row.day('content') : row.text('content');
      at(key, row);
    }
  }
  const { 'season.from': from, 'season.to': to, 'parent.title': title, 'parent.number': number, ...rest } = facts;
  return { ...rest, ...(from || to ? { season: { from, to } } : {}), ...(title || number ? { parent: { title, number } } : {}) };
}
