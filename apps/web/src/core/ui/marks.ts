import type { DeliveryState, ItemState, ProblemState, ResponseState, WarningState } from '../api';

/** 状态 = sign and word; the colour only repeats what they say. */
export type Mark = 'idle' | 'seen' | 'busy' | 'good' | 'late' | 'bad' | 'back' | 'off';

export const GLYPH: Record<Mark, string> = { idle: '○', seen: '◔', busy: '◑', good: '●', late: '▲', bad: '✕', back: '↩', off: '－' };

export const ITEM_MARK: Record<ItemState, Mark> = {
  informed: 'off',
  open: 'idle',
  returned: 'back',
  done: 'busy',
  partly: 'busy',
  cannot: 'bad',
  not_applicable: 'busy',
  accepted: 'good',
  withdrawn: 'off',
};

export const PROBLEM_MARK: Record<ProblemState, Mark> = { logged: 'idle', assigned: 'busy', rectified: 'busy', rechecked: 'busy', reopened: 'back', closed: 'good' };
export const RESPONSE_MARK: Record<ResponseState, Mark> = { active: 'busy', suspended: 'idle', lifted: 'busy', closed: 'good' };
export const WARNING_MARK: Record<WarningState, Mark> = { drafted: 'idle', issued: 'busy', suspended: 'idle', lifted: 'good', revoked: 'off', withdrawn: 'off' };
export const DELIVERY_MARK: Record<DeliveryState, Mark> = { queued: 'idle', sent: 'idle', delivered: 'seen', read: 'busy', acknowledged: 'good', failed: 'bad' };
