/** 违法情形, for one tap on a phone at night; the rest says it in words. */
export const VIOLATION_CATEGORIES = [
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
] as const;
export type ViolationCategory = (typeof VIOLATION_CATEGORIES)[number];
