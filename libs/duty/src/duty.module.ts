import { Module } from '@nestjs/common';
import { HandOverHandler } from './commands/hand-over.js';
import { AnnotateRosterHandler, ImportRosterHandler } from './commands/import-roster.js';
import { MoveHandoverHandler } from './commands/move-handover.js';
import { OpenOccurrencesHandler } from './commands/open-occurrences.js';
import { TellMissingHolidaysHandler } from './commands/tell-missing-holidays.js';
import { DutyClock } from './duty-clock.js';
import { HandoversHandler } from './queries/handovers.js';
import { OfficersHandler } from './queries/officers.js';
import { Standings } from './standings.js';

@Module({
  providers: [OpenOccurrencesHandler, TellMissingHolidaysHandler, DutyClock, Standings, HandOverHandler, MoveHandoverHandler, ImportRosterHandler, AnnotateRosterHandler, HandoversHandler, OfficersHandler],
})
export class DutyModule {}
