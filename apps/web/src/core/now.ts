import { onScopeDispose, ref, type Ref } from 'vue';

const STEP_MS = 10_000;
const now = ref(new Date());
let readers = 0;
let ticking: ReturnType<typeof setInterval> | undefined;

/** The time, for countdowns: one timer for the whole page, running only while somebody looks. */
export function useNow(): Readonly<Ref<Date>> {
  readers += 1;
  now.value = new Date();
  ticking ??= setInterval(() => (now.value = new Date()), STEP_MS);
  onScopeDispose(() => {
    readers -= 1;
    if (readers > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  });
  return now;
}
