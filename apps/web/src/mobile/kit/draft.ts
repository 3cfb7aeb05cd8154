import { onBeforeUnmount, ref, watch, type Ref } from 'vue';
import { asDraft, forgetDraft, keepDraft, recallDraft } from '../offline/drafts';

/** Whether what stands in the form is on the phone's disk. */
export interface Keeping {
  /** When it was last kept on this phone; null: nothing typed yet, or the phone refuses to keep it. */
  readonly at: Date | null;
  /** The last keystroke is still on its way there. */
  readonly busy: boolean;
  readonly refused: boolean;
}

export interface Draft<T> {
  readonly content: Ref<T>;
  readonly keeping: Ref<Keeping>;
  /** Forgets it on the phone and starts again from nothing. */
  clear(): void;
}

/**
 * What is being typed is on the phone's disk with each keystroke: it outlives a killed tab and a browser that starts again.
 * It belongs to the person who typed it: a shared phone shows it to nobody else.
 */
export function useDraft<T extends object>(name: string, empty: () => T): Draft<T> {
  const content = ref({ ...empty(), ...recallDraft<T>(name) }) as Ref<T>;
  const keeping = ref<Keeping>({ at: null, busy: false, refused: false });
  const nothing = JSON.stringify(empty());
  let keystrokes = 0;

  const keep = async (): Promise<void> => {
    const keystroke = ++keystrokes;
    const isNothing = JSON.stringify(content.value) === nothing;
    keeping.value = { ...keeping.value, busy: true };
    const refused = await (isNothing ? forgetDraft(name) : keepDraft(asDraft(name, content.value))).then(() => false, () => true);
    keeping.value = { at: isNothing || refused ? null : new Date(), busy: keystroke < keystrokes, refused };
  };
  onBeforeUnmount(watch(content, keep, { deep: true }));
  return { content, keeping, clear: () => void (content.value = empty()) };
}
