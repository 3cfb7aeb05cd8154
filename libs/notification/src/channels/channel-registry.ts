import { Injectable } from '@nestjs/common';
import { Environment } from '#config/environment';
import { openGateway } from '../gateways/open-gateway.js';
import type { Gateway } from '../gateways/gateway.js';
import { covers, type GatewaySettings, type OutsideChannel } from './channels-file.js';
import { readChannels } from './read-channels.js';

/** From a kind of contact to the gateway that serves it. */
export interface Route {
  readonly contact: string;
  readonly channel: OutsideChannel;
  readonly gateway: string;
}

/** The gateways of this installation. A wrong channels file ends the start here. */
@Injectable()
export class ChannelRegistry {
  readonly gateways: readonly GatewaySettings[];
  private readonly open = new Map<string, Gateway>();

  constructor({ CHANNELS_FILE }: Environment) {
    this.gateways = readChannels(CHANNELS_FILE);
    for (const settings of this.gateways) this.open.set(settings.name, openGateway(settings));
  }

  /**
   * By which ways a notice of this kind goes outside. The one place that refuses an exercise 演练 a real channel: whatever
   * asks for one gets its routes here. (The ledger's own constraint holds the same, should anybody forget to ask.)
   */
  routes(kind: string, exercise: boolean): readonly Route[] {
    if (exercise) return [];
    const serving = this.gateways.filter((gateway) => gateway.kinds.some((pattern) => covers(pattern, kind)));
    return serving.map(({ name, channel }) => ({ contact: channel === 'sms' ? 'mobile' : channel, channel, gateway: name }));
  }

  /** By which way one contact of this kind is reached, whatever the notice: a code that it waits for goes by any gateway of its channel. */
  wayTo(contact: string): Route | undefined {
    const channel = contact === 'mobile' ? 'sms' : contact;
    const gateway = this.gateways.find((one) => one.channel === channel);
    return gateway && { contact, channel: gateway.channel, gateway: gateway.name };
  }

  settings(name: string): GatewaySettings | undefined {
    return this.gateways.find((gateway) => gateway.name === name);
  }

  adapter(name: string): Gateway {
    return this.open.get(name)!;
  }
}
