import { computed, onScopeDispose, ref, toValue, watch, type MaybeRefOrGetter } from 'vue';

/** How many seconds of the story pass in one second of the room. */
export const SPEEDS = [60, 300, 1_800, 7_200] as const;
const FRAME_MS = 200;

/** A moment that wanders from the beginning of a story to its end, by itself or by hand. */
export function usePlay(beginning: MaybeRefOrGetter<number>, end: MaybeRefOrGetter<number>) {
  const at = ref(toValue(beginning));
  const speed = ref<number>(SPEEDS[2]);
  const playing = ref(false);
  const isOver = computed(() => at.value >= toValue(end));
  const frames = setInterval(() => {
    if (!playing.value) return;
    at.value = Math.min(toValue(end), at.value + FRAME_MS * speed.value);
    if (isOver.value) playing.value = false;
  }, FRAME_MS);
  onScopeDispose(() => clearInterval(frames));
  // What the beginning is, is known only when the story has been read.
  watch(
    () => toValue(beginning),
    (first) => (at.value = Math.max(first, Math.min(at.value, toValue(end)))),
  );
  const toggle = (): void => {
    if (!playing.value && isOver.value) at.value = toValue(beginning);
    playing.value = !playing.value;
  };
  const goTo = (moment: number): void => {
    playing.value = false;
    at.value = Math.min(toValue(end), Math.max(toValue(beginning), moment));
  };
  const goAt = (faster: number): void => void (speed.value = faster);
  return { at, speed, playing, toggle, goTo, goAt };
}

export type Play = ReturnType<typeof usePlay>;
