import type { ProblemState, ViolationCategory } from '../../../core/api';

export const PROBLEM_STATES: readonly ProblemState[] = ['logged', 'assigned', 'rectified', 'rechecked', 'reopened', 'closed'];

export const CATEGORIES: readonly ViolationCategory[] = [
  'not_stopped',
  'not_limited',
  'early_restart',
  'treatment_off',
  'over_limit',
  'fake_data',
  'ledger_missing',
  'vehicle',
  'machinery',
  'earthworks',
  'bare_soil',
  'road_dust',
  'open_burning',
  'fireworks',
  'loose_coal',
  'access_refused',
  'other',
];
