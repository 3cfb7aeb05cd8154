import { Module } from '@nestjs/common';
import { OpenOccurrencesHandler } from './commands/open-occurrences.js';
import { TellMissingHolidaysHandler } from './commands/tell-missing-holidays.js';
import { DutyClock } from './duty-clock.js';

@Module({ providers: [OpenOccurrencesHandler, TellMissingHolidaysHandler, DutyClock] })
export class DutyModule {}
