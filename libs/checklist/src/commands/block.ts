import { ChecklistBlockIssued, type BlockKind } from '../checklist.events.js';

/** A run of checklist ids that one job sends: about 500. */
export interface Block {
  readonly fromId: string;
  readonly toId: string;
  readonly checklists: number;
}

interface Whole {
  readonly jurisdictionId: string;
  readonly responseId: string;
  readonly exercise: boolean;
  readonly revision: number;
}

/** One journal entry per block: it is the audit of the bulk act, and the work that is handed on. */
export const blocksIssued = (whole: Whole, kind: BlockKind, blocks: readonly Block[]): ChecklistBlockIssued[] =>
  blocks.map((block) => new ChecklistBlockIssued(whole.jurisdictionId, whole.responseId, whole.exercise, whole.revision, kind, block.fromId, block.toId, block.checklists));
