import { Module } from '@nestjs/common';
import { AcknowledgementLink } from './acknowledgement-link.js';
import { PlaceInInboxHandler } from './commands/place-in-inbox.js';
import { ReadNoticesHandler } from './commands/read-notices.js';
import { RecordArrivalHandler } from './commands/record-arrival.js';
import { LinkUse } from './link-use.js';
import { DeliveryFigures } from './delivery-figures.js';
import { DeliveriesHandler } from './queries/deliveries.js';
import { LinkedDeliveryHandler } from './queries/linked-delivery.js';
import { MyNoticesHandler } from './queries/my-notices.js';

@Module({
  providers: [AcknowledgementLink, DeliveryFigures, LinkUse, LinkedDeliveryHandler, PlaceInInboxHandler, RecordArrivalHandler, ReadNoticesHandler, DeliveriesHandler, MyNoticesHandler],
  exports: [AcknowledgementLink, LinkUse],
})
export class NotificationModule {}
