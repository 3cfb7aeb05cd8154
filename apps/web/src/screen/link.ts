import { computed, onScopeDispose, readonly, ref, watch, type Ref } from 'vue';
import { liveState } from '../core/live';

/** Figures that nobody has heard of for so long are no longer the state of things. */
const STALE_SECONDS = 30;
const TICK_MS = 1_000;

/** A clock of seconds, for the wall alone. */
export function useSeconds(): Readonly<Ref<number>> {
  const now = ref(performance.now());
  const ticking = setInterval(() => (now.value = performance.now()), TICK_MS);
  onScopeDispose(() => clearInterval(ticking));
  return readonly(now);
}

/** When the figures were counted by the server's clock, or, of what is only read, when this device read it. */
export interface Source {
  readonly countedAt: string | undefined;
  readonly readAt: number;
}

/**
 * How old the figures are and since when nobody has been heard. The server says when it counted (`countedAt`); the smallest distance to
 * this device's clock that was ever seen is how wrong that clock is, so a wrong clock on the wall makes no figure younger or older.
 */
export function useLink(source: Ref<Source>, failed: Ref<boolean>) {
  const seconds = useSeconds();
  const origin = Date.now() - performance.now();
  const skew = ref(0);
  const isSkewKnown = ref(false);
  /** By the server's clock. */
  const counted = ref<number | null>(null);
  watch(
    source,
    ({ countedAt, readAt }) => {
      if (!countedAt && readAt === 0) return;
      if (countedAt) {
        const distance = origin + performance.now() - new Date(countedAt).getTime();
        skew.value = isSkewKnown.value ? Math.min(skew.value, distance) : distance;
        isSkewKnown.value = true;
      }
      counted.value = countedAt ? new Date(countedAt).getTime() : readAt - skew.value;
    },
    { immediate: true },
  );

  const offline = ref(!navigator.onLine);
  const cut = (): void => void (offline.value = true);
  const back = (): void => void (offline.value = false);
  addEventListener('offline', cut);
  addEventListener('online', back);
  onScopeDispose(() => {
    removeEventListener('offline', cut);
    removeEventListener('online', back);
  });

  /** The time by the server's clock. */
  const now = computed(() => new Date(origin + seconds.value - skew.value));
  const age = computed(() => (counted.value === null ? null : Math.max(0, Math.round((now.value.getTime() - counted.value) / 1000))));
  const isCut = computed(() => offline.value || failed.value || (liveState.value === 'polling' && (age.value ?? 0) > STALE_SECONDS));
  const cutAt = ref<Date | null>(null);
  watch(isCut, (lost) => (cutAt.value = lost ? now.value : null), { immediate: true });
  const lastAt = computed(() => (counted.value === null ? null : new Date(counted.value)));
  return { now, age, isCut, cutAt, lastAt, isStale: computed(() => (age.value ?? 0) > STALE_SECONDS) };
}

export type Link = ReturnType<typeof useLink>;
