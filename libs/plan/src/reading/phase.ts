import type { Phase } from './draft.js';

/**
 * Headings that state a phase (阶段). Order matters: 重点管控时段保障措施 is a measure of the key period, while a bare
 * 保障措施 is a safeguard.
 */
const PHASE_WORDS: readonly (readonly [RegExp, Phase])[] = [
  [/整治攻坚/, 'remediation'],
  [/重点(?:管控)?时段/, 'key_period'],
  [/应急强化管控|应急(?:响应|减排)?措施$/, 'emergency'],
  [/保障能力/, 'capability'],
  [/^(?:保障措施|保障机制|组织保障)$/, 'safeguard'],
];

/** The phase that a heading states, or null where it states none. */
export function readPhase(heading: string): Phase | null {
  return PHASE_WORDS.find(([words]) => words.test(heading))?.[1] ?? null;
}

/** A heading without its number: 四、保障措施 is a 保障措施. */
export function headingWords(heading: string): string {
  return heading.replace(/^(?:[一二三四五六七八九十]{1,3}|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3})[、.．]?\s{0,4}/, '');
}

/** Words that open a clause and leave no doubt about its phase; `to` is where they end. */
export function readPhaseOfClause(clause: string): { phase: Phase; to: number } | null {
  const emergency = /^在?(?:重污染天气)?(?:预警响应|应急响应|预警|应急强化管控)期间/.exec(clause);
  if (emergency) return { phase: 'emergency', to: emergency[0].length };
  const lasting = /^长期坚持/.exec(clause);
  return lasting && { phase: 'long_term', to: lasting[0].length };
}
