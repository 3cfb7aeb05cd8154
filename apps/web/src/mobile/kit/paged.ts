import type { Problem } from '@/core/api';
import { useInfiniteQuery, type QueryKey } from '@tanstack/vue-query';
import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue';

export interface Page<Row> {
  readonly items: Row[];
  readonly nextCursor: string | null;
}

/** A list of the server, read page by page. */
export interface Paged<Row> {
  readonly rows: ComputedRef<Row[]>;
  readonly pending: ComputedRef<boolean>;
  readonly problem: ComputedRef<Problem | null>;
  readonly readingMore: ComputedRef<boolean>;
  readonly moreFailed: ComputedRef<boolean>;
  readonly finished: ComputedRef<boolean>;
  more(): void;
  again(): Promise<unknown>;
}

export function usePaged<Row>(key: MaybeRefOrGetter<QueryKey>, read: (cursor: string | undefined) => Promise<{ data: Page<Row> }>): Paged<Row> {
  const query = useInfiniteQuery({
    queryKey: computed(() => toValue(key)),
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => (await read(pageParam)).data,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
  return {
    rows: computed(() => query.data.value?.pages.flatMap((page) => page.items) ?? []),
    pending: computed(() => query.isPending.value),
    problem: computed(() => (query.isError.value && !query.data.value ? (query.error.value as unknown as Problem) : null)),
    readingMore: computed(() => query.isFetchingNextPage.value),
    moreFailed: computed(() => query.isFetchNextPageError.value),
    finished: computed(() => !query.hasNextPage.value),
    more: () => void (query.isFetching.value || query.fetchNextPage()),
    again: () => query.refetch(),
  };
}
