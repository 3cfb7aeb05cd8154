import type { Role } from '../../core/api';

export const COMMAND: readonly Role[] = ['duty-officer', 'approver', 'commander'];
export const UNITS: readonly Role[] = ['unit', 'unit-head', 'enterprise'];
/** Whoever works in the field may come with a phone: the phone's own pages are offered to them. */
export const FIELD: readonly Role[] = [...UNITS, 'inspector'];
