import { Refusal } from '#platform';

export class UnitNameTaken extends Refusal {
  readonly code = 'directory.unit-name-taken';
  readonly kind = 'conflict';

  constructor(name: string) {
    super(`A unit named ${name} already stands in this jurisdiction.`);
  }
}

export class UnitUnknown extends Refusal {
  readonly code = 'directory.unit-unknown';
  readonly kind = 'unprocessable';

  constructor(readonly names: readonly string[]) {
    super(`Not in the directory: ${names.join(', ')}. Register them first, or correct the spelling.`);
  }
}

export class PersonNotOfUnit extends Refusal {
  readonly code = 'directory.person-not-of-unit';
  readonly kind = 'unprocessable';

  constructor() {
    super('A shift names a person who does not belong to this unit.');
  }
}
