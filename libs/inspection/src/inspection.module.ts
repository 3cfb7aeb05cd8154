import { Module } from '@nestjs/common';
import { LogViolationHandler } from './commands/log-violation.js';
import { MoveProblemHandler } from './commands/move-problem.js';
import './notices.js';
import { ResponseFindingsHandler } from './queries/finding-places.js';
import { ViolationByIdHandler } from './queries/violation-by-id.js';
import { ViolationsExportHandler, ViolationsHandler } from './queries/violations.js';
import { WhenProblemFallsToAUnitTellIt } from './reactions/when-problem-falls-to-a-unit-tell-it.js';

const commands = [LogViolationHandler, MoveProblemHandler];
const queries = [ViolationsHandler, ViolationsExportHandler, ViolationByIdHandler, ResponseFindingsHandler];

@Module({ providers: [...commands, WhenProblemFallsToAUnitTellIt, ...queries] })
export class InspectionModule {}
