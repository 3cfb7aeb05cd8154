import type { Language } from '@/core/i18n';
import { choose, remembered } from '@/core/language';
import { Locale } from 'vant';
import { reactive, watch } from 'vue';
import { keepStored, recallStored } from './storage';

/** How this phone likes to be read. */
export const preferences = reactive({ largeText: recallStored<boolean>('large-text') ?? false, language: remembered() });

/** Applies what this phone remembers, and every change of it from now on. */
export async function followPreferences(): Promise<void> {
  watch(() => preferences.largeText, enlarge);
  watch(() => preferences.language, translate);
  enlarge(preferences.largeText);
  await translate(preferences.language);
}

function enlarge(large: boolean): void {
  keepStored('large-text', large);
  document.documentElement.dataset.text = large ? 'large' : 'normal';
}

/** Vant's own words, such as those of pulling down, follow. */
async function translate(language: Language): Promise<void> {
  await choose(language);
  if (language === 'en') Locale.use('en-US', (await import('vant/es/locale/lang/en-US')).default);
  else Locale.use('zh-CN');
}
