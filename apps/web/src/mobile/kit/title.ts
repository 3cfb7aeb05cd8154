import { computed, ref, watchEffect } from 'vue';
import { useI18n } from 'vue-i18n';

const page = ref('');
/** Pages with an error say so in the window's title too: it is the first thing that is read aloud. */
export const faulty = ref(0);

export function useTitle(title: () => string): void {
  watchEffect(() => (page.value = title()));
}

/** Called once, by the shell. */
export function showTitle(): void {
  const { t } = useI18n();
  const whole = computed(() => `${faulty.value > 0 ? t('phone.errorTitle') : ''}${page.value ? `${page.value} · ` : ''}${t('product.name')}`);
  watchEffect(() => (document.title = whole.value));
}
