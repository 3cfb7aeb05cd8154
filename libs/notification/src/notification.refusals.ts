import { Refusal } from '#platform';

/** Only what failed is sent again: a second order would follow the first otherwise. */
export class DeliveryNotFailed extends Refusal {
  readonly code = 'delivery.not-failed';
  readonly kind = 'conflict';
  override readonly facts: { state: string };

  constructor(state: string) {
    super(`This delivery is ${state}. Only a failed one can be sent again.`);
    this.facts = { state };
  }
}

/** The gateway it went by is no longer in the channels file. */
export class GatewayClosed extends Refusal {
  readonly code = 'delivery.gateway-closed';
  readonly kind = 'conflict';
  override readonly facts: { gateway: string };

  constructor(gateway: string) {
    super(`The gateway ${gateway} is no longer configured. Put it back into the channels file, or reach the unit by another way.`);
    this.facts = { gateway };
  }
}

/** The receipt does not prove that it comes from the provider. */
export class ReceiptRefused extends Refusal {
  readonly code = 'receipt.not-proved';
  readonly kind = 'unauthenticated';

  constructor() {
    super('The token or signature of this receipt is wrong, or its time has passed.');
  }
}

/** No gateway of the installation serves this kind of contact. */
export class ChannelNotServed extends Refusal {
  readonly code = 'contact.channel-not-served';
  readonly kind = 'conflict';
  override readonly facts: { channel: string };

  constructor(channel: string) {
    super(`No gateway for ${channel} is set up, so no code can be sent there. Ring back instead.`);
    this.facts = { channel };
  }
}
