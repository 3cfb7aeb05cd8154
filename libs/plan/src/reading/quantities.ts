import type { Operator, Quantity } from './draft.js';

const SIGNS: Record<string, Operator> = { '≤': '<=', '≥': '>=', '＜': '<', '<': '<', '＞': '>', '>': '>', '＝': '=', '=': '=' };
const WORDS_BEFORE: Record<string, Operator> = {
  ...{ 不得低于: '>=', 不得少于: '>=', 不低于: '>=', 不少于: '>=', 达到: '>=' },
  ...{ 不得高于: '<=', 不得超过: '<=', 不高于: '<=', 不超过: '<=', 低于: '<', 高于: '>', 超过: '>' },
};
const WORDS_AFTER: Record<string, Operator> = {
  ...{ 及以上: '>=', 以上: '>=' },
  ...{ 及以下: '<=', 以下: '<', 范围内: '<=', 范围: '<=', 以内: '<=' },
};

const LENGTH_OR_WEIGHT = '公里|千米|万平方米|米|吨|公顷|亩';
const UNITS =
  '蒸吨/小时|吨/小时|吨/月[·•]平方公里|微克/立方米|毫克/立方米|MJ/kg|%|％|平方公里|平方米|蒸吨|万户|万吨|天(?![气然数内前后])|' +
  `个批次|批次|家次|${LENGTH_OR_WEIGHT}|户|辆|家|台|套|座|个(?=(?:重点|企业)|[。；，])`;

const oneOf = (words: object) => Object.keys(words).join('|');

/** A Chinese numeral counts only before a length or weight: 两公里 is a figure, 一厂一策 is not. */
const FIGURE = new RegExp(
  `(?<before>${oneOf(SIGNS)}|${oneOf(WORDS_BEFORE)})?` +
    String.raw`(?<![\d.])(?<value>\d+(?:\.\d+)?|[一二两三四五六七八九十]+(?=${LENGTH_OR_WEIGHT}))` +
    `(?<unit>${UNITS})(?<after>${oneOf(WORDS_AFTER)})?`,
  'gu',
);

/**
 * Figures to be reached or kept (数量). 以上, 不低于, 达到 are `>=`; 以下, 低于 `<`; 及以下, 不高于, 范围内 `<=`; a bare
 * figure is `=`. The operator is always shown to a person, because officials differ on 以下.
 */
export function findQuantities(sentence: string): Quantity[] {
  return [...sentence.matchAll(FIGURE)].flatMap((match) => {
    const { before = '', value = '', unit: printed = '', after = '' } = match.groups!;
    const unit = printed.replace('％', '%');
    const ahead = sentence.slice(Math.max(0, match.index - LONGEST_NOUN), match.index);
    if (unit === '天' && ahead.endsWith('前')) return [];
    const several = before === '' ? sharedFigures(ahead, value) : null;
    if (several) return several.map(({ what, op, value: one }) => ({ what, op, value: one, unit }));
    const apart = before === '' && after === '' ? APART.exec(ahead)?.groups : undefined;
    if (apart) return [{ what: ownerOf(apart.what!), op: WORDS_BEFORE[apart.op!]!, value: numberOf(value), unit }];
    const op = WORDS_AFTER[after] ?? SIGNS[before] ?? WORDS_BEFORE[before] ?? '=';
    const end = match.index + match[0].length;
    const owner = ownerOf(ahead);
    const counted = countedIn(sentence.slice(end, end + LONGEST_NOUN));
    const measured = before !== '' || /范围|以内/.test(after) || /(?:量|率|半径|直径|浓度|面积|能力)$/.test(owner);
    return [{ what: measured ? owner : counted || owner, op, value: numberOf(value), unit }];
  });
}

/** 覆盖率不低于…排放量的65%: the operator stands apart from its figure. */
const APART = new RegExp(`(?<what>[^，。；：、（）]{1,20}?)(?<op>${oneOf(WORDS_BEFORE)})[^，。；：\\d]{1,30}的$`);

/** 分别不高于10、50、100毫克/立方米: figures that share one operator and one unit, each for its own name where 分别 says so. */
const SHARED = new RegExp(`^(?<names>.*?)(?<each>分别)?(?<op>${oneOf(WORDS_BEFORE)})(?<list>(?:\\d{1,6}(?:\\.\\d{1,3})?[、和]){1,6})$`);

function sharedFigures(ahead: string, last: string): { what: string; op: Operator; value: number }[] | null {
  const { names, each, op, list } = SHARED.exec(/[^，。；：（）]*$/.exec(ahead)![0])?.groups ?? {};
  if (!op || !list) return null;
  const values = [...list.split(/[、和]/).slice(0, -1), last].map(Number);
  const owners = each ? names!.split(/[、和]/).slice(-values.length) : [];
  return values.map((value, at) => ({ what: ownerOf(owners.length === values.length ? owners[at]! : names!), op: WORDS_BEFORE[op]!, value }));
}

const LONGEST_NOUN = 40;
const CLAUSE_MARK = '，。；、：（）“”';

/** What a measured figure belongs to: the words before it in its clause, without the verb that governs them. */
function ownerOf(before: string): string {
  const clause = new RegExp(`[^${CLAUSE_MARK}]*$`).exec(before.replace(/[（(][^（）()]{1,20}[）)]$/, ''))![0];
  return clause.replace(/^(?:.*(?:推进|推动|完成|确保|实现)|以)/, '') || clause.replace(/(?:推进|推动|完成|确保|实现)$/, '');
}

/** What a counted figure counts: the noun after it, up to the next mark, 的 or turn of phrase. */
function countedIn(after: string): string {
  return new RegExp(`^的?((?:(?!按期|的|为重点|实施|[${CLAUSE_MARK}()]|\\d+(?:${UNITS})).)*)`).exec(after)![1]!;
}

/** Arabic figures, or Chinese ones below a hundred (两, 十五, 三十). */
function numberOf(figure: string): number {
  if (/^\d/.test(figure)) return Number(figure);
  const digit = (sign: string) => (sign === '两' ? 2 : '〇一二三四五六七八九'.indexOf(sign));
  const [tens, ones] = figure.includes('十') ? figure.split('十') : ['0', figure];
  return (tens === '' ? 1 : tens === '0' ? 0 : digit(tens!)) * 10 + (ones === '' ? 0 : digit(ones!));
}
