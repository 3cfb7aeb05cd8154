import type { DraftDocument, DraftTask, PlanDraft, Question } from './draft.js';
import type { Line } from './passage.js';

/**
 * What a recogniser makes of its part of a document, and the lines it has read; whatever nobody reads becomes a question.
 * Beside tasks it may bring what only it knows: the head of the document, season and targets, task forces, sweeps, an order.
 */
export interface Section extends Partial<Pick<PlanDraft, 'season' | 'targets' | 'taskForces' | 'sweeps' | 'order'>> {
  readonly tasks: readonly DraftTask[];
  readonly questions: readonly Question[];
  readonly lines: ReadonlySet<number>;
  /** Questions about tasks that may bear no number: the document as a whole gives each its name. */
  readonly about?: readonly Asked[];
  readonly document?: DraftDocument;
}

export interface Asked {
  readonly task: DraftTask;
  readonly question: Omit<Question, 'task'>;
}

/** Knows one kind of structure and answers null where there is none of it. It leaves the lines of other kinds to others. */
export type Recogniser = (lines: readonly Line[]) => Section | null;
