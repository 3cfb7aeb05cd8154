import type { DraftTask } from './draft.js';

export type ResponseLevel = NonNullable<DraftTask['levels']>[number];

/** From the mildest to the gravest; 黄色, 橙色, 红色 are the warnings that switch these on. */
export const RESPONSE_LEVELS: readonly ResponseLevel[] = ['III', 'II', 'I'];

const SIGNS: readonly (readonly [RegExp, ResponseLevel])[] = [
  [/^(?:Ⅲ|III|三|3)级|^黄色/, 'III'],
  [/^(?:Ⅱ|II|二|2)级|^橙色/, 'II'],
  [/^(?:Ⅰ|I|一|1)级|^红色/, 'I'],
];

const LEVEL = '(?:Ⅲ|Ⅱ|Ⅰ|III|II|I|[一二三]|[1-3])级|黄色|橙色|红色';

/** Words that may stand around a level without changing it: 黄色预警（Ⅲ级响应）措施. */
const AROUND = /重污染天气|预警|应急|响应|减排|管控|强制性|措施|启动|级别|期间|时|[（）()、/／“”]/g;

/** The level that a heading names, or null where it names none, another scale (Ⅳ级, 蓝色), or two that disagree. */
export function levelOfHeading(heading: string): ResponseLevel | null {
  if (heading.length > 30) return null;
  const bare = heading.replace(/\s/g, '').replace(/^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)])/, '').replace(AROUND, '');
  if (!new RegExp(`^(?:${LEVEL}){1,2}$`).test(bare)) return null;
  const named = levelsNamedIn(bare);
  return named.length === 1 ? named[0]! : null;
}

/** Every level named in the words, mildest first. */
export function levelsNamedIn(words: string): ResponseLevel[] {
  const found = new Set([...words.matchAll(new RegExp(LEVEL, 'g'))].map(([sign]) => levelOf(sign)));
  return RESPONSE_LEVELS.filter((level) => found.has(level));
}

/**
 * The levels a cell such as "Ⅲ级及以上", "橙色、红色" or "各级" names; null where it says anything else. 以上 includes
 * the level named, as in every rule of response.
 */
export function levelsOfCell(cell: string): ResponseLevel[] | null {
  const words = cell.replace(/\s/g, '');
  if (words.length > 40) return null;
  if (/^(?:各|所有|全部)(?:预警|响应)?(?:级别|等级|级)(?:响应|预警)?$/.test(words)) return [...RESPONSE_LEVELS];
  const named = levelsNamedIn(words);
  const rest = words.replace(new RegExp(LEVEL, 'g'), '').replace(AROUND, '');
  const [mildest] = named;
  if (!mildest) return null;
  if (/^及?以上$/.test(rest)) return named.length === 1 ? RESPONSE_LEVELS.slice(RESPONSE_LEVELS.indexOf(mildest)) : null;
  if (/^[至到~～—－-]$/.test(rest) && named.length === 2) return RESPONSE_LEVELS.slice(RESPONSE_LEVELS.indexOf(mildest), RESPONSE_LEVELS.indexOf(named[1]!) + 1);
  return /^(?:[，,；;和及与]|均|执行){0,4}$/.test(rest) ? named : null;
}

/** Whether the words only point at other levels ("同Ⅲ级", "执行黄色预警措施", "同左") and demand nothing of their own. */
export function pointsAtLevels(words: string): boolean {
  if (words.length > 40 || !/^(?:同|执行|按照?|落实)/.test(words)) return false;
  return words.replace(new RegExp(LEVEL, 'g'), '').replace(AROUND, '').replace(/同|执行|按照?|落实|左|的|要求|标准|规定/g, '') === '';
}

function levelOf(sign: string): ResponseLevel {
  return SIGNS.find(([words]) => words.test(sign))![1];
}
