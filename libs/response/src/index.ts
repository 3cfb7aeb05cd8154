import type { Rows } from '#platform';
import { Response1795305608000 } from './migrations/1795305608000-response.js';
import { ResponseStatistics1795406220000 } from './migrations/1795406220000-statistics.js';
import { ResponseEntity } from './response.entity.js';

export * from './commands/close-response.js';
export * from './queries/response-by-id.js';
export * from './queries/response-view.js';
export * from './queries/responses.js';
export * from './response.events.js';
export * from './response.module.js';
export * from './response.refusals.js';
export { RESPONSE_LEVELS, RESPONSE_STATES, type ResponseLevel, type ResponseState } from './response.js';

export const responseRows: Rows = { entities: [ResponseEntity], migrations: [Response1795305608000, ResponseStatistics1795406220000] };
