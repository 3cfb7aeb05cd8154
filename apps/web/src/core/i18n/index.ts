import { createI18n } from 'vue-i18n';
import zh from './zh-CN';

export type Texts = typeof zh;
export const LANGUAGES = { 'zh-CN': '中文', en: 'English' } as const;
export type Language = keyof typeof LANGUAGES;

/** Chinese first; English follows by a switch, loaded when it is asked for. `test/web/texts.spec.ts` keeps the two alike. */
export const i18n = createI18n({ legacy: false, locale: 'zh-CN', fallbackLocale: 'zh-CN', messages: { 'zh-CN': zh } as Record<string, Texts> });

export async function speak(language: Language): Promise<void> {
  if (language === 'en' && !i18n.global.availableLocales.includes('en')) i18n.global.setLocaleMessage('en', (await import('./en')).default);
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
}
