import { onBeforeUnmount, ref, watch, type Ref } from 'vue';
import { asDraft, forgetDraft, keepDraft, recallDraft } from '../offline/drafts';

export interface Draft<T> {
  readonly content: Ref<T>;
  /** When it was last kept on this phone; null: nothing typed yet, or the phone refuses to keep it. */
  readonly keptAt: Ref<Date | null>;
  readonly refused: Ref<boolean>;
  /** Forgets it on the phone and starts again from nothing. */
  clear(): void;
}

/**
 * What is being typed is on the phone's disk with each keystroke: it outlives a killed tab and a browser that starts again.
 * It belongs to the person who typed it: a shared phone shows it to nobody else.
 */
export function useDraft<T extends object>(name: string, empty: () => T): Draft<T> {
  const content = ref({ ...empty(), ...recallDraft<T>(name) }) as Ref<T>;
  const keptAt = ref<Date | null>(null);
  const refused = ref(false);
  const nothing = JSON.stringify(empty());

  const keep = async (): Promise<void> => {
    const isNothing = JSON.stringify(content.value) === nothing;
    try {
      await (isNothing ? forgetDraft(name) : keepDraft(asDraft(name, content.value)));
      refused.value = false;
      keptAt.value = isNothing ? null : new Date();
    } catch {
      refused.value = true;
      keptAt.value = null;
    }
  };
  onBeforeUnmount(watch(content, keep, { deep: true }));
  return { content, keptAt, refused, clear: () => void (content.value = empty()) };
}
