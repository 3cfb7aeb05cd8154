import type { ChecklistRow, ReminderReason } from '../../../core/api';
import type { Mark } from '../../../core/ui/marks';

export interface RowState {
  readonly mark: Mark;
  /** Key under `desk.board.states`. */
  readonly word: string;
}

const isLifted = ({ responseState, standDownBy }: ChecklistRow): boolean => standDownBy !== null || responseState === 'lifted' || responseState === 'closed';

/** The one word for where a unit stands: what it owes next, and whether it is late. */
export function stateOf(row: ChecklistRow): RowState {
  if (row.excusedAt) return { mark: 'off', word: 'excused' };
  if (row.stoodDownAt) return { mark: 'good', word: 'stoodDown' };
  if (isLifted(row)) return row.overdue ? { mark: 'late', word: 'standDownLate' } : { mark: 'idle', word: 'notStoodDown' };
  if (!row.acknowledgedAt) return row.overdue ? { mark: 'late', word: 'acknowledgeLate' } : { mark: 'idle', word: 'unacknowledged' };
  if (row.overdue) return { mark: 'late', word: 'confirmLate' };
  if (row.itemsReturned > 0) return { mark: 'back', word: 'returned' };
  if (row.itemsTotal === 0) return { mark: 'good', word: 'acknowledged' };
  if (row.itemsAccepted === row.itemsTotal) return { mark: 'good', word: 'done' };
  if (row.itemsAnswered === row.itemsTotal) return { mark: 'busy', word: 'toReview' };
  return row.itemsAnswered > 0 ? { mark: 'busy', word: 'working' } : { mark: 'seen', word: 'acknowledged' };
}

/** What a reminder to this unit would be about; null when it owes nothing. */
export function owes(row: ChecklistRow): ReminderReason | null {
  if (row.excusedAt || row.stoodDownAt) return null;
  if (isLifted(row)) return 'not_stood_down';
  if (!row.acknowledgedAt) return 'unacknowledged';
  return row.itemsAnswered < row.itemsTotal ? 'unanswered' : null;
}

/** The next time limit of the unit. */
export function limitOf(row: ChecklistRow): string | null {
  if (row.excusedAt || row.stoodDownAt) return null;
  if (row.standDownBy) return row.standDownBy;
  return row.acknowledgedAt ? row.confirmBy : (row.acknowledgeBy ?? row.confirmBy);
}
