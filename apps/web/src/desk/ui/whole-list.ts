import type { UseQueryReturnType } from '@tanstack/vue-query';
import { computed, ref } from 'vue';
import type { Problem } from '../../core/api';
import type { Pages } from '../../core/pages';

/** Rows that are part of something else on the page: nothing is left to be read, their columns and their file are those of every list. */
export function knownList<Row>(known: () => readonly Row[]): Pages<Row> {
  const rows = computed(() => [...known()]);
  const none = ref(false);
  return {
    rows,
    readAll: async (most) => ({ rows: rows.value.slice(0, most), isWhole: rows.value.length <= most }),
    problem: ref(null),
    isLoading: none,
    isReading: none,
    isOld: none,
    hasMore: none,
    isReadingMore: none,
    readMore: () => undefined,
    readAgain: () => undefined,
  };
}

/** A list that the server gives whole, shown as the paged ones are: with its states, its columns and its file. `keep` sifts it here. */
export function wholeList<Row>(query: UseQueryReturnType<{ items: Row[] }, Problem>, keep: (row: Row) => boolean): Pages<Row> {
  const { error, isLoading, isFetching, isPlaceholderData, refetch } = query;
  const known = knownList(() => query.data.value?.items.filter(keep) ?? []);
  return { ...known, problem: error, isLoading, isReading: isFetching, isOld: isPlaceholderData, readAgain: () => void refetch() };
}
