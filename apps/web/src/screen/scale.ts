import { onScopeDispose, ref, type Ref } from 'vue';

/** Pixels of one rem: the wall's text grows with the wall, and what is drawn grows with its text. */
export function useRem(): Readonly<Ref<number>> {
  const read = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize);
  const rem = ref(read());
  const changed = (): void => void (rem.value = read());
  addEventListener('resize', changed);
  onScopeDispose(() => removeEventListener('resize', changed));
  return rem;
}
