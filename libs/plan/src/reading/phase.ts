import type { Phase } from './draft.js';

/**
 * Headings that state a phase (阶段). Order matters: 重点管控时段保障措施 is a measure of the key period, while a bare
 * 保障措施 is a safeguard.
 */
const PHASE_WORDS: readonly (readonly [RegExp, Phase])[] = [
  [/整治攻坚/, 'remediation'],
  [/重点(?:管控)?时段/, 'key_period'],
  [/应急强化管控/, 'emergency'],
  [/保障能力/, 'capability'],
  [/^保障措施$/, 'safeguard'],
];

/** The phase that a heading states, or null where it states none. */
export function readPhase(heading: string): Phase | null {
  return PHASE_WORDS.find(([words]) => words.test(heading))?.[1] ?? null;
}
