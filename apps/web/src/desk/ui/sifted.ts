import { computed, watch } from 'vue';
import type { Pages } from '../../core/pages';

/**
 * A list of the server, sifted here. It reads on until something is found, so that "nothing" is true of the whole list;
 * `keep` gives null when everything is wanted.
 */
export function sifted<Row>(pages: Pages<Row>, keep: () => ((row: Row) => boolean) | null): Pages<Row> {
  const rows = computed(() => {
    const fits = keep();
    return fits ? pages.rows.value.filter(fits) : pages.rows.value;
  });
  const isSeeking = computed(() => rows.value.length === 0 && pages.hasMore.value && !pages.problem.value);
  watch([isSeeking, pages.isReading], ([seeking, reading]) => seeking && !reading && pages.readMore(), { immediate: true });
  const readAll = async (most: number): Promise<{ rows: Row[]; isWhole: boolean }> => {
    const all = await pages.readAll(most);
    const fits = keep();
    return { ...all, rows: fits ? all.rows.filter(fits) : all.rows };
  };
  return { ...pages, rows, readAll, isLoading: computed(() => pages.isLoading.value || isSeeking.value) };
}
