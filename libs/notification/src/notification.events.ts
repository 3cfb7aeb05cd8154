import { DomainEvent, WireName } from '#platform';

/** What the command centre should see of the ways outside. No number, no address, no name. */
abstract class ChannelEvent extends DomainEvent {
  abstract readonly gateway: string;

  get subject(): string {
    return `gateway/${this.gateway}`;
  }

  override get audience(): string[] {
    return ['command', 'role:system-admin'];
  }
}

/** 未送达: these deliveries of one response were given up. An operator may send them again. */
@WireName('notification.deliveries-failed')
export class DeliveriesFailed extends ChannelEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly responseId: string | null,
    readonly gateway: string,
    readonly deliveries: number,
    readonly code: string,
  ) {
    super();
  }

  override get thread(): string | null {
    return this.responseId;
  }
}

/** 重发: an operator sends again what had failed. */
@WireName('notification.deliveries-replayed')
export class DeliveriesReplayed extends DomainEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly responseId: string | null,
    readonly deliveryIds: readonly string[],
    readonly deliveries: number,
  ) {
    super();
  }

  get subject(): string {
    return this.deliveryIds.length === 1 ? `delivery/${this.deliveryIds[0]}` : `response/${this.responseId}`;
  }

  override get thread(): string | null {
    return this.responseId;
  }
}

/** 熔断 or 恢复: a gateway is left alone for a while, or works again. */
@WireName('notification.gateway-changed')
export class GatewayChanged extends ChannelEvent {
  constructor(
    readonly jurisdictionId: string,
    readonly gateway: string,
    readonly state: 'open' | 'closed',
    readonly code: string | null,
  ) {
    super();
  }
}
