import type { Rows } from '#platform';
import { AirQuality1795406000000 } from './migrations/1795406000000-air-quality.js';
import { StationEntity } from './station.entity.js';

export * from './air-quality.events.js';
export * from './air-quality.module.js';
export * from './air-quality.refusals.js';
export * from './aqi.js';
export * from './aqi-tables.js';
export * from './commands/import-readings.js';
export * from './commands/import-readings-file.js';
export * from './commands/keep-station.js';
export * from './means.js';
export * from './queries/air-hour.js';
export * from './queries/air-now.js';
export * from './queries/hours.js';
export * from './queries/readings.js';
export * from './queries/stations.js';
export * from './queries/window.js';

export const airQualityRows: Rows = { entities: [StationEntity], migrations: [AirQuality1795406000000] };
