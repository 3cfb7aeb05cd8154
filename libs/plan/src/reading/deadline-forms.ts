import type { Phase, Term } from './draft.js';
import { CADENCES } from './deadline-cadences.js';
import { DATES, SEASON_WITH_DATES, WINDOWS } from './deadline-dates.js';
import { EVENTS } from './deadline-events.js';
import type { Surroundings } from './deadline-point.js';

/** The named groups of a pattern. */
export type Words = Record<string, string | undefined>;

/**
 * One way official Chinese states a time. `read` returns null when the words are recognised but name no certain day:
 * such words go to a person.
 */
export interface DeadlineForm {
  readonly pattern: RegExp;
  readonly read: (words: Words, around: Surroundings) => Term | null;
}

/** What names a document, a campaign or a target by its season says nothing about when to act. */
const NAMES_A_THING = '前|结束|来临|大气|攻坚|空气|监督帮扶|大排查|专项|运行检验|错峰生产(?:落实)?情况|防控';
const YEARS = String.raw`(?:\d{4}年?[-—–－~～至]\d{4}年度?)?`;

const phase = (pattern: RegExp, stated: Phase): DeadlineForm => ({ pattern, read: () => ({ kind: 'during_phase', phase: stated }) });

const PHASES: readonly DeadlineForm[] = [
  phase(/应急强化管控期间?/gu, 'emergency'),
  phase(/(?:重污染天气|污染天气|[ⅠⅡⅢI]{1,3}级|[黄橙红]色)?(?:及以上)?(?:预警响应|应急响应|应急减排|预警|(?<=级)响应)期间/gu, 'emergency'),
  // Only where it says when to act, not where it names a thing (重点时段保障方案, 重点时段领导小组).
  phase(/(?<=^|[，。；：]|在|确保)重点(?:管控)?时段(?:期间)?|重点(?:管控)?时段(?:期间|(?=实施|一旦))/gu, 'key_period'),
];

const SEASONS: readonly DeadlineForm[] = [
  {
    pattern: new RegExp(String.raw`${YEARS}(?:(?<name>秋冬季)|(?:采暖|供暖|取暖)[季期])(?:\p{Script=Han}{0,12}?期间|[期内间]|(?!${NAMES_A_THING}|\p{Script=Han}{0,12}期间))`, 'gu'),
    // The dates that a document gives are those of its 秋冬季; when the heating begins is decided elsewhere.
    read: ({ name }, { season }) => ({ kind: 'season', ...(name && season ? { from: season.from, to: season.to } : {}) }),
  },
  { pattern: /长期坚持/gu, read: () => ({ kind: 'long_term' }) },
];

/** In order of precedence: where two forms start at the same character, the earlier one wins. */
export const DEADLINE_FORMS: readonly DeadlineForm[] = [
  SEASON_WITH_DATES,
  ...WINDOWS,
  ...DATES,
  ...PHASES,
  ...CADENCES,
  ...EVENTS,
  ...SEASONS,
];
