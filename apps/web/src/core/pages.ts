import { useInfiniteQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { ask } from './api';
import { me } from './session';

export interface Page<Row> {
  items: Row[];
  nextCursor: string | null;
}

/** Every row behind the same key, for a file: as many as `most`, and whether that was all. */
export const readAllOf =
  <Row>(read: (cursor: string | undefined) => Promise<{ data?: Page<Row> }>) =>
  async (most: number): Promise<{ rows: Row[]; isWhole: boolean }> => {
    const all: Row[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await ask(read(cursor));
      all.push(...page.items);
      if (page.nextCursor === null || all.length >= most) return { rows: all.slice(0, most), isWhole: page.nextCursor === null && all.length <= most };
      cursor = page.nextCursor;
    }
  };

/** A list that the server gives page by page. The key holds everything the list depends on. */
export function usePages<Row>(
  key: MaybeRefOrGetter<readonly unknown[]>,
  read: (cursor: string | undefined) => Promise<{ data?: Page<Row> }>,
  enabled: MaybeRefOrGetter<boolean> = true,
) {
  const query = useInfiniteQuery({
    queryKey: computed(() => [...toValue(key), me.value?.id]),
    queryFn: ({ pageParam }) => ask(read(pageParam)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: Page<Row>) => last.nextCursor ?? undefined,
    enabled: computed(() => toValue(enabled)),
    // What one person saw must not stand in for what the next one may see.
    placeholderData: (before, query) => (query?.queryKey.at(-1) === me.value?.id ? before : undefined),
  });
  const rows = computed<Row[]>(() => query.data.value?.pages.flatMap((page) => page.items) ?? []);
  return {
    rows,
    readAll: readAllOf(read),
    problem: query.error,
    isLoading: query.isLoading,
    isReading: query.isFetching,
    isOld: query.isPlaceholderData,
    hasMore: query.hasNextPage,
    isReadingMore: query.isFetchingNextPage,
    readMore: () => void query.fetchNextPage(),
    readAgain: () => void query.refetch(),
  };
}

export type Pages<Row> = ReturnType<typeof usePages<Row>>;
