import type { Operator, Quantity } from './draft.js';

/**
 * Figures to be reached or kept (数量). The operator follows the convention 以上, 不低于, 达到 `>=`; 以下, 低于 `<`;
 * 及以下, 不高于, 范围内 `<=`; a bare figure `=`. It is always shown to a person, because officials differ on 以下.
 */
export function findQuantities(sentence: string): Quantity[] {
  return [...sentence.matchAll(FIGURE)].map((match) => {
    const { sign, before, value, unit, after } = match.groups!;
    const start = match.index + (sign ?? before ?? '').length;
    const end = match.index + match[0].length;
    const op = SIGNS[sign!] ?? WORDS_AFTER[after!] ?? WORDS_BEFORE[before!] ?? '=';
    const what = whatIsCounted(clauseBefore(sentence, match.index), clauseAfter(sentence, end), {
      named: sign !== undefined || before !== undefined,
      within: after !== undefined && WITHIN.test(after),
    });
    return { what, op, value: numberOf(sentence.slice(start), value!), unit: unit!.replace('％', '%') };
  });
}

const SIGNS: Record<string, Operator> = { '≤': '<=', '≥': '>=', '<': '<', '＜': '<', '>': '>', '＞': '>', '=': '=', '＝': '=' };

const WORDS_BEFORE: Record<string, Operator> = {
  不低于: '>=',
  不少于: '>=',
  达到: '>=',
  不高于: '<=',
  不超过: '<=',
  低于: '<',
  高于: '>',
  超过: '>',
};

const WORDS_AFTER: Record<string, Operator> = {
  及以上: '>=',
  以上: '>=',
  及以下: '<=',
  以下: '<',
  范围内: '<=',
  以内: '<=',
};

const WITHIN = /范围内|以内/;

const LENGTH_OR_WEIGHT = '公里|千米|米|吨|公顷|亩';
const UNITS = [
  '蒸吨/小时|吨/小时|吨/月[·•]平方公里|微克/立方米|毫克/立方米|MJ/kg|%|％',
  `平方公里|平方米|蒸吨|万户|万吨|${LENGTH_OR_WEIGHT}|户|辆|家|台|套|座`,
].join('|');
const alternatives = (words: object) => Object.keys(words).join('|');

/** A Chinese numeral counts only before a length or weight: 两公里 is a figure, 一厂一策 and 一户一档 are not. */
const FIGURE = new RegExp(
  String.raw`(?:(?<sign>[≤≥<>＜＞=＝])|(?<before>${alternatives(WORDS_BEFORE)}))?` +
    String.raw`(?<![\d.])(?<value>\d+(?:\.\d+)?(?=${UNITS})|[一二两三四五六七八九十]+(?=${LENGTH_OR_WEIGHT}))` +
    String.raw`(?<unit>${UNITS})(?<after>${alternatives(WORDS_AFTER)})?`,
  'gu',
);
