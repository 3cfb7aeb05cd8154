import { listApprovedMessages, type ApprovedMessage, type Problem } from '@/core/api';
import { useQuery, type UseQueryReturnType } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { orKept } from '../offline/kept';

/** What was signed about the warning behind a response, newest first. */
export const useMessages = (responseId: MaybeRefOrGetter<string>): UseQueryReturnType<ApprovedMessage[], Problem> =>
  useQuery({
    queryKey: computed(() => ['messages', toValue(responseId)]),
    queryFn: async () => (await orKept(`messages/${toValue(responseId)}`, () => listApprovedMessages({ path: { id: toValue(responseId) }, throwOnError: true }))).data.items,
  });
