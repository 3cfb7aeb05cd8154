import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Database, Handles, Store } from '#platform';
import { PhotoShared } from '../evidence.events.js';

/** Lets more units look at photos: the lead unit that reviews an answer, the unit that a violation is assigned to. Safe to repeat. */
export class SharePhotos extends Command<void> {
  constructor(
    readonly jurisdictionId: string,
    readonly photoIds: readonly string[],
    readonly unitIds: readonly string[],
  ) {
    super();
  }
}

const SHARE = `
  UPDATE evidence_photo SET shared_with = ARRAY(SELECT DISTINCT unit FROM unnest(shared_with || $3::bigint[]) unit ORDER BY unit)
   WHERE jurisdiction_id = $1 AND id = ANY($2::uuid[]) AND NOT shared_with @> $3::bigint[]
  RETURNING id`;

@Handles(SharePhotos)
export class SharePhotosHandler implements ICommandHandler<SharePhotos> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  execute({ jurisdictionId, photoIds, unitIds }: SharePhotos): Promise<void> {
    return this.store.whole(async () => {
      const shared = await this.database.query<{ id: string }>(SHARE, [jurisdictionId, photoIds, unitIds]);
      await this.store.append(...shared.map(({ id }) => new PhotoShared(jurisdictionId, id, unitIds)));
    });
  }
}
