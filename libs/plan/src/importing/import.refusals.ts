import { Refusal, type FieldFault, type RefusalKind } from '#platform';
import type { ImportRefusal } from './plan-documents.js';

/** What a thread said of a document: the refusal that was thrown there, under its own code. */
export class ImportRefused extends Refusal {
  readonly kind: RefusalKind = 'unprocessable';
  readonly code: string;
  override readonly faults: FieldFault[];

  constructor({ code, detail, faults }: ImportRefusal) {
    super(detail);
    this.code = code;
    this.faults = [...faults];
  }
}

/** 撤销导入 is for what was imported by mistake just now; what has been worked on for a day is corrected by a new import. */
export class ImportTooOldToUndo extends Refusal {
  readonly code = 'plan.import-too-old-to-undo';
  readonly kind = 'conflict';
  override readonly facts: { undoUntil: Date };

  constructor(undoUntil: Date) {
    super('An import can be undone for 24 hours. Leave the draft as it is, or import the corrected document as a new plan.');
    this.facts = { undoUntil };
  }
}
