import { Injectable, Logger } from '@nestjs/common';
import { Database, pause } from '#platform';
import { ChannelRegistry } from '../channels/channel-registry.js';
import type { GatewaySettings } from '../channels/channels-file.js';
import { Parcels, type Parcel } from './parcels.js';
import { Sender } from './sender.js';

/** A gateway without work is looked at this often. */
const TICK_MS = 500;
const SWEEP_MS = 60_000;
/** What is under way when the process closes gets so long; after that its result is unknown. */
const FAREWELL_MS = 10_000;
const FORGOTTEN_MINUTES = 120;

const WITHOUT_GATEWAY = `
  SELECT DISTINCT gateway FROM notification_parcel WHERE state IN ('waiting', 'sending') AND gateway <> ALL ($1::text[])
  UNION SELECT DISTINCT gateway FROM notification_delivery WHERE state = 'queued' AND parcel_id IS NULL AND gateway <> ALL ($1::text[])`;

/**
 * The ways outside, at work in a worker: a loop for each gateway with its own few messages under way, so that a slow or
 * dead one holds up neither another nor anything else. Whatever a worker leaves behind is found by the next look.
 */
@Injectable()
export class OutsideChannels {
  private readonly log = new Logger(OutsideChannels.name);

  constructor(
    private readonly channels: ChannelRegistry,
    private readonly parcels: Parcels,
    private readonly sender: Sender,
    private readonly database: Database,
  ) {}

  async run(closing: AbortSignal): Promise<void> {
    await Promise.all([this.sweep(closing), ...this.channels.gateways.map((gateway) => this.serve(gateway, closing))]);
  }

  private async serve(gateway: GatewaySettings, closing: AbortSignal): Promise<void> {
    const underWay = new Set<Promise<void>>();
    const gone = new AbortController();
    while (!closing.aborted) {
      const taken = await this.take(gateway, gateway.concurrency - underWay.size);
      for (const parcel of taken) {
        const sending: Promise<void> = this.send(parcel, gateway, gone.signal).finally(() => underWay.delete(sending));
        underWay.add(sending);
      }
      // A full house waits for the first to leave; an empty one looks again a little later.
      if (underWay.size >= gateway.concurrency) await Promise.race(underWay);
      else if (taken.length === 0) await pause(TICK_MS, closing);
    }
    const patience = setTimeout(() => gone.abort(), FAREWELL_MS);
    await Promise.all(underWay);
    clearTimeout(patience);
  }

  private async take(gateway: GatewaySettings, free: number): Promise<Parcel[]> {
    try {
      return await this.parcels.take(gateway, free);
    } catch (error) {
      this.log.warn(`${gateway.name}: ${(error as Error).message}`);
      return [];
    }
  }

  /** What fails here keeps its lease until it ends, and is then asked for or repeated. */
  private async send(parcel: Parcel, gateway: GatewaySettings, gone: AbortSignal): Promise<void> {
    await this.sender.send(parcel, gateway, gone).catch((error: Error) => this.log.warn(`${gateway.name}, message ${parcel.id}: ${error.message}`));
  }

  /** A gateway that was taken out of the file leaves nothing waiting for ever. */
  private async sweep(closing: AbortSignal): Promise<void> {
    while (!closing.aborted) {
      await this.failForgotten().catch((error: Error) => this.log.warn(`sweep: ${error.message}`));
      await pause(SWEEP_MS, closing);
    }
  }

  private async failForgotten(): Promise<void> {
    const rows = await this.database.query<{ gateway: string }>(WITHOUT_GATEWAY, [this.channels.gateways.map((gateway) => gateway.name)]);
    for (const { gateway } of rows) await this.database.transaction(() => this.parcels.giveUp(gateway, FORGOTTEN_MINUTES));
  }
}
