import { Module } from '@nestjs/common';
import { CloseResponseHandler } from './commands/close-response.js';
import { ResponseByIdHandler } from './queries/response-by-id.js';
import { ResponseListHandler } from './queries/responses.js';
import { WhenLevelLoweredLower } from './reactions/when-level-lowered-lower.js';
import { WhenLevelRaisedActivateOrRaise } from './reactions/when-level-raised-activate-or-raise.js';
import { WhenWarningLiftedLift } from './reactions/when-warning-lifted-lift.js';
import { WhenWarningResumedResume } from './reactions/when-warning-resumed-resume.js';
import { WhenWarningSuspendedSuspend } from './reactions/when-warning-suspended-suspend.js';
import { Responses } from './responses.js';

@Module({
  providers: [
    Responses,
    WhenLevelRaisedActivateOrRaise,
    WhenLevelLoweredLower,
    WhenWarningSuspendedSuspend,
    WhenWarningResumedResume,
    WhenWarningLiftedLift,
    CloseResponseHandler,
    ResponseListHandler,
    ResponseByIdHandler,
  ],
})
export class ResponseModule {}
