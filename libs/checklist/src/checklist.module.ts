import { Module } from '@nestjs/common';
import { NotificationModule } from '#notification';
import { AnswerDesk } from './answer-desk.js';
import { Bundles } from './bundles.js';
import { AcknowledgeByLinkHandler } from './commands/acknowledge-by-link.js';
import { AcknowledgeChecklistHandler } from './commands/acknowledge-checklist.js';
import { ConfirmItemsHandler } from './commands/confirm-items.js';
import { ExcuseUnitHandler } from './commands/excuse-unit.js';
import { IssueChecklistsHandler } from './commands/issue-checklists.js';
import { LiftChecklistsHandler } from './commands/lift-checklists.js';
import { PauseClocksHandler } from './commands/pause-clocks.js';
import { ReadChecklistHandler } from './commands/read-checklist.js';
import { RecordDeliveryHandler } from './commands/record-delivery.js';
import { RemindUnitsHandler } from './commands/remind-units.js';
import { ResumeClocksHandler } from './commands/resume-clocks.js';
import { ReviewItemHandler } from './commands/review-item.js';
import { ReviseChecklistsHandler } from './commands/revise-checklists.js';
import { SendBlockHandler } from './commands/send-block.js';
import { StandDownHandler } from './commands/stand-down.js';
import { ChecklistBoardHandler } from './queries/checklist-board.js';
import { ChecklistByIdHandler } from './queries/checklist-by-id.js';
import { ChecklistByLinkHandler } from './queries/checklist-by-link.js';
import { MyChecklistsHandler } from './queries/my-checklists.js';
import { WarningPreviewHandler } from './queries/preview.js';
import { RecipientsOfWarningHandler } from './queries/recipients.js';
import { ProgressHistoryHandler } from './queries/progress-history.js';
import { ResponseProgressHandler } from './queries/progress.js';
import { PunctualityHandler } from './queries/punctuality.js';
import { ResponseItemsHandler } from './queries/response-items.js';
import { ResponseMeasuresHandler } from './queries/response-measures.js';
import { ReviewQueueHandler } from './queries/review-queue.js';
import { ResponseUnitPlacesHandler } from './queries/unit-places.js';
import { WhenBlockIssuedSendIt } from './reactions/when-block-issued-send-it.js';
import { WhenChecklistAcknowledgedRecordIt, WhenChecklistDeliveredRecordIt, WhenChecklistReadRecordIt } from './reactions/when-checklist-arrived-record-it.js';
import { WhenItemReturnedTellTheUnit } from './reactions/when-item-returned-tell-the-unit.js';
import { WhenLevelChangedReviseChecklists } from './reactions/when-level-changed-revise-checklists.js';
import { WhenResponseActivatedIssueChecklists } from './reactions/when-response-activated-issue-checklists.js';
import { WhenResponseLiftedStartStandDown } from './reactions/when-response-lifted-start-stand-down.js';
import { WhenResponseResumedResumeClocks } from './reactions/when-response-resumed-resume-clocks.js';
import { WhenResponseSuspendedPauseClocks } from './reactions/when-response-suspended-pause-clocks.js';
import { WhenResponseLiftedCloseIfNobodyIsLeft, WhenUnitExcusedCloseResponse, WhenUnitStoodDownCloseResponse } from './reactions/when-unit-stood-down-close-response.js';
import { SilenceClock } from './silence-clock.js';
import { SweepOverdueClocks } from './sweeps/sweep-overdue-clocks.js';
import { SweepUndelivered } from './sweeps/sweep-undelivered.js';
import './notices.js';

const commands = [
  IssueChecklistsHandler,
  ReviseChecklistsHandler,
  LiftChecklistsHandler,
  PauseClocksHandler,
  ResumeClocksHandler,
  SendBlockHandler,
  RecordDeliveryHandler,
  ReadChecklistHandler,
  AcknowledgeChecklistHandler,
  AcknowledgeByLinkHandler,
  ConfirmItemsHandler,
  ReviewItemHandler,
  RemindUnitsHandler,
  StandDownHandler,
  ExcuseUnitHandler,
];
const reactions = [
  WhenResponseActivatedIssueChecklists,
  WhenLevelChangedReviseChecklists,
  WhenResponseSuspendedPauseClocks,
  WhenResponseResumedResumeClocks,
  WhenResponseLiftedStartStandDown,
  WhenBlockIssuedSendIt,
  WhenChecklistDeliveredRecordIt,
  WhenChecklistReadRecordIt,
  WhenChecklistAcknowledgedRecordIt,
  WhenItemReturnedTellTheUnit,
  WhenUnitStoodDownCloseResponse,
  WhenUnitExcusedCloseResponse,
  WhenResponseLiftedCloseIfNobodyIsLeft,
];
const queries = [
  MyChecklistsHandler,
  ChecklistBoardHandler,
  ChecklistByIdHandler,
  ChecklistByLinkHandler,
  ResponseProgressHandler,
  ResponseItemsHandler,
  ResponseMeasuresHandler,
  ReviewQueueHandler,
  WarningPreviewHandler,
  RecipientsOfWarningHandler,
  ProgressHistoryHandler,
  PunctualityHandler,
  ResponseUnitPlacesHandler,
];

@Module({ imports: [NotificationModule], providers: [AnswerDesk, Bundles, SilenceClock, SweepOverdueClocks, SweepUndelivered, ...commands, ...reactions, ...queries] })
export class ChecklistModule {}
