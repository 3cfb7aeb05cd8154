import type { DomainEvent } from './journal/event.js';

/** What a pure decision returns: the state afterwards and what happened. */
export interface Decision<State> {
  readonly next: State;
  readonly events: readonly DomainEvent[];
}

export const decided = <State>(next: State, ...events: DomainEvent[]): Decision<State> => ({ next, events });

/** Nothing happened, and that is no error: a second click, a repeated message. */
export const unchanged = <State>(state: State): Decision<State> => ({ next: state, events: [] });
