import { Module } from '@nestjs/common';
import { PlaceInInboxHandler } from './commands/place-in-inbox.js';
import { ReadNoticesHandler } from './commands/read-notices.js';
import { RecordArrivalHandler } from './commands/record-arrival.js';
import { DeliveryFigures } from './delivery-figures.js';
import { DeliveriesHandler } from './queries/deliveries.js';
import { MyNoticesHandler } from './queries/my-notices.js';

@Module({ providers: [DeliveryFigures, PlaceInInboxHandler, RecordArrivalHandler, ReadNoticesHandler, DeliveriesHandler, MyNoticesHandler] })
export class NotificationModule {}
