import type { Rows } from '#platform';
import { Link1795400650000 } from './migrations/1795400650000-link.js';
import { Notification1795305605000 } from './migrations/1795305605000-notification.js';
import { Outside1795400500000 } from './migrations/1795400500000-outside.js';

export * from './acknowledgement-link.js';
export * from './channels/channels-file.js';
export * from './channels/read-channels.js';
export * from './commands/place-in-inbox.js';
export * from './commands/read-notices.js';
export * from './commands/record-arrival.js';
export * from './commands/replay-deliveries.js';
export * from './commands/send-contact-code.js';
export * from './commands/take-receipts.js';
export * from './delivery.js';
export * from './link.refusals.js';
export * from './link-use.js';
export * from './notice.js';
export * from './notification.events.js';
export * from './notification.module.js';
export * from './notification.refusals.js';
export * from './queries/channels.js';
export * from './queries/deliveries.js';
export * from './queries/linked-delivery.js';
export * from './queries/my-notices.js';
export type { ReceiptClaim } from './receipt.js';
export * from './sending/outside-channels.js';

export const notificationRows: Rows = { entities: [], migrations: [Notification1795305605000, Outside1795400500000, Link1795400650000] };
