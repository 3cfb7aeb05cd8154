import { toValue, watch, type MaybeRefOrGetter } from 'vue';
import { useRoute } from 'vue-router';
import { namePage, pageName } from '../frame/tabs';

/** A page of one thing says its name: it stands on its tab, in the crumbs and above its print. */
export function usePageName(name: MaybeRefOrGetter<string | undefined>): void {
  const route = useRoute();
  watch(
    () => [route.path, toValue(name)] as const,
    ([path, said]) => {
      if (!said) return;
      namePage(path, said);
      pageName.value = said;
    },
    { immediate: true },
  );
}
