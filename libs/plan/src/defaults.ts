import type { LevelPair, PlanClocks } from './plan.js';

/** What a document that says nothing about it begins with; a person may change both before publishing. */
export const DEFAULT_LEVELS: readonly LevelPair[] = [
  { warning: 'yellow', response: 'III' },
  { warning: 'orange', response: 'II' },
  { warning: 'red', response: 'I' },
];

/** One hour to acknowledge, a day to confirm, half a day to stand down; silence climbs rung by rung. */
export const DEFAULT_CLOCKS: PlanClocks = {
  acknowledge: {
    withinMinutes: 60,
    ladder: [
      { atMinutes: -30, ring: 'duty' },
      { atMinutes: 0, ring: 'head' },
      { atMinutes: 30, ring: 'lead' },
      { atMinutes: 60, ring: 'commander' },
    ],
  },
  confirm: {
    withinMinutes: 1440,
    ladder: [
      { atMinutes: -120, ring: 'duty' },
      { atMinutes: 0, ring: 'head' },
      { atMinutes: 60, ring: 'lead' },
      { atMinutes: 240, ring: 'commander' },
    ],
  },
  standDown: {
    withinMinutes: 720,
    ladder: [
      { atMinutes: -60, ring: 'duty' },
      { atMinutes: 0, ring: 'head' },
      { atMinutes: 120, ring: 'commander' },
    ],
  },
};
