import type { Rows } from '#platform';
import { ChecklistEntity } from './checklist.entity.js';
import { Checklist1795305610000 } from './migrations/1795305610000-checklist.js';

export * from './checklist.events.js';
export * from './checklist.module.js';
export * from './checklist.refusals.js';
export * from './commands/acknowledge-checklist.js';
export * from './commands/answers.js';
export * from './commands/confirm-items.js';
export * from './commands/excuse-unit.js';
export * from './commands/read-checklist.js';
export * from './commands/record-delivery.js';
export * from './commands/remind-units.js';
export * from './commands/review-item.js';
export * from './commands/stand-down.js';
export * from './item.refusals.js';
export * from './queries/checklist-board.js';
export * from './queries/checklist-by-id.js';
export * from './queries/checklist-view.js';
export * from './queries/my-checklists.js';
export * from './queries/preview.js';
export * from './queries/progress.js';
export * from './queries/response-items.js';
export * from './queries/review-queue.js';
export * from './preview.refusals.js';
export { EVIDENCE_KINDS, ITEM_STATES, type EvidenceKind, type ItemState } from './item.js';

export const checklistRows: Rows = { entities: [ChecklistEntity], migrations: [Checklist1795305610000] };
