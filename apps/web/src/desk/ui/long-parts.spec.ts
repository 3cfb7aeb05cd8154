import { chained, oldInSight, once, replaced, type Part } from './long-parts';

interface Row {
  readonly id: string;
}
const SIZE = 3;
/** The list of the server, newest first, in parts as they are read: the cursor is the last row seen. */
const read = (list: readonly string[], after?: string): Part<Row> => {
  const from = after === undefined ? 0 : list.indexOf(after) + 1;
  const items = list.slice(from, from + SIZE).map((id) => ({ id }));
  return { items, nextCursor: from + SIZE < list.length ? items.at(-1)!.id : null, cursor: after, isOld: false };
};
const whole = (list: readonly string[]): Part<Row>[] => {
  const parts = [read(list)];
  while (parts.at(-1)!.nextCursor !== null) parts.push(read(list, parts.at(-1)!.nextCursor!));
  return parts;
};
const ids = (parts: readonly Part<Row>[]): string => once(parts).map(({ id }) => id).join('');

describe('a long list in parts', () => {
  const list = [...'abcdefgh'];

  it('misses no row when one comes at the top, although only the first part was read again', () => {
    const parts = replaced(whole(list), 0, read(['n', ...list]));
    expect(ids(parts)).toBe('nabcdefgh');
    expect(parts.map(({ isOld }) => isOld)).toEqual([false, true, false]);
  });

  it('misses none and shows none twice while it is read again part by part, however many have come', () => {
    for (const come of [['n'], [...'nm'], [...'nmk'], [...'nmklo'], [...'123456789']]) {
      const now = [...come, ...list];
      let parts = replaced(whole(list), 0, read(now));
      expect(ids(parts)).toHaveLength(new Set(ids(parts)).size);
      const known = (): string => [...ids(parts)].filter((row) => list.includes(row)).join('');
      expect(known()).toBe(list.join(''));
      for (let at: number; (at = oldInSight(parts, [0, 99])) >= 0; ) {
        parts = replaced(parts, at, read(now, parts[at]!.cursor));
        // Only behind its end something may be, and then it says so.
        expect(list.join('').startsWith(known())).toBe(true);
        expect(known().length === list.length || parts.at(-1)!.nextCursor !== null).toBe(true);
      }
      expect(now.join('').startsWith(ids(parts))).toBe(true);
    }
  });

  it('lets go of what has left the list, instead of handing it on', () => {
    const parts = replaced(whole(list), 0, read(list.filter((id) => id !== 'b')));
    expect(ids(parts)).toBe('acdefgh');
  });

  it('ends where the server says', () => {
    expect(ids(replaced(whole(list), 1, { ...read(list, 'c'), nextCursor: null }))).toBe('abcdef');
    expect(chained(whole(list)).every(({ isOld }) => !isOld)).toBe(true);
  });

  it('reads again only what is old and in sight', () => {
    const old = whole(list).map((part, n) => ({ ...part, isOld: n === 2 }));
    expect(oldInSight(old, [0, 5])).toBe(-1);
    expect(oldInSight(old, [5, 7])).toBe(2);
  });
});
