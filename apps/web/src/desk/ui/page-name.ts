import { toValue, watch, type MaybeRefOrGetter } from 'vue';
import { useRoute } from 'vue-router';
import { namePage } from '../frame/tabs';

/** A page of one thing says its name: it stands on its tab, in the crumbs and above its print. There its note stands too: the level, the state, the version. */
export function usePageName(name: MaybeRefOrGetter<string | undefined>, note: MaybeRefOrGetter<readonly (string | null | undefined | false)[]>): void {
  const route = useRoute();
  watch(
    () => [route.path, toValue(name), toValue(note).filter(Boolean).join(' · ')] as const,
    ([path, said, noted]) => said && namePage(path, said, noted),
    { immediate: true },
  );
}
