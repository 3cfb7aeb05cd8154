import { Module } from '@nestjs/common';
import { ApproveMessageHandler } from './commands/approve-message.js';
import { DraftWarningHandler } from './commands/draft-warning.js';
import { EditMessageHandler } from './commands/edit-message.js';
import { MoveMessageHandler } from './commands/move-message.js';
import { OpenMessageHandler } from './commands/open-message.js';
import { ApprovedMessagesHandler } from './queries/approved-messages.js';
import { WarningByIdHandler } from './queries/warning-detail.js';
import { WarningListHandler } from './queries/warnings.js';
import { Warnings } from './warnings.js';

@Module({
  providers: [Warnings, DraftWarningHandler, OpenMessageHandler, EditMessageHandler, MoveMessageHandler, ApproveMessageHandler, WarningListHandler, WarningByIdHandler, ApprovedMessagesHandler],
})
export class WarningModule {}
