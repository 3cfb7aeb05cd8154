import type { UseQueryReturnType } from '@tanstack/vue-query';
import { computed, ref } from 'vue';
import type { Problem } from '../../core/api';
import type { Pages } from '../../core/pages';

/** A list that the server gives whole, shown as the paged ones are: with its states, its columns and its file. `keep` sifts it here. */
export function wholeList<Row>(query: UseQueryReturnType<{ items: Row[] }, Problem>, keep: (row: Row) => boolean): Pages<Row> {
  const rows = computed(() => query.data.value?.items.filter(keep) ?? []);
  const none = ref(false);
  return {
    rows,
    readAll: async (most) => ({ rows: rows.value.slice(0, most), isWhole: rows.value.length <= most }),
    problem: query.error,
    isLoading: query.isLoading,
    isReading: query.isFetching,
    isOld: query.isPlaceholderData,
    hasMore: none,
    isReadingMore: none,
    readMore: () => undefined,
    readAgain: () => void query.refetch(),
  };
}
