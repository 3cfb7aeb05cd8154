import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { In } from 'typeorm';
import { validate as isUuid } from 'uuid';
import { Answers, Database, type Actor } from '#platform';
import { PhotoNotYours } from '../evidence.refusals.js';
import { mayUse } from '../photo.js';
import { PhotoEntity } from '../photo.entity.js';

export interface OwnPhoto {
  readonly id: string;
  readonly sha256: string;
  readonly takenAt: Date | null;
  readonly deviceAt: Date | null;
}

/** The photos that an actor wants to attach to something; refuses when one of them is unknown or not his to use. */
export class OwnPhotos extends Query<OwnPhoto[]> {
  constructor(
    readonly actor: Actor,
    readonly ids: readonly string[],
  ) {
    super();
  }
}

@Answers(OwnPhotos)
export class OwnPhotosHandler implements IQueryHandler<OwnPhotos> {
  constructor(private readonly database: Database) {}

  async execute({ actor, ids }: OwnPhotos): Promise<OwnPhoto[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.manager.findBy(PhotoEntity, { jurisdictionId: actor.jurisdictionId, id: In(ids.filter((id) => isUuid(id))) });
    const own = new Map(rows.filter((row) => mayUse(row, actor)).map((row) => [row.id, row]));
    const strange = ids.filter((id) => !own.has(id));
    if (strange.length > 0) throw new PhotoNotYours(strange);
    return [...own.values()].map(({ id, sha256, takenAt, deviceAt }) => ({ id, sha256: sha256.toString('hex'), takenAt, deviceAt }));
  }
}
