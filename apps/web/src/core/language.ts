import { LANGUAGES, speak, type Language } from './i18n';

const KEPT_AS = 'qingkong.language';

/** The language this browser was last used in; Chinese until somebody has chosen. */
export function remembered(): Language {
  const kept = localStorage.getItem(KEPT_AS);
  return kept !== null && kept in LANGUAGES ? (kept as Language) : 'zh-CN';
}

export async function choose(language: Language): Promise<void> {
  localStorage.setItem(KEPT_AS, language);
  await speak(language);
}
