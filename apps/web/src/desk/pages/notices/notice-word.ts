import type { ComposerTranslation } from 'vue-i18n';
import type { NoticeView } from '../../../core/api';
import { problemNotice } from '../../../core/problem-notice';
import { isCommand, isUnit } from '../../../core/session';

/** The kinds of messages that the server places in inboxes. */
export const NOTICE_KINDS = [
  'checklist.issued',
  'checklist.revised',
  'checklist.lifted',
  'checklist.reminder',
  'checklist.returned',
  'clock.acknowledge',
  'clock.confirm',
  'clock.stand_down',
  'problem.assigned',
  'problem.reopened',
  'duty.due',
  'holidays.missing',
] as const;

/** What a message is about, in a few words. */
export const noticeWord = (t: ComposerTranslation, kind: string): string =>
  t(`noticeKind.${(NOTICE_KINDS as readonly string[]).includes(kind) ? kind.replace('.', '-') : 'other'}`);

/** What it says, in one sentence. */
export function noticeText(t: ComposerTranslation, { kind, round, facts }: NoticeView): string {
  if (kind === 'duty.due') return t('noticeText.due', { ...facts });
  if (kind === 'holidays.missing') return t('noticeText.holidays', { ...facts });
  if (kind.startsWith('problem.')) return problemNotice(t, { kind, facts });
  if (kind === 'checklist.reminder') return t(`desk.notice.reminder.${String(facts?.about)}`, { n: Number(facts?.open ?? 0) });
  if (kind.startsWith('clock.') && facts) return t(`desk.notice.clock.${String(facts.ring)}`, { clock: t(`clock.${String(facts.clock)}`), n: Number(facts.checklists ?? 1) });
  if (kind === 'checklist.revised') return t('desk.notice.revised', { n: round });
  return t(`desk.notice.${kind === 'checklist.lifted' ? 'lifted' : kind === 'checklist.returned' ? 'returned' : 'issued'}`);
}

export const isLate = ({ kind }: NoticeView): boolean => kind.startsWith('clock.') || kind === 'checklist.reminder';

/** Where the thing itself is: `checklist/10` and `checklist/10/3` are checklist 10; a bundle is about a whole response. */
export function noticePlace({ kind, subject, responseId }: NoticeView): string | null {
  if (kind === 'holidays.missing') return isCommand.value ? '/holidays' : null;
  if (kind === 'duty.due') return isCommand.value ? '/plans' : null;
  if (kind.startsWith('problem.')) return `/violations?open=${subject.split('/')[1]}`;
  const id = /^checklist\/(\d+)/.exec(subject)?.[1];
  if (isCommand.value) return responseId ? `/responses/${responseId}?tab=units${id ? `&list=${id}` : ''}` : null;
  if (!isUnit.value) return null;
  return id ? `/my/${id}` : '/my';
}
