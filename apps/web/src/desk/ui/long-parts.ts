import type { Page } from '../../core/pages';

interface Named {
  readonly id: string;
}

/** A piece of a long list, as one page of the server. */
export interface Part<Row> extends Page<Row> {
  readonly cursor: string | undefined;
  /** Something has happened since it was read; it is read again when it comes into sight. */
  readonly isOld: boolean;
}

/**
 * The part `at` has been read again. In a list that grows at its top its last rows are now the first ones of the next part: they stand
 * there until that one is read again, so that no row is missing meanwhile.
 */
export function replaced<Row extends Named>(parts: readonly Part<Row>[], at: number, part: Part<Row>): Part<Row>[] {
  const next = parts[at + 1];
  const out = next ? pushedOut(parts[at]?.items ?? [], part.items, next.items) : [];
  return chained(parts.map((one, n) => (n === at ? part : n === at + 1 && out.length > 0 ? { ...one, items: [...out, ...one.items] } : one)));
}

function pushedOut<Row extends Named>(before: readonly Row[], now: readonly Row[], next: readonly Row[]): Row[] {
  const last = now.at(-1)?.id;
  // The list has become shorter: what is no longer here has left it.
  if (!last || next.some(({ id }) => id === last)) return [];
  const ids = new Set(now.map(({ id }) => id));
  return before.slice(before.findIndex(({ id }) => id === last) + 1).filter(({ id }) => !ids.has(id));
}

/** Each part begins where the one before ends; where that has moved, the next one is old. Behind the end of the list is nothing. */
export function chained<Row>(parts: readonly Part<Row>[]): Part<Row>[] {
  const end = parts.findIndex(({ nextCursor }) => nextCursor === null);
  return parts.slice(0, end < 0 ? undefined : end + 1).map((part, at) => {
    const cursor = at === 0 ? undefined : parts[at - 1]!.nextCursor!;
    return cursor === part.cursor ? part : { ...part, cursor, isOld: true };
  });
}

export function oldInSight<Row>(parts: readonly Part<Row>[], [from, to]: readonly [number, number]): number {
  let begins = 0;
  return parts.findIndex(({ items, isOld }) => {
    const [first, last] = [begins, (begins += items.length)];
    return isOld && last > from && first < to;
  });
}

/** Between the reading of two parts a row may have moved from one into the other. */
export function once<Row extends Named>(parts: readonly Part<Row>[]): Row[] {
  const seen = new Set<string>();
  return parts.flatMap(({ items }) => items.filter(({ id }) => !seen.has(id) && seen.add(id)));
}
