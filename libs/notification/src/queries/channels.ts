import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Count, Database, Instant, Parts, Text, type Actor } from '#platform';
import { ChannelRegistry } from '../channels/channel-registry.js';
import { OUTSIDE_CHANNELS, type OutsideChannel } from '../channels/channels-file.js';

export class ChannelView {
  @Text() name!: string;
  @Choice(OUTSIDE_CHANNELS, { name: 'OutsideChannel' }) channel!: OutsideChannel;
  @Choice(['closed', 'open', 'half_open'], { name: 'BreakerState', about: 'open: left alone for a while after failures; half_open: one message is trying' })
  breaker!: 'closed' | 'open' | 'half_open';
  @Instant({ nullable: true, about: 'When an open gateway is tried again' }) retryAt!: Date | null;
  @Instant({ nullable: true, about: 'The provider asked to wait until then' }) throttledUntil!: Date | null;
  @Count({ about: 'Deliveries of this jurisdiction that have not left' }) waiting!: number;
  @Instant({ nullable: true }) waitingSince!: Date | null;
  @Count({ about: 'Failed ones that can be sent again' }) failed!: number;
  @Instant({ nullable: true }) lastSuccessAt!: Date | null;
  @Instant({ nullable: true }) lastErrorAt!: Date | null;
  @Text({ nullable: true, about: 'Stable; the console translates it' }) lastErrorCode!: string | null;
  @Text({ nullable: true }) lastError!: string | null;
}

export class ChannelList {
  @Parts(() => ChannelView) items!: ChannelView[];
}

/** The ways outside and how they are. No address, no secret. */
export class Channels extends Query<ChannelList> {
  constructor(readonly actor: Actor) {
    super();
  }
}

const SQL = `
  SELECT gateway.name, gateway.channel, coalesce(book.breaker, 'closed') AS breaker, book.retry_at AS "retryAt",
         CASE WHEN book.throttled_until > clock_now() THEN book.throttled_until END AS "throttledUntil",
         waiting.count AS waiting, waiting.since AS "waitingSince", failed.count AS failed, book.last_success_at AS "lastSuccessAt",
         book.last_error_at AS "lastErrorAt", book.last_error_code AS "lastErrorCode", book.last_error AS "lastError"
    FROM unnest($2::text[], $3::text[]) WITH ORDINALITY AS gateway(name, channel, n)
    LEFT JOIN notification_gateway book ON book.name = gateway.name
   CROSS JOIN LATERAL (SELECT count(*)::int AS count, min(queued_at) AS since FROM notification_delivery
                        WHERE jurisdiction_id = $1 AND gateway = gateway.name AND state = 'queued') waiting
   CROSS JOIN LATERAL (SELECT count(*)::int AS count FROM notification_delivery WHERE jurisdiction_id = $1 AND gateway = gateway.name AND state = 'failed') failed
   ORDER BY gateway.n`;

@Answers(Channels)
export class ChannelsHandler implements IQueryHandler<Channels> {
  constructor(
    private readonly database: Database,
    private readonly channels: ChannelRegistry,
  ) {}

  async execute({ actor }: Channels): Promise<ChannelList> {
    const { gateways } = this.channels;
    return { items: await this.database.query<ChannelView>(SQL, [actor.jurisdictionId, gateways.map(({ name }) => name), gateways.map(({ channel }) => channel)]) };
  }
}
