import { useQuery } from '@tanstack/vue-query';
import { computed, toValue, watchEffect, onScopeDispose, type MaybeRefOrGetter } from 'vue';
import { ask, getProgress, getResponse, getWarning, listResponses, type ProgressTotals, type ResponseView } from '../../../core/api';

/** The latest responses; those that still owe something stand first: in force before lifted, real before exercises. `every`: read again after so many milliseconds, whatever the feed says. */
export function useResponses(every: number | false = false) {
  const query = useQuery({ queryKey: ['responses', 'latest'], queryFn: () => ask(listResponses({ query: { limit: 20 } })), refetchInterval: every });
  const rank = (response: ResponseView): number => ['active', 'suspended', 'lifted'].indexOf(response.state) * 2 + Number(response.exercise);
  const all = computed(() => query.data.value?.items ?? []);
  const running = computed(() => all.value.filter(({ state }) => state !== 'closed').sort((a, b) => rank(a) - rank(b)));
  return { query, all, running };
}

export function useResponse(id: MaybeRefOrGetter<string>) {
  return useQuery({ queryKey: computed(() => ['response', toValue(id)]), queryFn: () => ask(getResponse({ path: { id: toValue(id) } })) });
}

export function useProgress(id: MaybeRefOrGetter<string | undefined>) {
  return useQuery({
    queryKey: computed(() => ['progress', toValue(id)]),
    queryFn: () => ask(getProgress({ path: { id: toValue(id)! } })),
    enabled: computed(() => toValue(id) !== undefined),
  });
}

/** The last signed message that says until when the warning is planned. */
export function usePeriod(warningId: MaybeRefOrGetter<string | undefined>) {
  const query = useQuery({
    queryKey: computed(() => ['warning', toValue(warningId)]),
    queryFn: () => ask(getWarning({ path: { id: toValue(warningId)! } })),
    enabled: computed(() => toValue(warningId) !== undefined),
  });
  return computed(() => {
    const signed = (query.data.value?.messages ?? []).filter(({ state, kind }) => state === 'approved' && ['issue', 'raise', 'lower'].includes(kind));
    const last = signed.at(-1);
    return last ? { end: last.plannedEndAt, basis: last.basis, reason: last.reason } : null;
  });
}

export interface Limit {
  readonly clock: 'acknowledge' | 'confirm' | 'stand_down';
  readonly at: string;
}

/** The next time limit that some unit has not met yet. */
export function nextLimit(totals: ProgressTotals | undefined): Limit | null {
  const limits = [
    { clock: 'acknowledge', at: totals?.nextAcknowledgeBy },
    { clock: 'confirm', at: totals?.nextConfirmBy },
    { clock: 'stand_down', at: totals?.nextStandDownBy },
  ].filter((limit): limit is Limit => Boolean(limit.at));
  return limits.sort((a, b) => a.at.localeCompare(b.at))[0] ?? null;
}

/** 演练: a hatched frame around the page and the word in its title, as long as the page shows an exercise. */
export function useExerciseFrame(isExercise: MaybeRefOrGetter<boolean>): void {
  watchEffect(() => {
    if (toValue(isExercise)) document.documentElement.dataset.exercise = '';
    else delete document.documentElement.dataset.exercise;
  });
  onScopeDispose(() => delete document.documentElement.dataset.exercise);
}
