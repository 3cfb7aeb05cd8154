import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from './actor.js';

/** On whose behalf code runs now: a person behind a request, a clock, a reaction to an earlier entry. */
export interface Act {
  readonly actor: Actor | null;
  readonly requestId: string | null;
  /** The journal entry that caused this act, when a reaction runs. */
  readonly causeId: string | null;
}

const nobody: Act = { actor: null, requestId: null, causeId: null };
const current = new AsyncLocalStorage<Act>();

/** Runs the work on behalf of somebody; the journal stamps this name on every entry written inside. */
export const actingAs = <T>(act: Partial<Act>, work: () => T): T => current.run({ ...nobody, ...act }, work);

export const currentAct = (): Act => current.getStore() ?? nobody;
