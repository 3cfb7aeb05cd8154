import type { Rows } from '#platform';
import { Plan1795305604000 } from './migrations/1795305604000-plan.js';
import { HolidayYearEntity } from './holidays/holiday-year.entity.js';
import { PlanKnown1795402240000 } from './migrations/1795402240000-known.js';
import { Holidays1795402400000 } from './migrations/1795402400000-holidays.js';
import { PlanDocuments1795403000000 } from './migrations/1795403000000-documents.js';
import { PlanHoles1795403100000 } from './migrations/1795403100000-holes.js';
import { PlanEntity } from './plan.entity.js';
import { QuestionEntity } from './question.entity.js';
import './retention.js';

export * from './commands/answer-question.js';
export * from './commands/answer-questions.js';
export * from './commands/complete-measure.js';
export * from './commands/import-plan.js';
export { MatchUnits } from './commands/match-units.js';
export * from './commands/publish-plan.js';
export * from './commands/set-clocks.js';
export * from './commands/set-levels.js';
export { PLAN_FILE_FORMAT } from './file/plan-file.js';
export * from './holidays/calendar-of-work.js';
export * from './holidays/holiday.events.js';
export * from './holidays/holidays.query.js';
export * from './holidays/seed-holidays.js';
export * from './holidays/set-holiday-year.js';
export * from './importing/document-file.query.js';
export * from './importing/document.query.js';
export * from './importing/import-document.js';
export * from './importing/import.refusals.js';
export * from './importing/keep-document.js';
export { UndoImport } from './importing/undo-import.js';
export type { ImportedPlan } from './drafts.js';
export { LIMITS as DOCUMENT_LIMITS } from './opening/limits.js';
export { openDocument } from './opening/open-document.js';
export { DOCUMENT_PROBLEMS, DocumentRefused, type DocumentProblem } from './opening/document-refusals.js';
export type { DocumentKind, OpenedDocument, Place } from './opening/opened-document.js';
export * from './plan.events.js';
export * from './plan.js';
export * from './plan.module.js';
export * from './plan.refusals.js';
export * from './queries/comparison-views.js';
export * from './queries/plan-comparison.js';
export * from './queries/plan-detail.js';
export * from './queries/plan-dry-run.js';
export * from './queries/plan-export.js';
export * from './queries/plan-in-force.js';
export * from './queries/plan-questions.js';
export * from './queries/plan-source.js';
export * from './queries/plans.js';
export * from './queries/views.js';
export { QUESTION_FIELDS, QUESTION_REASONS, type Answer, type QuestionField, type QuestionReason } from './question.js';
export { SOURCE_FORMATS, type SourceFormat } from './reading-source.js';
export { readPlan, type Deadline, type Phase, type PlanDraft } from './reading/index.js';
export * from './terms.js';

export const planRows: Rows = {
  entities: [PlanEntity, QuestionEntity, HolidayYearEntity],
  migrations: [Plan1795305604000, PlanKnown1795402240000, Holidays1795402400000, PlanDocuments1795403000000, PlanHoles1795403100000],
};
