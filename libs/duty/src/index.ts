import type { Rows } from '#platform';
import { HandoverEntity } from './handover.entity.js';
import { Duty1795404420000 } from './migrations/1795404420000-duty.js';
import { Handover1795404610000 } from './migrations/1795404610000-handover.js';
import './notices.js';

export * from './commands/hand-over.js';
export * from './commands/import-roster.js';
export * from './commands/move-handover.js';
export * from './commands/open-occurrences.js';
export * from './commands/tell-missing-holidays.js';
export * from './duty.events.js';
export * from './duty.module.js';
export * from './duty.refusals.js';
export * from './queries/handovers.js';
export * from './queries/officers.js';

export const dutyRows: Rows = { entities: [HandoverEntity], migrations: [Duty1795404420000, Handover1795404610000] };
