import type { ChecklistRow } from '../api';

/** What a checklist asks of its unit next. */
export type Stage = 'arrived' | 'stand-down' | 'working' | 'done' | 'ended';

export function stageOf(row: ChecklistRow): Stage {
  if (row.stoodDownAt || row.excusedAt || row.responseState === 'closed') return 'ended';
  if (row.responseState === 'lifted') return 'stand-down';
  if (!row.acknowledgedAt) return 'arrived';
  return row.itemsAnswered < row.itemsTotal ? 'working' : 'done';
}

/** Within a stage: what came back first, then by the nearest deadline. */
export const byUrgency = (a: ChecklistRow, b: ChecklistRow): number =>
  Number(b.itemsReturned > 0) - Number(a.itemsReturned > 0) || (a.confirmBy ?? '9').localeCompare(b.confirmBy ?? '9');
