import { Module } from '@nestjs/common';
import { ImportReadingsHandler } from './commands/import-readings.js';
import { ImportReadingsFileHandler } from './commands/import-readings-file.js';
import { KeepStationHandler } from './commands/keep-station.js';
import { AirNowHandler } from './queries/air-now.js';
import { AirHoursHandler } from './queries/hours.js';
import { ReadingRowsHandler } from './queries/readings.js';
import { StationsHandler } from './queries/stations.js';
import { Readings } from './readings.js';

@Module({
  providers: [Readings, KeepStationHandler, ImportReadingsHandler, ImportReadingsFileHandler, StationsHandler, AirHoursHandler, ReadingRowsHandler, AirNowHandler],
})
export class AirQualityModule {}
