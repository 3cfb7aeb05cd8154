import type { Rows } from '#platform';

export * from './queries/audit-trail.js';
export * from './queries/journal-checks.js';
export * from './queries/journal-view.js';
export * from './queries/search.js';
export * from './queries/timeline.js';
export * from './report.module.js';

export const reportRows: Rows = { entities: [], migrations: [] };
