import type { Act } from './act.js';
import { issue, move } from './desk-acts.js';
import { answerAll, everybodyExcused, pass, review } from './field-acts.js';
import { BUREAU, LEVELS, type PlanShape } from './plan-shape.js';

/** One line for two towns, at every level; the bureau leads. */
const SIMPLE: PlanShape = { measures: [{ lead: [BUREAU], responsible: ['甲镇', '乙镇'], support: [], confirmMinutes: null, lines: [{ slot: null, levels: LEVELS, evidence: ['count'] }] }] };
const first = { nth: 0, wild: false };

/** Nights that are told first on every run: in each of them something was once wrong, or chance would seldom come to it. */
export const KNOWN_NIGHTS: [PlanShape, Act, Act[]][] = [
  // All are excused before the lifting: nobody is left whose stand-down could close the response.
  [SIMPLE, issue('orange'), [everybodyExcused, move('lift')]],
  // A return after the lifting would ask somebody to act who has to stop.
  [SIMPLE, issue('orange'), [answerAll('甲镇', 'partly'), move('lift'), review('office', first, 'returned'), review('office', first, 'accepted')]],
  // Two hours of suspension move every deadline by two hours.
  [SIMPLE, issue('orange'), [pass(30), move('suspend'), pass(130), move('resume'), pass(20), pass(60)]],
  // Nobody reviews his own unit's answer; the lead may.
  [SIMPLE, issue('orange'), [answerAll('甲镇', 'partly'), review('甲镇', first, 'accepted'), review(BUREAU, first, 'returned'), pass(130)]],
];
