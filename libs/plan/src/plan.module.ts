import { Module } from '@nestjs/common';
import { AnswersOfPlan } from './answers-of-plan.js';
import { AnswerQuestionHandler } from './commands/answer-question.js';
import { AnswerQuestionsHandler } from './commands/answer-questions.js';
import { CompleteMeasureHandler } from './commands/complete-measure.js';
import { DraftFromPlanHandler } from './commands/draft-from-plan.js';
import { EditMeasureHandler } from './commands/edit-measure.js';
import { ImportPlanHandler } from './commands/import-plan.js';
import { MatchUnitsHandler } from './commands/match-units.js';
import { PublishPlanHandler } from './commands/publish-plan.js';
import { RequestUnitsHandler } from './commands/request-units.js';
import { SetClocksHandler } from './commands/set-clocks.js';
import { SetLevelsHandler } from './commands/set-levels.js';
import { SetParentHandler } from './commands/set-parent.js';
import { Drafts } from './drafts.js';
import { FrozenRows } from './frozen-rows.js';
import { HolidayFigures } from './holidays/holiday-figures.js';
import { HolidaysHandler } from './holidays/holidays.query.js';
import { SeedHolidaysHandler } from './holidays/seed-holidays.js';
import { SetHolidayYearHandler } from './holidays/set-holiday-year.js';
import { AnnotatedDocumentHandler } from './importing/annotated-document.query.js';
import { DocumentFileHandler } from './importing/document-file.query.js';
import { DocumentDetailHandler } from './importing/document.query.js';
import { ImportDocumentHandler } from './importing/import-document.js';
import { KeepDocumentHandler } from './importing/keep-document.js';
import { PlanDocuments } from './importing/plan-documents.js';
import { UndoImportHandler } from './importing/undo-import.js';
import { MeasureEditor } from './measure-editor.js';
import { ParentPlans } from './parent-plans.js';
import { PlanFiles } from './plan-files.js';
import { PlansAtWork } from './plans-at-work.js';
import { DeadlineReadingHandler } from './queries/deadline-reading.js';
import { ParentPlanChoicesHandler } from './queries/parent-plan-choices.js';
import { PlanCascadeHandler } from './queries/plan-cascade.js';
import { PlanComparisonHandler } from './queries/plan-comparison.js';
import { PlanDetailHandler } from './queries/plan-detail.js';
import { PlanDryRunHandler } from './queries/plan-dry-run.js';
import { PlanExportHandler } from './queries/plan-export.js';
import { PlanInForceHandler } from './queries/plan-in-force.js';
import { PlanQuestionsHandler } from './queries/plan-questions.js';
import { PlanSourceHandler } from './queries/plan-source.js';
import { PlansHandler } from './queries/plans.js';
import { UnitRequestsHandler } from './queries/unit-requests.js';
import { ReachOfPlan } from './reach-of-plan.js';
import { UnitBook } from './unit-book.js';

@Module({
  providers: [
    UnitBook,
    PlansAtWork,
    ParentPlans,
    PlanFiles,
    MeasureEditor,
    AnswersOfPlan,
    FrozenRows,
    Drafts,
    PlanDocuments,
    KeepDocumentHandler,
    ImportDocumentHandler,
    DocumentDetailHandler,
    DocumentFileHandler,
    AnnotatedDocumentHandler,
    UndoImportHandler,
    ImportPlanHandler,
    AnswerQuestionHandler,
    AnswerQuestionsHandler,
    CompleteMeasureHandler,
    EditMeasureHandler,
    DraftFromPlanHandler,
    SetParentHandler,
    RequestUnitsHandler,
    UnitRequestsHandler,
    MatchUnitsHandler,
    SetLevelsHandler,
    SetClocksHandler,
    PublishPlanHandler,
    PlansHandler,
    PlanExportHandler,
    PlanDetailHandler,
    DeadlineReadingHandler,
    PlanCascadeHandler,
    ParentPlanChoicesHandler,
    PlanQuestionsHandler,
    PlanInForceHandler,
    PlanSourceHandler,
    HolidaysHandler,
    SetHolidayYearHandler,
    SeedHolidaysHandler,
    HolidayFigures,
    ReachOfPlan,
    PlanComparisonHandler,
    PlanDryRunHandler,
  ],
})
export class PlanModule {}
