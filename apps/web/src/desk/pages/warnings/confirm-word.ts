import { computed, ref, toValue, type MaybeRefOrGetter } from 'vue';
import { useI18n } from 'vue-i18n';
import type { MessageView } from '../../../core/api';
import type { Fault } from '../../../core/say-problem';
import { changesLevel } from './warning-data';

/** Signing takes a typed word: the level that is issued, or the name of the act. Nobody signs by a slip of the mouse. */
export function useConfirmWord(message: MaybeRefOrGetter<MessageView>) {
  const { t } = useI18n();
  const typed = ref('');
  const word = computed(() => {
    const { kind, level } = toValue(message);
    return changesLevel(kind) && level ? t(`level.${level}`) : t(`messageKind.${kind}`);
  });
  const isTyped = computed(() => typed.value.trim().toLowerCase() === word.value.toLowerCase());
  const faults = (): Fault[] => (isTyped.value ? [] : [{ field: 'word', text: t('problems.fault.level-word', { word: word.value }) }]);
  return { typed, word, isTyped, faults };
}
