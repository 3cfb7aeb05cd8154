import type { ComposerTranslation } from 'vue-i18n';
import type { NoticeView } from './api';
import { shortTime } from './time';

/** A problem fell to the reader's unit, or came back to it; said alike on desk and phone. */
export const problemNotice = (t: ComposerTranslation, { kind, facts }: Pick<NoticeView, 'kind' | 'facts'>): string =>
  t(`noticeText.${kind === 'problem.reopened' ? 'reopened' : 'assigned'}`, { what: t(`violationCategory.${String(facts?.category)}`), by: shortTime(String(facts?.rectifyBy)) });
