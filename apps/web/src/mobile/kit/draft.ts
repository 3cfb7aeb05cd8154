import { me } from '@/core/session';
import { onBeforeUnmount, ref, watch, type Ref } from 'vue';
import { forgetStored, keepStored, recallStored } from './storage';

const PAUSE_MS = 250;

export interface Draft<T> {
  readonly content: Ref<T>;
  /** When it was last kept on this phone; null: nothing typed yet, or the phone refuses to keep it. */
  readonly keptAt: Ref<Date | null>;
  readonly refused: Ref<boolean>;
  /** Forgets it on the phone and starts again from nothing. */
  clear(): void;
}

/** What is being typed outlives a reload. It belongs to the person who typed it: a shared phone shows it to nobody else. */
export function useDraft<T extends object>(name: string, empty: () => T): Draft<T> {
  const key = `draft.${me.value?.id ?? 'nobody'}.${name}`;
  const content = ref({ ...empty(), ...recallStored<T>(key) }) as Ref<T>;
  const keptAt = ref<Date | null>(null);
  const refused = ref(false);
  let pause: ReturnType<typeof setTimeout> | undefined;

  const keep = (): void => {
    clearTimeout(pause);
    pause = undefined;
    refused.value = !keepStored(key, content.value);
    keptAt.value = refused.value ? null : new Date();
  };
  const keepWhatWaits = (): void => {
    if (pause) keep();
  };
  const stop = watch(content, () => (pause ??= setTimeout(keep, PAUSE_MS)), { deep: true });
  window.addEventListener('pagehide', keepWhatWaits);
  onBeforeUnmount(() => {
    stop();
    keepWhatWaits();
    window.removeEventListener('pagehide', keepWhatWaits);
  });

  const clear = (): void => {
    content.value = empty();
    queueMicrotask(() => {
      clearTimeout(pause);
      pause = undefined;
      keptAt.value = null;
      forgetStored(key);
    });
  };
  return { content, keptAt, refused, clear };
}
