import { computed, nextTick, onScopeDispose, ref, watch, type Ref, type WritableComputedRef } from 'vue';
import { useRoute, useRouter, type Router } from 'vue-router';

/** What several filters change in one go is one change of the address. */
let pending: Record<string, string | undefined> | null = null;

function write(router: Router, name: string, value: string): void {
  if (pending) {
    pending[name] = value || undefined;
    return;
  }
  pending = { [name]: value || undefined };
  void nextTick(() => {
    const query = { ...router.currentRoute.value.query, ...pending };
    pending = null;
    void router.replace({ query });
  });
}

/** A filter that stands in the address: it can be kept, sent to a colleague, and comes back with the back button. */
export function useAddressed<Value extends string>(name: string, fallback: NoInfer<Value>, known?: readonly Value[]): WritableComputedRef<Value> {
  const route = useRoute();
  const router = useRouter();
  return computed({
    get: () => {
      const value = route.query[name];
      if (typeof value !== 'string') return fallback;
      return !known || known.includes(value as Value) ? (value as Value) : fallback;
    },
    set: (value) => write(router, name, value === fallback || !value ? '' : value),
  });
}

/** A search: typed at once, in the address and asked for when the typing has paused. */
export function useAddressedSearch(name: string, pauseMs = 300): { typed: Ref<string>; sought: WritableComputedRef<string> } {
  const sought = useAddressed<string>(name, '');
  const typed = ref(sought.value);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(typed, (text) => {
    clearTimeout(timer);
    timer = setTimeout(() => (sought.value = text.trim()), pauseMs);
  });
  watch(sought, (text) => {
    if (text !== typed.value.trim()) typed.value = text;
  });
  onScopeDispose(() => clearTimeout(timer));
  return { typed, sought };
}
