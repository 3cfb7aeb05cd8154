import { ask, listApprovedMessages, type ApprovedMessage, type Problem } from '@/core/api';
import { useQuery, type UseQueryReturnType } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';

/** What was signed about the warning behind a response, newest first. */
export const useMessages = (responseId: MaybeRefOrGetter<string>): UseQueryReturnType<ApprovedMessage[], Problem> =>
  useQuery({
    queryKey: computed(() => ['messages', toValue(responseId)]),
    queryFn: async () => (await ask(listApprovedMessages({ path: { id: toValue(responseId) }, throwOnError: true }))).items,
  });
