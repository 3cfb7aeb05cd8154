import { onScopeDispose, ref, watch, type Ref } from 'vue';

/** What was typed, once the typing has paused: a search is asked for once, not with every letter. */
export function refDebounced(source: Ref<string>, pauseMs = 300): Readonly<Ref<string>> {
  const settled = ref(source.value.trim());
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(source, (typed) => {
    clearTimeout(timer);
    timer = setTimeout(() => (settled.value = typed.trim()), pauseMs);
  });
  onScopeDispose(() => clearTimeout(timer));
  return settled;
}
