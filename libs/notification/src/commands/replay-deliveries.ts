import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Count, Database, failpoint, Handles, RecordNotFound, Store, type Actor } from '#platform';
import { ChannelRegistry } from '../channels/channel-registry.js';
import { DeliveriesReplayed } from '../notification.events.js';
import { GatewayClosed } from '../notification.refusals.js';
import { mayReplay, type FormerTry } from '../replay.js';

export class Replayed {
  @Count({ about: 'Deliveries that are queued again. A message may hold several; it is sent as a whole, under the same order number' })
  replayed!: number;
}

/** 重发: an operator sends one failed delivery again. */
export class ReplayDelivery extends Command<Replayed> {
  constructor(
    readonly actor: Actor,
    readonly id: string,
  ) {
    super();
  }
}

/** 重发: all failed ones of a response, by gateways that still exist. */
export class ReplayFailed extends Command<Replayed> {
  constructor(
    readonly actor: Actor,
    readonly thread: string,
  ) {
    super();
  }
}

const ONE = `SELECT id, thread, gateway, parcel_id AS "parcelId" FROM notification_delivery WHERE id = $1 AND jurisdiction_id = $2`;
const STATE = `SELECT state, replayed_at AS "replayedAt" FROM notification_delivery WHERE id = $1 FOR UPDATE`;
const ALL = `
  SELECT id, parcel_id AS "parcelId" FROM notification_delivery
   WHERE thread = $1 AND jurisdiction_id = $2 AND state = 'failed' AND gateway = ANY ($3::text[]) ORDER BY parcel_id, id`;
/** A failure that is certain gets a new key, lest the provider answer with the old failure; in doubt the old one is asked for first. */
const REOPEN = `
  WITH locked AS (
    SELECT id FROM notification_parcel WHERE id = ANY ($1::bigint[]) AND state = 'failed' ORDER BY id FOR UPDATE
  ), reopened AS (
    UPDATE notification_parcel parcel
       SET state = 'waiting', attempts = 0, next_at = clock_now(), opened_at = clock_now(), failure_code = NULL, failure = NULL,
           key = CASE WHEN uncertain THEN key ELSE gen_random_uuid() END, reference = CASE WHEN uncertain THEN reference END
      FROM locked WHERE parcel.id = locked.id RETURNING parcel.id
  )
  UPDATE notification_delivery delivery
     SET state = 'queued', replayed_at = clock_now(), sent_at = NULL, failure_code = NULL, failure = NULL
   WHERE delivery.state = 'failed' AND (delivery.parcel_id IN (SELECT id FROM reopened) OR delivery.parcel_id IS NULL AND delivery.id = ANY ($2::bigint[]))
  RETURNING delivery.id`;

interface Failed {
  readonly id: string;
  readonly parcelId: string | null;
}

@Handles(ReplayDelivery)
export class ReplayDeliveryHandler implements ICommandHandler<ReplayDelivery> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
    private readonly channels: ChannelRegistry,
  ) {}

  execute({ actor, id }: ReplayDelivery): Promise<Replayed> {
    return this.store.whole(async (at) => {
      const [delivery] = await this.database.query<Failed & { thread: string | null; gateway: string | null }>(ONE, [id, actor.jurisdictionId]);
      if (!delivery) throw new RecordNotFound('delivery', id);
      await this.database.query('SELECT 1 FROM notification_parcel WHERE id = $1 FOR UPDATE', [delivery.parcelId]);
      const [former] = await this.database.query<FormerTry>(STATE, [id]);
      if (!mayReplay(former!, at)) return { replayed: 0 };
      if (!this.channels.settings(delivery.gateway!)) throw new GatewayClosed(delivery.gateway!);
      return reopen(this.database, this.store, { actor, thread: delivery.thread, failed: [delivery] });
    });
  }
}

@Handles(ReplayFailed)
export class ReplayFailedHandler implements ICommandHandler<ReplayFailed> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
    private readonly channels: ChannelRegistry,
  ) {}

  execute({ actor, thread }: ReplayFailed): Promise<Replayed> {
    return this.store.whole(async () => {
      const failed = await this.database.query<Failed>(ALL, [thread, actor.jurisdictionId, this.channels.gateways.map((gateway) => gateway.name)]);
      if (failed.length === 0) return { replayed: 0 };
      return reopen(this.database, this.store, { actor, thread, failed });
    });
  }
}

async function reopen(database: Database, store: Store, { actor, thread, failed }: { actor: Actor; thread: string | null; failed: readonly Failed[] }): Promise<Replayed> {
  const parcels = [...new Set(failed.flatMap(({ parcelId }) => parcelId ?? []))];
  const again = await database.query<{ id: string }>(REOPEN, [parcels, failed.map(({ id }) => id)]);
  await failpoint('channel.replayed');
  await store.append(new DeliveriesReplayed(actor.jurisdictionId, thread, again.map(({ id }) => id).slice(0, 20), again.length));
  return { replayed: again.length };
}
