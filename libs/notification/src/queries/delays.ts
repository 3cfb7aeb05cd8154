import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Count, Database, Parts, Text, type Actor } from '#platform';
import { DELIVERY_DELAYS, DELAY, type DeliveryDelay } from './delivery-delay.js';

export class DelayCount {
  @Text({ about: 'in_app, or a way outside' }) channel!: string;
  @Choice(DELIVERY_DELAYS, { name: 'DeliveryDelay' }) delay!: DeliveryDelay;
  @Count({ about: 'Deliveries that the ledger shows by the same channel and delay' }) deliveries!: number;
}

export class DelayList {
  @Parts(() => DelayCount) items!: DelayCount[];
  @Count() deliveries!: number;
}

/** 送达用时: how long the messages of one response took until they left, by channel. */
export class Delays extends Query<DelayList> {
  constructor(
    readonly actor: Actor,
    readonly thread: string,
  ) {
    super();
  }
}

const SQL = `
  SELECT d.channel, ${DELAY} AS delay, count(*)::int AS deliveries
    FROM notification_delivery d WHERE d.thread = $2 AND d.jurisdiction_id = $1
   GROUP BY 1, 2 ORDER BY 1, 2`;

@Answers(Delays)
export class DelaysHandler implements IQueryHandler<Delays> {
  constructor(private readonly database: Database) {}

  async execute({ actor, thread }: Delays): Promise<DelayList> {
    const items = await this.database.query<DelayCount>(SQL, [actor.jurisdictionId, thread]);
    return { items, deliveries: items.reduce((sum, { deliveries }) => sum + deliveries, 0) };
  }
}
