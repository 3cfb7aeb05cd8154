import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Database, Handles, Store } from '#platform';
import { PhotoShared } from '../evidence.events.js';

/** Who shall see photos besides those who took them. */
export interface Audience {
  readonly unitIds: readonly string[];
  readonly inspectors: boolean;
}

/** Lets more people look at photos: the lead unit that reviews an answer; of a violation the unit it is assigned to, and inspectors. Safe to repeat. */
export class SharePhotos extends Command<void> {
  constructor(
    readonly jurisdictionId: string,
    readonly photoIds: readonly string[],
    readonly audience: Audience,
  ) {
    super();
  }
}

const SHARE = `
  UPDATE evidence_photo SET shared_with = ARRAY(SELECT DISTINCT unit FROM unnest(shared_with || $3::bigint[]) unit ORDER BY unit), for_inspectors = for_inspectors OR $4
   WHERE jurisdiction_id = $1 AND id = ANY($2::uuid[]) AND NOT (shared_with @> $3::bigint[] AND for_inspectors >= $4)
  RETURNING id`;

@Handles(SharePhotos)
export class SharePhotosHandler implements ICommandHandler<SharePhotos> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  execute({ jurisdictionId, photoIds, audience: { unitIds, inspectors } }: SharePhotos): Promise<void> {
    return this.store.whole(async () => {
      const shared = await this.database.query<{ id: string }>(SHARE, [jurisdictionId, photoIds, unitIds, inspectors]);
      await this.store.append(...shared.map(({ id }) => new PhotoShared(jurisdictionId, id, unitIds, inspectors)));
    });
  }
}
