import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, ref, shallowRef, toValue, watch, type MaybeRefOrGetter, type Ref, type ShallowRef } from 'vue';
import { ask, Problem } from '../../core/api';
import { readAllOf, type Page, type Pages } from '../../core/pages';
import { me } from '../../core/session';
import { oldInSight, once, replaced, type Part } from './long-parts';

export interface LongPages<Row> extends Pages<Row> {
  /** These rows are in sight: what is old of them is read again. */
  see(from: number, to: number): void;
}

/**
 * A list of thousands of rows, in an order that does not change; new ones come at its top or at its end. As `usePages`, but when something happens only what is in sight is
 * read again, not fifty pages for every word of the feed; and the feed does not break off the reading of the next page.
 */
export function useLongPages<Row extends { id: string }>(key: MaybeRefOrGetter<readonly unknown[]>, read: (cursor: string | undefined) => Promise<{ data?: Page<Row> }>): LongPages<Row> {
  const whole = computed(() => [...toValue(key), 'long', me.value?.id]);
  /** The first page is a query like any other; by it the list hears that something has happened. */
  const first = useQuery({ queryKey: whole, queryFn: async ({ queryKey }) => ({ ...(await ask(read(undefined))), of: JSON.stringify(queryKey) }) });
  const parts = shallowRef<readonly Part<Row>[]>([]);
  const isReadingMore = ref(false);
  let of = '';
  const { readPart, problem } = usePart(whole, read, () => of);
  const { see, refresh } = useRefreshing(parts, readPart);

  watch([first.data, first.dataUpdatedAt], () => begin(first.data.value), { immediate: true });
  function begin(page: (Page<Row> & { of: string }) | undefined): void {
    if (!page) return;
    const isSame = page.of === of;
    of = page.of;
    problem.value = null;
    const head = { ...page, cursor: undefined, isOld: false };
    parts.value = isSame && parts.value.length > 0 ? replaced(parts.value.map((part) => ({ ...part, isOld: true })), 0, head) : [head];
    void refresh();
  }
  // What one person saw must not stand in for what the next one may see.
  watch(() => me.value?.id, () => (parts.value = []));

  async function readMore(): Promise<void> {
    const cursor = parts.value.at(-1)?.nextCursor;
    if (!cursor || isReadingMore.value) return;
    isReadingMore.value = true;
    const part = await readPart(cursor);
    if (part && parts.value.at(-1)?.nextCursor === cursor) parts.value = [...parts.value, part];
    isReadingMore.value = false;
  }

  return {
    rows: computed(() => once(parts.value)),
    readAll: readAllOf(read),
    problem: computed(() => problem.value ?? first.error.value),
    isLoading: computed(() => first.isLoading.value && parts.value.length === 0),
    isReading: first.isFetching,
    isOld: computed(() => first.data.value === undefined && parts.value.length > 0),
    hasMore: computed(() => (parts.value.at(-1)?.nextCursor ?? null) !== null),
    isReadingMore,
    readMore: () => void readMore(),
    readAgain: () => void first.refetch(),
    see,
  };
}

/** Reads one part: null when it could not be read, or when the list has become another one meanwhile. */
function usePart<Row>(whole: Readonly<Ref<readonly unknown[]>>, read: (cursor: string | undefined) => Promise<{ data?: Page<Row> }>, list: () => string) {
  const queries = useQueryClient();
  const problem = shallowRef<Problem | null>(null);
  const readPart = async (cursor: string | undefined): Promise<Part<Row> | null> => {
    const asked = list();
    try {
      // With the patience of every query, but nobody's to break off.
      const page = await queries.fetchQuery({ queryKey: [...whole.value, cursor], queryFn: () => ask(read(cursor)), gcTime: 0, staleTime: 0 });
      problem.value = null;
      return asked === list() ? { ...page, cursor, isOld: false } : null;
    } catch (error) {
      problem.value = Problem.of(error, undefined);
      return null;
    }
  };
  return { readPart, problem };
}

/** Reads again what is old and in sight, one part after the other. */
function useRefreshing<Row extends { id: string }>(parts: ShallowRef<readonly Part<Row>[]>, readPart: (cursor: string | undefined) => Promise<Part<Row> | null>) {
  let sight: readonly [number, number] = [0, 0];
  let isRefreshing = false;
  const refresh = async (): Promise<void> => {
    if (isRefreshing) return;
    isRefreshing = true;
    for (let at: number; (at = oldInSight(parts.value, sight)) >= 0; ) {
      const { cursor } = parts.value[at]!;
      const part = await readPart(cursor);
      if (!part) break;
      if (parts.value[at]?.cursor === cursor) parts.value = replaced(parts.value, at, part);
    }
    isRefreshing = false;
  };
  const see = (from: number, to: number): void => {
    sight = [from, to];
    void refresh();
  };
  return { see, refresh };
}
