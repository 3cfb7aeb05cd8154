import type { Rows } from '#platform';
import { Inspection1795305611000 } from './migrations/1795305611000-inspection.js';
import { Ledger1795402102000 } from './migrations/1795402102000-ledger.js';
import { StepFacts1795405000000 } from './migrations/1795405000000-step-facts.js';
import { ProblemEntity, ViolationEntity } from './violation.entity.js';

export * from './commands/log-violation.js';
export * from './commands/move-problem.js';
export * from './inspection.events.js';
export * from './inspection.module.js';
export * from './inspection.refusals.js';
export * from './ledger-sheet.js';
export * from './queries/finding-places.js';
export * from './queries/violation-by-id.js';
export * from './queries/violation-view.js';
export * from './queries/violations.js';
export { VIOLATION_CATEGORIES, type ViolationCategory } from './violation.js';

export const inspectionRows: Rows = { entities: [ViolationEntity, ProblemEntity], migrations: [Inspection1795305611000, Ledger1795402102000, StepFacts1795405000000] };
