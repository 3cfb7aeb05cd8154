import type { Rows } from '#platform';
import { NotificationInboxFace1795400102000 } from './migrations/1795400102000-inbox-face.js';
import { Notification1795305605000 } from './migrations/1795305605000-notification.js';

export * from './commands/place-in-inbox.js';
export * from './commands/read-notices.js';
export * from './commands/record-arrival.js';
export * from './delivery.js';
export * from './notification.module.js';
export * from './queries/deliveries.js';
export * from './queries/my-notices.js';

export const notificationRows: Rows = { entities: [], migrations: [Notification1795305605000, NotificationInboxFace1795400102000] };
