import type { Rows } from '#platform';
import { Duty1795404420000 } from './migrations/1795404420000-duty.js';
import './notices.js';

export * from './commands/open-occurrences.js';
export * from './commands/tell-missing-holidays.js';
export * from './duty.events.js';
export * from './duty.module.js';

export const dutyRows: Rows = { entities: [], migrations: [Duty1795404420000] };
