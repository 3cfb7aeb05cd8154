import { onScopeDispose, ref, watch, type Ref } from 'vue';
import { ahead, serverNow } from './server-clock';

const STEP_MS = 10_000;
const now = ref(serverNow());
let readers = 0;
let ticking: ReturnType<typeof setInterval> | undefined;
watch(ahead, () => (now.value = serverNow()));

/** The server's time, for countdowns: one timer for the whole page, running only while somebody looks. */
export function useNow(): Readonly<Ref<Date>> {
  readers += 1;
  now.value = serverNow();
  ticking ??= setInterval(() => (now.value = serverNow()), STEP_MS);
  onScopeDispose(() => {
    readers -= 1;
    if (readers > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  });
  return now;
}
