import { onScopeDispose, watch, type Ref } from 'vue';

/** Something that asks to be read before anybody opens it. */
export interface Ahead {
  /** Changes with what it is about: the same name is read once. */
  readonly name: string;
  read(): Promise<unknown>;
}

/** An event reaches all phones of a city in the same second; they must not all ask again in the next. */
const SPREAD_MS = 4_000;
const fetched = new Set<string>();

/** Kept whole before it is opened: the yard where it is read may have no signal. */
export function keepAhead(wanted: Ref<readonly Ahead[]>): void {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const stop = watch(
    wanted,
    (all) => {
      for (const { name, read } of all) {
        if (fetched.has(name) || !navigator.onLine) continue;
        fetched.add(name);
        timers.add(setTimeout(() => read().catch(() => fetched.delete(name)), 500 + Math.random() * SPREAD_MS));
      }
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    stop();
    timers.forEach(clearTimeout);
  });
}
