import type { MessageFacts } from '../message.js';
import type { Outcome } from '../settlement.js';

/** One message on its way to one contact. */
export interface Letter extends MessageFacts {
  /** The provider key: the same in each try. */
  readonly key: string;
  /** Where to, as the directory knows it: a number, a mailbox, a robot's key, an address of a receiver. */
  readonly address: string;
  readonly title: string;
  readonly text: string;
  /** The database's time; signatures carry it. */
  readonly at: Date;
}

/** What a provider says of a key when it is asked. */
export type Word = { readonly kind: 'accepted'; readonly reference: string | null } | { readonly kind: 'absent' } | { readonly kind: 'unknown'; readonly code: string; readonly text: string };

/** A way out of the product, spoken as its provider documents it. */
export interface Gateway {
  /** safe: its receivers know our keys, a repetition changes nothing. marked: a repetition must say of itself that it is one. */
  readonly repetition: 'safe' | 'marked';
  send(letter: Letter, signal: AbortSignal): Promise<Outcome>;
  /** Asks what became of a key. Absent where the provider cannot be asked. */
  ask?(letter: Letter, signal: AbortSignal): Promise<Word>;
  /** So many seconds after a message left, its provider has it or never will. Of those that can be asked. */
  readonly settledSeconds?: number;
}
