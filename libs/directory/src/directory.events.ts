import { DomainEvent, WireName } from '#platform';

/** Changes of the directory are audited; nothing else follows from them until a response is activated. */
abstract class DirectoryEvent extends DomainEvent {
  override get audience(): string[] {
    return ['command', 'role:system-admin'];
  }
}

@WireName('directory.unit-registered')
export class UnitRegistered extends DirectoryEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly unitId: string,
    readonly kind: string,
  ) {
    super();
  }

  get subject(): string {
    return `unit/${this.unitId}`;
  }
}

@WireName('directory.unit-changed')
export class UnitChanged extends DirectoryEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly unitId: string,
    readonly fields: string[],
  ) {
    super();
  }

  get subject(): string {
    return `unit/${this.unitId}`;
  }
}

@WireName('directory.group-defined')
export class GroupDefined extends DirectoryEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly groupId: string,
    readonly rules: number,
  ) {
    super();
  }

  get subject(): string {
    return `group/${this.groupId}`;
  }
}

@WireName('directory.person-registered')
export class PersonRegistered extends DirectoryEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly personId: string,
    readonly unitId: string,
  ) {
    super();
  }

  get subject(): string {
    return `person/${this.personId}`;
  }
}

@WireName('directory.person-changed')
export class PersonChanged extends DirectoryEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly personId: string,
    readonly unitId: string,
    readonly fields: string[],
  ) {
    super();
  }

  get subject(): string {
    return `person/${this.personId}`;
  }
}

@WireName('directory.shift-changed')
export class ShiftChanged extends DirectoryEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly unitId: string,
    readonly shiftId: string,
    readonly cancelled: boolean,
  ) {
    super();
  }

  get subject(): string {
    return `unit/${this.unitId}`;
  }
}

/** 批量导入: units, people and shifts of a workbook, all at once. */
@WireName('directory.workbook-imported')
export class WorkbookImported extends DirectoryEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly units: number,
    readonly people: number,
    readonly shifts: number,
    readonly changed: number,
  ) {
    super();
  }

  get subject(): string {
    return `jurisdiction/${this.jurisdictionId}`;
  }
}

/** Somebody's hours on duty were entered for a unit. */
@WireName('directory.shifts-planned')
export class ShiftsPlanned extends DirectoryEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly unitId: string,
    readonly shifts: number,
  ) {
    super();
  }

  get subject(): string {
    return `unit/${this.unitId}`;
  }
}
