import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Count, failpoint, Handles, RecordNotFound } from '#platform';
import { ChannelRegistry } from '../channels/channel-registry.js';
import { ReceiptRefused } from '../notification.refusals.js';
import { isProved, reportsOf, type ReceiptClaim } from '../receipt.js';
import { Receipts } from '../sending/receipts.js';

export class ReceiptsTaken {
  @Count({ about: 'Reports that say what became of a message; the same report twice is taken twice and does nothing the second time' })
  taken!: number;
}

/** 回执: a provider says what became of messages that it took. */
export class TakeReceipts extends Command<ReceiptsTaken> {
  constructor(
    readonly gateway: string,
    readonly claim: ReceiptClaim,
    readonly body: unknown,
  ) {
    super();
  }
}

@Handles(TakeReceipts)
export class TakeReceiptsHandler implements ICommandHandler<TakeReceipts> {
  constructor(
    private readonly channels: ChannelRegistry,
    private readonly receipts: Receipts,
    private readonly clock: Clock,
  ) {}

  async execute({ gateway, claim, body }: TakeReceipts): Promise<ReceiptsTaken> {
    const settings = this.channels.settings(gateway)?.receipt;
    if (!settings) throw new RecordNotFound('gateway that takes receipts', gateway);
    if (!isProved(settings, claim, await this.clock.now())) throw new ReceiptRefused();
    const reports = reportsOf(settings, body);
    for (const report of reports) {
      await failpoint('channel.receipt');
      await this.receipts.take(gateway, report);
    }
    return { taken: reports.length };
  }
}
