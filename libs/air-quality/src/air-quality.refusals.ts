import { Refusal, type FieldFault } from '#platform';
import type { ReadingFault, ReadingFaultKind } from './reading.js';

const SAYS: Readonly<Record<ReadingFaultKind, string>> = {
  'unknown-station': 'No station is registered under this code.',
  'not-a-whole-hour': 'The hour is the whole hour at which it ends.',
  'in-the-future': 'This hour has not ended yet.',
  twice: 'The same station and hour stand in this import already.',
  'nothing-measured': 'None of the six pollutants has a value.',
};

/** Whole or not at all: with a single fault nothing of an import is kept; each is told at its row. */
export class ReadingsHaveFaults extends Refusal {
  readonly code = 'air-quality.readings-have-faults';
  readonly kind = 'unprocessable';
  override readonly faults: FieldFault[];
  override readonly facts: Record<string, unknown>;

  constructor(count: number, faults: readonly ReadingFault[] = []) {
    super(`${count} row(s) of the import need correction; nothing of it was kept.`);
    this.facts = { faults: count };
    this.faults = faults.map(({ at, field, kind }) => ({ field: `readings.${at}.${field}`, code: `air-quality.${kind}`, message: SAYS[kind] }));
  }
}

/** A file without the columns of a table of hours. */
export class NoHoursInFile extends Refusal {
  readonly code = 'air-quality.no-hours-in-file';
  readonly kind = 'unprocessable';

  constructor() {
    super('The file has no table with the columns 站点编码 and 时间, or no rows below them.');
  }
}

export class TooManyHoursInFile extends Refusal {
  readonly code = 'air-quality.too-many-hours-in-file';
  readonly kind = 'too-large';
  override readonly facts: Record<string, unknown>;

  constructor(readonly most: number) {
    super(`A file may hold ${most} rows. Divide it.`);
    this.facts = { most };
  }
}

export class StationCodeTaken extends Refusal {
  readonly code = 'air-quality.station-code-taken';
  readonly kind = 'conflict';

  constructor() {
    super('A station is registered under this code already.');
  }
}
