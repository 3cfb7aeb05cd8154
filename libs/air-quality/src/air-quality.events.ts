import { DomainEvent, WireName } from '#platform';
import type { Values } from './aqi.js';

/** What a correction replaced: entries are never removed, so the old figure stays on record. */
export interface Corrected {
  readonly stationId: string;
  readonly hour: string;
  readonly was: Values;
}

/** 导入小时值: one import, whatever its size. */
@WireName('air-quality.readings-imported')
export class ReadingsImported extends DomainEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly fresh: number,
    readonly corrected: number,
    readonly same: number,
    readonly firstHour: string,
    readonly lastHour: string,
    readonly corrections: readonly Corrected[],
  ) {
    super();
  }

  get subject(): string {
    return `jurisdiction/${this.jurisdictionId}`;
  }
}

/** 登记或修改站点. */
@WireName('air-quality.station-kept')
export class StationKept extends DomainEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly stationId: string,
    readonly code: string,
  ) {
    super();
  }

  get subject(): string {
    return `station/${this.stationId}`;
  }
}
