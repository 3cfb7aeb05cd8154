import { isoDay } from './calendar.js';
import type { Operator, PlanDraft, Target } from './draft.js';
import type { Passage } from './passage-parts.js';

const METRICS: readonly (readonly [string, string, RegExp])[] = [
  ['pm25_mean', '微克/立方米', /PM[_\s{]{0,3}2[.．]\s?5[^，。；]{0,40}?(?:浓度|均值)/g],
  ['pm10_mean', '微克/立方米', /PM[_\s{]{0,3}10[^，。；]{0,40}?(?:浓度|均值)/g],
  ['heavy_days', '天', /(?:重度及以上|重度以上|重)污染(?:天数|天气|日)?/g],
  ['good_days', '天', /优良天数(?!比)/g],
  ['good_days_share', '%', /优良天数(?:比例|比率|率)/g],
  ['dustfall', '吨/月·平方公里', /降尘量/g],
];

const VALUE =
  /^(?<between>[^，。；\d]{0,20})(?<value>\d{1,5}(?:\.\d{1,3})?)\s?(?<unit>微克\/立方米|吨\/月[·•]平方公里|天|%|％)(?<after>及?以下|以内|及?以上)?/;

const OPERATORS: readonly (readonly [RegExp, Operator])[] = [
  [/不得?超过|不得?高于|不得?大于|控制在[^|]*\|以内|及以下/, '<='],
  [/以下|低于/, '<'],
  [/不得?低于|不少于|达到|以上/, '>='],
  [/超过|高于/, '>'],
];

/** 目标: the figures of the season that the goals state; a plain number to be reached is `=`. */
export function readTargets(goals: readonly Passage[]): Target[] {
  const targets: Target[] = [];
  for (const { text } of goals) {
    for (const [metric, unit, words] of METRICS) {
      for (const { 0: name, index } of text.matchAll(words)) {
        const value = VALUE.exec(text.slice(index + name.length, index + name.length + 60));
        if (!value || sameUnit(value.groups!.unit!) !== unit || targets.some((known) => known.metric === metric)) continue;
        const printed = name + value[0];
        targets.push({ metric, op: operatorOf(value.groups!), value: Number(value.groups!.value), unit, text: printed });
      }
    }
  }
  return targets;
}

const sameUnit = (unit: string): string => unit.replace('％', '%').replace('•', '·');

/** 不低于 contains 低于: the longer words come first in `OPERATORS`, except where a shorter one would take them. */
function operatorOf({ between = '', after = '' }: Record<string, string | undefined>): Operator {
  const words = `${between}|${after}`;
  if (/不得?低于/.test(words)) return '>=';
  return OPERATORS.find(([pattern]) => pattern.test(words))?.[1] ?? '=';
}

const SPAN =
  /(?<y1>20\d\d)年(?<m1>\d{1,2})月(?<d1>\d{1,2})日(?:起)?(?:至|到|—|-|－)(?:(?<y2>20\d\d)年)?(?<m2>\d{1,2})月(?<d2>\d{1,2})日/;

/** The season that the goals name with its first and last day. */
export function readSeason(goals: readonly Passage[]): PlanDraft['season'] {
  for (const { text } of goals) {
    const words = SPAN.exec(text)?.groups;
    if (!words) continue;
    const [y1, m1, m2] = [Number(words.y1), Number(words.m1), Number(words.m2)];
    const y2 = words.y2 ? Number(words.y2) : y1 + (m2 < m1 ? 1 : 0);
    const from = isoDay(y1, m1, Number(words.d1));
    const to = isoDay(y2, m2, Number(words.d2));
    if (from && to && from <= to) return { from, to };
  }
  return null;
}
