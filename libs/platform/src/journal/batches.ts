import { afterMarks } from './reactions.js';

/** An entry that the relay has just given its place in the feed. */
export interface Placed {
  readonly position: string;
  readonly entryId: string;
  readonly type: string;
}

export interface NewBatch {
  readonly subscriber: string;
  readonly entries: string[];
}

interface Subscription {
  readonly types: ReadonlySet<string>;
  readonly batch: number;
}

/** What each subscriber asked for, gathered from its `@After` marks. */
export function subscriptions(): Map<string, Subscription> {
  const found = new Map<string, { types: Set<string>; batch: number }>();
  for (const mark of afterMarks) {
    const known = found.get(mark.subscriber);
    if (known) known.types.add(mark.event.wireName);
    else found.set(mark.subscriber, { types: new Set([mark.event.wireName]), batch: mark.batch });
  }
  return found;
}

/** Cuts placed entries into batches, per subscriber, in journal order, none larger than the subscriber takes. */
export function cutIntoBatches(placed: readonly Placed[], subscribers = subscriptions()): NewBatch[] {
  const batches: NewBatch[] = [];
  for (const [subscriber, { types, batch }] of subscribers) {
    const wanted = placed.filter((entry) => types.has(entry.type)).map((entry) => entry.entryId);
    for (let from = 0; from < wanted.length; from += batch) batches.push({ subscriber, entries: wanted.slice(from, from + batch) });
  }
  return batches;
}

/** Two halves of a batch that failed: the search for the one poisonous entry. */
export const halves = (entries: readonly string[]): [string[], string[]] => {
  const middle = Math.ceil(entries.length / 2);
  return [entries.slice(0, middle), entries.slice(middle)];
};
