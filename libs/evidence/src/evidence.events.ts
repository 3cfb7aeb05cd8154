import { DomainEvent, forCommand, forRole, forUnit, WireName } from '#platform';

abstract class PhotoEvent extends DomainEvent {
  abstract readonly photoId: string;

  get subject(): string {
    return `photo/${this.photoId}`;
  }
}

/** A photo was received and sealed. The hash anchors its original; when and where it was taken stays in the row. */
@WireName('evidence.photo-kept')
export class PhotoKept extends PhotoEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly photoId: string,
    readonly unitId: string | null,
    readonly sha256: string,
  ) {
    super();
  }

  override get audience(): string[] {
    return this.unitId ? [forCommand, forUnit(this.unitId)] : [forCommand];
  }
}

/** More people may look at a photo from now on: these units, or every inspector. */
@WireName('evidence.photo-shared')
export class PhotoShared extends PhotoEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly photoId: string,
    readonly unitIds: readonly string[],
    readonly inspectors: boolean,
  ) {
    super();
  }
}

/** A file that a row speaks of is gone from the disk. Said once, until it is back. */
@WireName('evidence.file-missing')
export class FileMissing extends PhotoEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly photoId: string,
    readonly files: readonly string[],
  ) {
    super();
  }

  override get audience(): string[] {
    return [forCommand, forRole('system-admin'), forRole('audit-admin')];
  }
}
