import type { UNIT_ATTRIBUTES, UnitKind } from '#directory';

/** What people write in the column 类别. */
export const KIND_WORDS: Readonly<Record<string, UnitKind>> = {
  指挥部办公室: 'command_office',
  指挥办: 'command_office',
  政府: 'government',
  区直部门: 'bureau',
  部门: 'bureau',
  市直部门: 'city_bureau',
  公安分局: 'police_branch',
  乡镇: 'township',
  镇: 'township',
  乡: 'township',
  街道: 'subdistrict',
  街道办: 'subdistrict',
  开发区: 'zone',
  园区: 'zone',
  事业单位: 'institution',
  企业: 'enterprise',
};

/** What people write in the column 属性, with 、 or ， between. */
export const ATTRIBUTE_WORDS: Readonly<Record<string, (typeof UNIT_ATTRIBUTES)[number]>> = { 涉农: 'farmland', 城区: 'urban', 白名单: 'whitelist', 自主减排: 'voluntary', 不可中断: 'uninterruptible', 重点源: 'key_source' };

/** The first word for it. */
export const wordOf = (words: Readonly<Record<string, string>>, code: string): string => Object.keys(words).find((word) => words[word] === code) ?? code;

const YES = /^(是|√|✓|有|y|yes|1)$/i;
const NO = /^(否|×|无|n|no|0|)$/i;
export const yesOrNo = (word: string): boolean | null => (YES.test(word) ? true : NO.test(word) ? false : null);

/** 120.45033 or 41.57012°: degrees with a point, rounded to a tenth of a metre. Null: none, or more than `most`. */
export function degreesIn(words: string, most: number): number | null {
  const plain = words.normalize('NFKC').replace(/[\s°]/g, '');
  if (!/^[+-]?\d+(\.\d*)?$/.test(plain) || Math.abs(Number(plain)) > most) return null;
  return Math.round(Number(plain) * 1e6) / 1e6;
}
