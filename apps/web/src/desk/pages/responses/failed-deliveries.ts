import { useQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { ask, listDeliveries } from '../../../core/api';

/** How many deliveries of a response failed and may be sent again, whatever the list shows. */
export function useFailedCount(responseId: MaybeRefOrGetter<string>) {
  const query = useQuery({
    queryKey: computed(() => ['deliveries', toValue(responseId), 'failed']),
    queryFn: () => ask(listDeliveries({ path: { id: toValue(responseId) }, query: { limit: 1, state: 'failed' } })),
  });
  return computed(() => query.data.value?.failed ?? 0);
}
