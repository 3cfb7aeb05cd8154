import type { Phase, QuestionField as ReadField, QuestionReason as ReadReason } from './reading/draft.js';
import type { Assignment } from './plan.js';

export const QUESTION_FIELDS = [
  'lead',
  'responsible',
  'support',
  'deadline',
  'phase',
  'requirement',
  'no',
  'row',
  'column',
  'document',
  'levels',
  'lines',
] as const;
export type QuestionField = ReadField | 'levels' | 'lines';

/** The reader's reasons, and what only the import can see: a unit that the directory lacks, lines and levels still to be written. */
export const QUESTION_REASONS = [
  'missing',
  'open_group',
  'contradiction',
  'misprint',
  'ambiguous',
  'outside_reference',
  'unreadable',
  'truncated',
  'level',
  'duplicate',
  'unknown_unit',
  'no_lines',
  'no_levels',
] as const;
export type QuestionReason = ReadReason | 'unknown_unit' | 'no_lines' | 'no_levels';

/** A unit or group of the directory, with its name at the time of answering. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** How a question was settled. */
export type Answer =
  | { readonly how: 'named'; readonly units: readonly Named[]; readonly groups: readonly Named[] }
  | { readonly how: 'dated'; readonly date: string }
  | { readonly how: 'worded'; readonly text: string }
  | { readonly how: 'phased'; readonly phase: Phase }
  /** It stays as printed, or the open part is left out; the note says why. */
  | { readonly how: 'dismissed' }
  /** The plan file came with its answer already worked in. */
  | { readonly how: 'decided' }
  /** Lines and levels were written. */
  | { readonly how: 'completed' }
  /** The field was written anew in the editor; what it says stands in the measure. */
  | { readonly how: 'edited' };

/** 待定问题: what the document leaves open and a person must decide. `n` counts from 1 within the plan. */
export interface PlanQuestion {
  readonly n: number;
  /** Null: about the document as a whole. */
  readonly measureNo: string | null;
  readonly field: QuestionField;
  readonly reason: QuestionReason;
  /** As printed: '' for an empty cell, null where there is no cell. */
  readonly raw: string | null;
  readonly suggestion: string | null;
  readonly answer: Answer | null;
  readonly note: string | null;
}

export type NewQuestion = Omit<PlanQuestion, 'n'>;

/** Whether the question is about this entry of its measure. An open list may be asked about by its last words alone. */
export function isAbout(question: Pick<PlanQuestion, 'field' | 'reason' | 'raw'>, entry: Assignment): boolean {
  if (question.field !== entry.role || question.reason === 'missing') return false;
  return question.raw === entry.raw || (question.reason === 'open_group' && entry.open);
}
