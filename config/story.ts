/**
 * The contexts in the order in which the story of one night happens.
 * Each may use only those before it: a consequence may know its cause, never the reverse.
 * To speak to one behind you, emit an event; it reacts. `test/architecture.spec.ts` holds the code to this list.
 */
export const STORY = [
  'platform',
  'directory',
  'identity',
  'evidence',
  'plan',
  'notification',
  'air-quality',
  'warning',
  'response',
  'enterprise',
  'checklist',
  'inspection',
  'duty',
  'accountability',
  'report',
] as const;

export type Context = (typeof STORY)[number];

/**
 * The one chain that must be whole: a level is signed, the response changes and every obligation with it, in one
 * transaction or not at all. [event's wire name, contexts that join it within the emitter's transaction].
 * The boot refuses any `@Within` that is not listed here, and any line here without its reaction.
 */
export const WITHIN_CHAIN: ReadonlyArray<readonly [event: string, joins: readonly Context[]]> = [
  ['warning.level-raised', ['response']],
  ['warning.level-lowered', ['response']],
  ['warning.suspended', ['response']],
  ['warning.resumed', ['response']],
  ['warning.lifted', ['response']],
  ['response.activated', ['checklist']],
  ['response.level-changed', ['checklist']],
  ['response.suspended', ['checklist']],
  ['response.resumed', ['checklist']],
  ['response.lifted', ['checklist']],
];
