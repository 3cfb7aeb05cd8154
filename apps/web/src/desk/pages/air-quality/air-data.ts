import { useQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { ask, getAirHours, getAirNow, listApprovedMessages, type ResponseView } from '../../../core/api';
import { serverNow } from '../../../core/server-clock';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The server gives ten days; the request takes its time. */
const MOST_MS = 9.5 * DAY_MS;

export const useAirNow = (every: number | false = false) => useQuery({ queryKey: ['air-quality', 'now'], queryFn: () => ask(getAirNow()), refetchInterval: every });

/** The hours of a response, from a day before it began; of a long one the last days. */
export function useAirOfResponse(response: MaybeRefOrGetter<ResponseView>) {
  const window = computed(() => {
    const { activatedAt, closedAt } = toValue(response);
    const until = closedAt ? Math.ceil(new Date(closedAt).getTime() / HOUR_MS) * HOUR_MS : null;
    const first = new Date(activatedAt).getTime() - DAY_MS;
    const from = Math.max(first, (until ?? serverNow().getTime()) - MOST_MS);
    return { from: new Date(Math.floor(from / HOUR_MS) * HOUR_MS).toISOString(), ...(until ? { to: new Date(until).toISOString() } : {}) };
  });
  const hours = useQuery({ queryKey: computed(() => ['air-quality', 'hours', toValue(response).id]), queryFn: () => ask(getAirHours({ query: window.value })) });
  const messages = useQuery({ queryKey: computed(() => ['messages', toValue(response).id]), queryFn: () => ask(listApprovedMessages({ path: { id: toValue(response).id } })), enabled: computed(() => (hours.data.value?.hours.length ?? 0) > 0) });
  return { hours, messages };
}
