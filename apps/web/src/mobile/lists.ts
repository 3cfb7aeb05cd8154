import { ask, listChecklists, listNotices, listReviews, listViolations, type ChecklistRow, type NoticeView, type Problem, type ProblemState, type ReviewRow, type ViolationView } from '@/core/api';
import { usePages, type Pages } from '@/core/pages';
import { has, isUnit, me } from '@/core/session';
import { useQuery, type UseQueryReturnType } from '@tanstack/vue-query';
import { computed } from 'vue';
import { orKept } from './offline/kept';
import { byDeadline } from './pages/ledger/next-step';

/** Lists that a page shows and the bar below counts; both read them once. */
export const useMyChecklists = (): Pages<ChecklistRow> =>
  usePages(['checklists', 'mine'], (cursor) => orKept(`checklists/${cursor ?? ''}`, () => listChecklists({ query: { mine: 'true', cursor }, throwOnError: true })), isUnit);

export const useMyReviews = (): Pages<ReviewRow> =>
  usePages(['reviews'], (cursor) => orKept(`reviews/${cursor ?? ''}`, () => listReviews({ query: { cursor }, throwOnError: true })), () => has('unit', 'unit-head'));

export const useMyNotices = (): Pages<NoticeView> =>
  usePages(['notices'], (cursor) => orKept(`notices/${cursor ?? ''}`, () => listNotices({ query: { cursor }, throwOnError: true })), isUnit);

/** 回头看: what units report as put right. */
export const useRechecks = (): Pages<ViolationView> =>
  usePages(['violations', 'rechecks'], (cursor) => orKept(`rechecks/${cursor ?? ''}`, () => listViolations({ query: { state: 'rectified', cursor }, throwOnError: true })), () => has('inspector'));

/** 待整改: all that waits for this unit, whatever page of the ledger it stands on, nearest deadline first. */
export const useProblemsToRectify = (): UseQueryReturnType<ViolationView[], Problem> =>
  useQuery({
    queryKey: ['violations', 'to-rectify', computed(() => me.value?.id)],
    queryFn: async () => (await orKept('problems/open', async () => ({ data: [...(await allIn('assigned')), ...(await allIn('reopened'))].sort(byDeadline) }))).data,
    enabled: isUnit,
  });

async function allIn(state: ProblemState): Promise<ViolationView[]> {
  const found: ViolationView[] = [];
  for (let cursor: string | undefined; ; ) {
    const { items, nextCursor } = await ask(listViolations({ query: { state, cursor, limit: 100 }, throwOnError: true }));
    found.push(...items);
    if (!nextCursor) return found;
    cursor = nextCursor;
  }
}
