import { useI18n } from 'vue-i18n';
import type { JournalEntryView } from '../../core/api';
import { shortTime } from '../../core/time';
import type { Mark } from '../../core/ui/marks';

type Data = Record<string, unknown>;

/** Which of several sentences of one type is meant. */
const VARIANT: Record<string, (data: Data) => string> = {
  'warning.level-raised': (data) => (data.from ? 'raise' : 'issue'),
  'warning.message-moved': (data) => String(data.moved),
  'checklist.item-reviewed': (data) => String(data.verdict),
  'checklist.block-issued': (data) => String(data.kind),
  'inspection.problem-moved': (data) => String(data.state),
  'directory.contact-verified': (data) => String(data.how),
  'plan.published': (data) => (data.holes ? 'holes' : 'whole'),
  'notification.gateway-changed': (data) => String(data.state),
  'platform.journal-check-finished': (data) => String(data.outcome),
};

const MARKS: readonly [RegExp, Mark][] = [
  [/clock-rang|deliveries-failed|sign-in-failed|locked|file-missing|violation-logged/, 'late'],
  [/acknowledged|items-answered|stood-down/, 'good'],
  [/^warning\.level|^response\.(activated|level-changed)|warning\.lifted/, 'busy'],
  [/units-reminded|returned/, 'back'],
];

/** The journal in readable sentences: what happened, to whom; and the page where it can be looked at. */
export function useSentences() {
  const { t, te } = useI18n();
  const word = (group: string, value: unknown): string => (typeof value === 'string' && te(`${group}.${value}`, 'zh-CN') ? t(`${group}.${value}`) : String(value ?? ''));

  const states = (answers: unknown): string => {
    const counts = new Map<string, number>();
    for (const { state } of Array.isArray(answers) ? (answers as { state: string }[]) : []) counts.set(state, (counts.get(state) ?? 0) + 1);
    return [...counts].map(([state, n]) => `${word('answer', state)} ${n}`).join(t('word.comma'));
  };

  const facts = ({ data, unitName, linkedName }: JournalEntryView): Data => ({
    // Not told by an older entry of an import.
    changed: 0,
    ...data,
    unit: unitName ?? t('word.unknown'),
    from: word('level', data.from),
    to: word('level', data.to),
    level: word('responseLevel', data.level ?? data.to),
    kind: word('messageKind', data.kind),
    clock: word('clock', data.clock),
    ring: word('ring', data.ring),
    role: word('role', data.role),
    category: word('violationCategory', data.category),
    states: states(data.answers),
    person: linkedName ?? unitName ?? t('word.unknown'),
    channel: word('desk.contact.channels', data.channel ?? (data.link as Data | undefined)?.channel),
    until: typeof data.until === 'string' ? shortTime(data.until) : '',
    n: countOf(data),
  });

  const sentence = (entry: JournalEntryView): string => {
    const type = typeOf(entry);
    const variant = VARIANT[type]?.(entry.data);
    const key = `desk.journal.${type}${variant ? `.${variant}` : ''}`;
    return te(key, 'zh-CN') ? t(key, facts(entry)) : t('desk.journal.other', { type: entry.type });
  };
  const actor = ({ actorName, data }: JournalEntryView): string => actorName ?? t(data.link ? 'desk.journal.nobodySignedIn' : 'word.system');
  return { sentence, actor };
}

/** One wire name may stand for two things that are told in other words. */
function typeOf({ type, data }: JournalEntryView): string {
  if (type === 'warning.lifted' && data.revoked === true) return 'warning.revoked';
  return type === 'checklist.acknowledged' && data.link ? 'checklist.acknowledged-by-link' : type;
}

function countOf(data: Data): number {
  if (typeof data.checklists === 'number') return data.checklists;
  if (typeof data.placed === 'number') return data.placed;
  const list = [data.checklistIds, data.answers, data.questions].find(Array.isArray);
  return Array.isArray(list) ? list.length : 0;
}

export function markOf({ type, data }: JournalEntryView): Mark {
  if (data.verdict === 'returned' || data.moved === 'returned') return 'back';
  if (type === 'platform.journal-check-finished') return data.outcome === 'sound' ? 'good' : 'late';
  return MARKS.find(([pattern]) => pattern.test(type))?.[1] ?? 'idle';
}

/** Where an entry can be looked at; null when it has no page. */
export function placeOf({ subject, thread }: JournalEntryView): string | null {
  const [noun, id] = subject.split('/');
  if (noun === 'warning') return `/warnings/${id}`;
  if (noun === 'violation') return `/violations?open=${id}`;
  if (noun === 'plan') return `/plans/${id}`;
  if (noun === 'station') return '/air-quality';
  if (noun === 'checklist' && thread) return `/responses/${thread}?tab=units&list=${id}`;
  return noun === 'response' ? `/responses/${id}` : null;
}
