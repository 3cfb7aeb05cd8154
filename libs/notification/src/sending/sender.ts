import { Injectable, Logger } from '@nestjs/common';
import { failpoint } from '#platform';
import { ChannelRegistry } from '../channels/channel-registry.js';
import type { GatewaySettings } from '../channels/channels-file.js';
import type { Gateway, Letter } from '../gateways/gateway.js';
import { isSettled, type Outcome } from '../settlement.js';
import { Ledger } from './ledger.js';
import { Letters, markedRepeated } from './letters.js';
import type { Parcel } from './parcels.js';

/** One leased message: written, sent outside of any transaction, and its result recorded under the lease. */
@Injectable()
export class Sender {
  private readonly log = new Logger(Sender.name);

  constructor(
    private readonly letters: Letters,
    private readonly ledger: Ledger,
    private readonly channels: ChannelRegistry,
  ) {}

  async send(parcel: Parcel, gateway: GatewaySettings, closing: AbortSignal): Promise<void> {
    await failpoint('channel.leased');
    const written = await this.letters.write(parcel);
    if ('gone' in written) {
      if (written.gone === 'withdrawn') return this.ledger.withdraw(parcel);
      await this.ledger.record(parcel, gateway, { kind: 'refused', code: 'channel.contact-gone', text: 'The contact is no longer active and verified.' }, 0);
      return;
    }
    const asked = performance.now();
    const at = await this.letters.hold(parcel, gateway);
    // A process that was frozen in this moment may hold a lease that has ended; elapsed time needs no clock.
    if (!at || performance.now() - asked > gateway.timeoutSeconds * 1000) return;
    const { outcome, uncertain } = await this.exchange(parcel, gateway, { ...written.letter, at }, closing);
    await failpoint('channel.sent-unrecorded');
    await this.ledger.record({ ...parcel, uncertain }, gateway, outcome, Math.random());
    await failpoint('channel.recorded');
  }

  /** Where a former try may have arrived: ask first; where nobody can be asked, repeat so that one order is seen as one. */
  private async exchange(parcel: Parcel, gateway: GatewaySettings, letter: Letter, closing: AbortSignal): Promise<{ outcome: Outcome; uncertain: boolean }> {
    const adapter = this.channels.adapter(gateway.name);
    const signal = (): AbortSignal => AbortSignal.any([AbortSignal.timeout(gateway.timeoutSeconds * 1000), closing]);
    if (!parcel.uncertain) return { outcome: await this.guarded(adapter, letter, signal()), uncertain: false };
    if (!adapter.ask) {
      const again = adapter.repetition === 'marked' ? markedRepeated(letter) : letter;
      return { outcome: await this.guarded(adapter, again, signal()), uncertain: true };
    }
    const word = await adapter.ask(letter, signal()).catch((error: Error) => this.unexpected(error));
    if (word.kind !== 'absent') return { outcome: word, uncertain: true };
    if (!isSettled(parcel.leftAt ?? parcel.madeAt, letter.at, adapter.settledSeconds ?? 0)) return { outcome: onItsWay(adapter.settledSeconds!), uncertain: true };
    return { outcome: await this.guarded(adapter, letter, signal()), uncertain: false };
  }

  private guarded(adapter: Gateway, letter: Letter, signal: AbortSignal): Promise<Outcome> {
    return adapter.send(letter, signal).catch((error: Error) => this.unexpected(error));
  }

  private unexpected(error: Error) {
    this.log.error(error.stack ?? error.message);
    return { kind: 'unknown', code: 'channel.unexpected', text: error.message } as const;
  }
}

const onItsWay = (seconds: number): Outcome => ({ kind: 'unsettled', seconds, code: 'channel.not-settled', text: 'The provider does not know of it, but it may still be on its way.' });
