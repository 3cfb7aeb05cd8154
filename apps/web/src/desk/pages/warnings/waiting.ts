import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { ask, listWarnings, type WarningView } from '../../../core/api';
import { has, me } from '../../../core/session';

/** Why a warning waits, seen by whoever looks. */
export type Waiting = 'waitsForMe' | 'waitsForApprover' | 'waitsForDraft' | 'waitsReturned' | 'waitsForCountersign';

export function waitingOf({ openMessage, countersignBy }: WarningView): Waiting | null {
  if (!openMessage) return countersignBy && countersignBy === me.value?.id ? 'waitsForCountersign' : null;
  if (openMessage.state === 'submitted') return has('approver') && openMessage.draftedBy !== me.value?.id ? 'waitsForMe' : 'waitsForApprover';
  return openMessage.state === 'returned' ? 'waitsReturned' : 'waitsForDraft';
}

/** Whether the next step is mine to take. */
export function isMine(warning: WarningView): boolean {
  const waiting = waitingOf(warning);
  if (waiting === 'waitsForMe' || waiting === 'waitsForCountersign') return true;
  return has('duty-officer') && (waiting === 'waitsReturned' || waiting === 'waitsForDraft');
}

/** 待办文稿: warnings with a message that waits for somebody. */
export function useWaiting(enabled = true) {
  const query = useQuery({ queryKey: ['warnings', 'waiting'], queryFn: () => ask(listWarnings({ query: { pending: true, limit: 50 } })), enabled });
  const waiting = computed(() => (query.data.value?.items ?? []).filter((warning) => waitingOf(warning) !== null));
  return { query, waiting };
}
