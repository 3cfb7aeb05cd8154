import type { Rows } from '#platform';
import { MessageEntity } from './message.entity.js';
import { Warning1795305607000 } from './migrations/1795305607000-warning.js';
import { WarningEntity } from './warning.entity.js';

export * from './commands/approve-message.js';
export * from './commands/draft-warning.js';
export * from './commands/edit-message.js';
export * from './commands/message-input.js';
export * from './commands/move-message.js';
export * from './commands/open-message.js';
export * from './level.js';
export * from './queries/approved-messages.js';
export * from './queries/warning-detail.js';
export * from './queries/warning-view.js';
export * from './queries/warnings.js';
export * from './warning.events.js';
export * from './warning.module.js';
export * from './warning.refusals.js';

export const warningRows: Rows = { entities: [WarningEntity, MessageEntity], migrations: [Warning1795305607000] };
