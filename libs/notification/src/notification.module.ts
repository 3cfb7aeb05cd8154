import { Module } from '@nestjs/common';
import { DirectoryModule } from '#directory';
import { AcknowledgementLink } from './acknowledgement-link.js';
import { ChannelRegistry } from './channels/channel-registry.js';
import { PlaceInInboxHandler } from './commands/place-in-inbox.js';
import { SendContactCodeHandler } from './commands/send-contact-code.js';
import { ReadNoticesHandler } from './commands/read-notices.js';
import { RecordArrivalHandler } from './commands/record-arrival.js';
import { LinkUse } from './link-use.js';
import { DeliveryFigures } from './delivery-figures.js';
import { ReplayDeliveryHandler, ReplayFailedHandler } from './commands/replay-deliveries.js';
import { TakeReceiptsHandler } from './commands/take-receipts.js';
import { ChannelsHandler } from './queries/channels.js';
import { DelaysHandler } from './queries/delays.js';
import { DeliveriesHandler } from './queries/deliveries.js';
import { LinkedDeliveryHandler } from './queries/linked-delivery.js';
import { MyNoticesHandler } from './queries/my-notices.js';
import { GatewayBook } from './sending/gateway-book.js';
import { Ledger } from './sending/ledger.js';
import { Letters } from './sending/letters.js';
import { OutsideChannels } from './sending/outside-channels.js';
import { Parcels } from './sending/parcels.js';
import { Receipts } from './sending/receipts.js';
import { Sender } from './sending/sender.js';

const commands = [PlaceInInboxHandler, ReadNoticesHandler, RecordArrivalHandler, ReplayDeliveryHandler, ReplayFailedHandler, SendContactCodeHandler, TakeReceiptsHandler];
const queries = [ChannelsHandler, DelaysHandler, DeliveriesHandler, LinkedDeliveryHandler, MyNoticesHandler];
const sending = [ChannelRegistry, DeliveryFigures, GatewayBook, Ledger, Letters, OutsideChannels, Parcels, Receipts, Sender];

@Module({ imports: [DirectoryModule], providers: [AcknowledgementLink, LinkUse, ...commands, ...queries, ...sending], exports: [AcknowledgementLink, LinkUse] })
export class NotificationModule {}
