import type { Order } from './draft.js';

export type OrderKind = Order['kind'];
export type WarningColour = NonNullable<Order['warningLevel']>;

const COLOURS = { 黄: 'yellow', 橙: 'orange', 红: 'red' } as const;
const RANK: Record<WarningColour, number> = { yellow: 1, orange: 2, red: 3 };
const RESPONSES = { Ⅲ: 'III', 三: 'III', III: 'III', Ⅱ: 'II', 二: 'II', II: 'II', Ⅰ: 'I', 一: 'I', I: 'I' } as const;

/** In order of precedence: 解除 ends whatever else a sentence says; 发布 and 启动 are what remains. */
const KINDS: readonly (readonly [RegExp, OrderKind])[] = [
  [/解除|终止(?!.{0,6}启动)|结束(?:重污染天气)?(?:预警|应急)/, 'lift'],
  [/暂停|中止/, 'suspend'],
  [/恢复/, 'resume'],
  [/升级|提升|上调|提级/, 'raise'],
  [/降级|下调|降低|降为|降至/, 'lower'],
  [/调整|变更/, 'raise'],
  [/启动|发布|实施|执行|进入/, 'issue'],
];

/** What a sentence orders, or null where it orders nothing about a warning. 调整 goes up or down by its levels. */
export function kindOf(sentence: string): OrderKind | null {
  if (!/预警|应急响应|[级]响应/.test(sentence)) return null;
  const [words, kind] = KINDS.find(([pattern]) => pattern.test(sentence)) ?? [];
  if (!words || !kind || !/调整|变更/.test(sentence) || /升级|降级|解除|提升|下调|上调/.test(sentence)) return kind ?? null;
  const colours = coloursIn(sentence);
  const [before, after] = [colours[0], colours.at(-1)];
  if (!before || !after || before === after) return null;
  return RANK[after] > RANK[before] ? 'raise' : 'lower';
}

/** The level that holds after the order (for a lifting: the one lifted): of several, the last one printed. */
export function warningLevelOf(sentence: string): WarningColour | null {
  return coloursIn(sentence).at(-1) ?? null;
}

function coloursIn(sentence: string): WarningColour[] {
  return [...sentence.matchAll(/(?<colour>[黄橙红])色/gu)].map(({ groups }) => COLOURS[groups!.colour as keyof typeof COLOURS]);
}

export function responseLevelOf(sentence: string): Order['responseLevel'] {
  const printed = [...sentence.matchAll(/(?<level>[ⅠⅡⅢ一二三]|(?<![A-Za-z])I{1,3})级/gu)].at(-1)?.groups?.level;
  return printed ? RESPONSES[printed as keyof typeof RESPONSES] : null;
}

const VERBS = '启动|发布|实施|解除|终止|暂停|恢复|将|执行';

/** Where it applies: "在全市范围内启动", "启动全区…预警", "预警区域：甲县、乙县". None where the text names none. */
export function regionOf(sentence: string): string[] {
  const labelled = /(?:预警|响应|适用|实施)?(?:区域|范围)[:：](?<area>[^。；\n]{1,80})/u.exec(sentence)?.groups?.area;
  const within = /(?:在|对)(?<area>[^，。；：]{1,40}?)(?:行政区域|行政区|辖区|区域|范围)(?:之)?内?(?=启动|发布|实施|解除|终止|暂停|恢复|执行|，)/u.exec(sentence)?.groups?.area;
  const whole = new RegExp(String.raw`(?:${VERBS}|在|对)(?<area>全[省市县区旗州])`, 'u').exec(sentence)?.groups?.area;
  const printed = labelled ?? within ?? whole;
  return printed ? printed.split(/[、，,和及]/).map((name) => name.trim()).filter((name) => name !== '') : [];
}
