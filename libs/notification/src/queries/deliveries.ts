import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Count, Database, decodeCursor, Flag, Id, Instant, Paging, pageOf, pageSize, Parts, Text, type Actor, type Page } from '#platform';
import { ChannelRegistry } from '../channels/channel-registry.js';
import { OUTSIDE_CHANNELS, type OutsideChannel } from '../channels/channels-file.js';
import { DELIVERY_STATES, type DeliveryState } from '../delivery.js';
import { DELAY, HAS_LEFT, SOUGHT_DELAYS, type SoughtDelay } from './delivery-delay.js';

const LEDGER_ORDERS = ['oldest', 'newest'] as const;

export class DeliveriesFilter extends Paging {
  @Choice(['in_app', ...OUTSIDE_CHANNELS], { optional: true, name: 'DeliveryChannel' })
  channel?: 'in_app' | OutsideChannel;

  @Choice(DELIVERY_STATES, { optional: true, name: 'DeliveryState' })
  state?: DeliveryState;

  @Choice(SOUGHT_DELAYS, { optional: true, name: 'SoughtDelay', about: 'How long it took until it left; left: however long' })
  delay?: SoughtDelay;

  @Text({ optional: true, max: 60, about: 'Kind of message, e.g. checklist.issued' })
  kind?: string;

  @Text({ optional: true, max: 50, about: 'Part of the unit’s name, or first letters of its pinyin' })
  search?: string;

  @Choice(LEDGER_ORDERS, { optional: true, name: 'LedgerOrder', about: 'Which of them come first; the oldest when absent' })
  order?: (typeof LEDGER_ORDERS)[number];
}

export class DeliveryView {
  @Id() id!: string;
  @Text() kind!: string;
  @Text() subject!: string;
  @Count() round!: number;
  @Id() unitId!: string;
  @Text() unitName!: string;
  @Text({ nullable: true, about: 'The person addressed; null: the inbox of the unit' }) personName!: string | null;
  @Text({ about: 'in_app, or a way outside: sms, email, webhook, wecom, dingtalk, feishu' }) channel!: string;
  @Text({ nullable: true, about: 'The gateway it goes by; null: the inbox' }) gateway!: string | null;
  @Id({ nullable: true, about: '指令号: the order number that its reader sees' }) number!: string | null;
  @Flag() exercise!: boolean;
  @Choice(DELIVERY_STATES, { name: 'DeliveryState' }) state!: DeliveryState;
  @Instant() queuedAt!: Date;
  @Instant({ nullable: true }) sentAt!: Date | null;
  @Instant({ nullable: true }) deliveredAt!: Date | null;
  @Instant({ nullable: true }) readAt!: Date | null;
  @Instant({ nullable: true }) acknowledgedAt!: Date | null;
  @Count({ nullable: true, about: 'Seconds from queued to sent, or until now while it waits; null: it never left' }) delaySeconds!: number | null;
  @Text({ nullable: true, about: 'Stable; the console translates it' }) failureCode!: string | null;
  @Text({ nullable: true }) failure!: string | null;
  @Flag({ about: 'Failed, and can be sent again' }) replayable!: boolean;
}

export class DeliveryPage {
  @Parts(() => DeliveryView) items!: DeliveryView[];
  @Text({ nullable: true }) nextCursor!: string | null;
  @Count({ about: 'Deliveries of the whole response that failed and can be sent again, whatever the filter' }) failed!: number;
}

/** The delivery ledger of one response: who got what, when, by which channel, and where it got stuck. */
export class Deliveries extends Query<Page<DeliveryView> & { failed: number }> {
  constructor(
    readonly actor: Actor,
    readonly thread: string,
    readonly filter: DeliveriesFilter,
  ) {
    super();
  }
}

const pageOn = (from: 'd.id >' | 'd.id <', order: 'ASC' | 'DESC'): string => `
  SELECT d.id, d.kind, d.subject, d.round, d.unit_id AS "unitId", unit.name AS "unitName", person.name AS "personName", d.channel, d.gateway, d.parcel_id AS number, d.exercise, d.state,
         d.queued_at AS "queuedAt", d.sent_at AS "sentAt", d.delivered_at AS "deliveredAt", d.read_at AS "readAt",
         d.acknowledged_at AS "acknowledgedAt", d.failure_code AS "failureCode", d.failure, d.state = 'failed' AND d.gateway = ANY ($8::text[]) AS replayable,
         CASE WHEN d.sent_at IS NOT NULL THEN extract(epoch FROM d.sent_at - d.queued_at) WHEN d.state = 'queued' THEN extract(epoch FROM clock_now() - d.queued_at) END::int AS "delaySeconds"
    FROM notification_delivery d
    JOIN directory_face_units_found($1, $6) unit ON unit.unit_id = d.unit_id
    LEFT JOIN directory_face_people($1) person ON person.person_id = d.person_id
   WHERE d.thread = $2 AND d.jurisdiction_id = $1 AND ${from} $3
     AND ($4::notification_state IS NULL OR d.state = $4) AND ($5::text IS NULL OR d.kind = $5)
     AND ($9::text IS NULL OR d.channel = $9) AND ($10::text IS NULL OR CASE $10 WHEN 'left' THEN ${HAS_LEFT} ELSE ${DELAY} = $10 END)
   ORDER BY d.id ${order} LIMIT $7`;
const OLDEST_FIRST = pageOn('d.id >', 'ASC');
const NEWEST_FIRST = pageOn('d.id <', 'DESC');
const NEWEST_ID = '9223372036854775807';
const FAILED = `
  SELECT count(*)::int AS failed FROM notification_delivery WHERE thread = $1 AND jurisdiction_id = $2 AND state = 'failed' AND gateway = ANY ($3::text[])`;

@Answers(Deliveries)
export class DeliveriesHandler implements IQueryHandler<Deliveries> {
  constructor(
    private readonly database: Database,
    private readonly channels: ChannelRegistry,
  ) {}

  async execute({ actor, thread, filter }: Deliveries): Promise<Page<DeliveryView> & { failed: number }> {
    const [page, first] = filter.order === 'newest' ? [NEWEST_FIRST, NEWEST_ID] : [OLDEST_FIRST, '0'];
    const [after] = decodeCursor(filter.cursor, 1) ?? [first];
    const gateways = this.channels.gateways.map(({ name }) => name);
    const values = [actor.jurisdictionId, thread, after, filter.state ?? null, filter.kind ?? null, filter.search ?? null, pageSize(filter) + 1, gateways, filter.channel ?? null, filter.delay ?? null];
    const rows = await this.database.query<DeliveryView>(page, values);
    const [counted] = await this.database.query<{ failed: number }>(FAILED, [thread, actor.jurisdictionId, gateways]);
    return { ...pageOf(rows, filter, (row) => [row.id]), failed: counted!.failed };
  }
}
