import { Module } from '@nestjs/common';
import { LogViolationHandler } from './commands/log-violation.js';
import { MoveProblemHandler } from './commands/move-problem.js';
import { ResponseFindingsHandler } from './queries/finding-places.js';
import { ViolationByIdHandler } from './queries/violation-by-id.js';
import { ViolationsExportHandler, ViolationsHandler } from './queries/violations.js';

@Module({ providers: [LogViolationHandler, MoveProblemHandler, ViolationsHandler, ViolationsExportHandler, ViolationByIdHandler, ResponseFindingsHandler] })
export class InspectionModule {}
