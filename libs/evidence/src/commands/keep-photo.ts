import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Transform } from 'class-transformer';
import type { Readable } from 'node:stream';
import { v7 as uuid } from 'uuid';
import { Database, Decimal, Handles, InputRefused, Instant, Store, type Actor } from '#platform';
import { PhotoKept } from '../evidence.events.js';
import { Vault, type Picture } from '../files/vault.js';
import { PhotoEntity } from '../photo.entity.js';

/** Form fields arrive as text. */
const asNumber = () => Transform(({ value }: { value: unknown }) => (value === undefined || value === '' ? undefined : Number(value)));

export class PhotoFacts {
  @Instant({ optional: true, about: 'When the device says it was taken' })
  deviceAt?: string;

  @asNumber()
  @Decimal({ optional: true, min: -90, max: 90, about: 'WGS 84, degrees; with longitude or not at all' })
  latitude?: number;

  @asNumber()
  @Decimal({ optional: true, min: -180, max: 180 })
  longitude?: number;
}

export interface KeptPhoto {
  readonly id: string;
  /** Of the original, hex. */
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
  readonly takenAt: Date | null;
}

/**
 * Keeps a photo for its sender and his unit. `source` is the upload as a stream or as the path of a file, or a picture
 * that `Vault.take` has taken in already: that one may be kept within a transaction, an idempotent one for instance.
 */
export class KeepPhoto extends Command<KeptPhoto> {
  constructor(
    readonly actor: Actor,
    readonly source: Readable | string | Picture,
    readonly input: PhotoFacts = {},
  ) {
    super();
  }
}

const isPicture = (source: Readable | string | Picture): source is Picture => typeof source === 'object' && 'sha256' in source;

@Handles(KeepPhoto)
export class KeepPhotoHandler implements ICommandHandler<KeepPhoto> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
    private readonly vault: Vault,
  ) {}

  async execute({ actor, source, input }: KeepPhoto): Promise<KeptPhoto> {
    const given = placeOf(input);
    const picture = isPicture(source) ? source : await this.takeIn(source);
    const { files, sha256, takenAt, width, height, bytes, format } = picture;
    const row = {
      id: uuid(),
      jurisdictionId: actor.jurisdictionId,
      uploadedBy: actor.id,
      unitId: actor.unitId,
      sha256: Buffer.from(sha256, 'hex'),
      ...{ bytes, width, height, format, takenAt },
      deviceAt: input.deviceAt ? new Date(input.deviceAt) : null,
      latitude: given?.latitude ?? picture.latitude,
      longitude: given?.longitude ?? picture.longitude,
      ...{ originalFile: files.original, servedFile: files.served, thumbnailFile: files.thumbnail },
      sharedWith: [], forInspectors: false,
    };
    await this.store.add(PhotoEntity, row, () => [new PhotoKept(actor.jurisdictionId, row.id, actor.unitId, sha256)]);
    return { id: row.id, sha256, width, height, takenAt };
  }

  private takeIn(source: Readable | string): Promise<Picture> {
    if (this.database.inTransaction) throw new Error('Take the picture into the vault before the transaction opens: an upload may last longer than a connection may wait.');
    return this.vault.take(source);
  }
}

function placeOf({ latitude, longitude }: PhotoFacts): { latitude: number; longitude: number } | null {
  if (latitude === undefined && longitude === undefined) return null;
  if (latitude !== undefined && longitude !== undefined) return { latitude, longitude };
  const field = latitude === undefined ? 'latitude' : 'longitude';
  throw new InputRefused([{ field, code: 'place.half', message: 'latitude and longitude come together or not at all.' }]);
}
