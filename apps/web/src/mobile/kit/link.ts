import { liveState } from '@/core/live';
import { computed, ref } from 'vue';

const onLine = ref(navigator.onLine);
window.addEventListener('online', () => (onLine.value = true));
window.addEventListener('offline', () => (onLine.value = false));

/** `live`: changes arrive by themselves; `seeking`: the server does not speak to us just now; `offline`: no network at all. */
export const link = computed<'live' | 'seeking' | 'offline'>(() => {
  if (!onLine.value) return 'offline';
  return liveState.value === 'polling' ? 'seeking' : 'live';
});
