import { useQueryClient } from '@tanstack/vue-query';
import { computed, ref, watch } from 'vue';
import { acceptItem, listReviews, returnItem, type ReviewRow } from '../../../core/api';
import { usePages } from '../../../core/pages';
import { useAddressedSearch } from '../../ui/address';
import { sifted } from '../../ui/sifted';

export const keyOf = (row: ReviewRow): string => `${row.checklistId}/${row.itemId}`;

/** 待审核: the answers that wait for me, one of them in hand. Whatever is decided, the next one follows. */
export function useReviewQueue(responseId: () => string | undefined) {
  const queries = useQueryClient();
  const all = usePages(
    () => ['reviews', responseId()],
    (cursor) => {
      const id = responseId();
      return listReviews({ query: { cursor, ...(id ? { responseId: id } : {}) } });
    },
  );
  const { typed: search, sought } = useAddressedSearch('answer');
  const fits = ({ unitName, measureNo, measureTitle, text }: ReviewRow): boolean => measureNo === sought.value || [unitName, measureTitle, text].some((words) => words.includes(sought.value));
  const pages = sifted(all, () => (sought.value ? fits : null));
  const chosen = ref<string | null>(null);
  const at = computed(() => pages.rows.value.findIndex((row) => keyOf(row) === chosen.value));
  const current = computed(() => pages.rows.value[at.value] ?? null);
  const choose = (row: ReviewRow | undefined): void => {
    if (row) chosen.value = keyOf(row);
  };
  const step = (by: number): void => choose(pages.rows.value[at.value < 0 ? 0 : at.value + by]);

  // An answer in hand may be reviewed by somebody else meanwhile; then the one in its place is taken up.
  watch(
    () => pages.rows.value,
    (rows, before) => {
      if (at.value >= 0) return;
      const was = before?.findIndex((row) => keyOf(row) === chosen.value) ?? 0;
      choose(rows[Math.min(Math.max(was, 0), rows.length - 1)]);
    },
    { immediate: true },
  );

  const settle = async (act: Promise<unknown>, row: ReviewRow): Promise<void> => {
    await act;
    const rows = pages.rows.value;
    const n = rows.findIndex((one) => keyOf(one) === keyOf(row));
    choose(rows[n + 1] ?? rows[n - 1]);
    await queries.invalidateQueries();
  };
  const pathOf = (row: ReviewRow) => ({ id: row.checklistId, itemId: row.itemId });
  const accept = (row: ReviewRow): Promise<void> => settle(acceptItem({ path: pathOf(row) }), row);
  const sendBack = (row: ReviewRow, reason: string): Promise<void> => settle(returnItem({ path: pathOf(row), body: { reason } }), row);
  return { pages, search, sought, at, current, choose, step, accept, sendBack };
}
