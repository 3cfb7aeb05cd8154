import { speak, type Language } from '@/core/i18n';
import { Locale } from 'vant';
import { reactive, watch } from 'vue';
import { keepStored, recallStored } from './storage';

interface Preferences {
  language: Language;
  largeText: boolean;
}

export const preferences = reactive<Preferences>({ language: 'zh-CN', largeText: false, ...recallStored<Partial<Preferences>>('preferences') });

async function apply(): Promise<void> {
  document.documentElement.dataset.text = preferences.largeText ? 'large' : 'normal';
  await speak(preferences.language);
  if (preferences.language === 'en') Locale.use('en-US', (await import('vant/es/locale/lang/en-US')).default);
  else Locale.use('zh-CN');
}

/** Applies what this phone remembers, and every change of it from now on. */
export async function followPreferences(): Promise<void> {
  watch(preferences, () => {
    keepStored('preferences', preferences);
    void apply();
  });
  await apply();
}
