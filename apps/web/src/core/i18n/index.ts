import { createI18n } from 'vue-i18n';
import { oneOrMore } from './one-or-more';
import type zh from './zh-CN';

export type Texts = typeof zh;
export const LANGUAGES = { 'zh-CN': '中文', en: 'English' } as const;
export type Language = keyof typeof LANGUAGES;
type Catalogues = Record<Language, () => Promise<{ default: object }>>;

/** Chinese first; English follows by a switch, loaded when it is asked for. `test/web/texts.spec.ts` keeps the two alike. */
export const i18n = createI18n({ legacy: false, locale: 'zh-CN', fallbackLocale: 'zh-CN', messages: {} as Record<string, Texts>, pluralRules: { en: oneOrMore } });

let catalogues: Catalogues;

/** Each entry names its own part of the texts, before it speaks: no phone carries the words of the desk. */
export const carry = (own: Catalogues): void => void (catalogues = own);

/** Before the first page: Chinese is always there, because what a language lacks is said in Chinese. */
export async function speak(language: Language): Promise<void> {
  const missing = (['zh-CN', language] as const).filter((one) => !i18n.global.availableLocales.includes(one));
  const loaded = await Promise.all(missing.map(async (one) => [one, (await catalogues[one]()).default] as const));
  for (const [one, texts] of loaded) i18n.global.setLocaleMessage(one, texts as Texts);
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
}
