import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { ask, listChecks, type JournalCheckView, type JournalFinding } from '../../../core/api';
import { useSayTime } from '../../../core/say-time';
import type { Mark } from '../../../core/ui/marks';

/** While a check is open it is looked at every second; the feed says when one begins and ends. */
const OPEN_MS = 1_000;
const REST_MS = 30_000;

/** The newest check: the one that runs, or else the last. */
export function useNewestCheck() {
  const query = useQuery({
    queryKey: ['audit', 'checks', 'newest'],
    queryFn: async () => ({ check: (await ask(listChecks({ query: { limit: 1 } }))).items[0] ?? null }),
    refetchInterval: ({ state }) => (isOpen(state.data?.check ?? null) ? OPEN_MS : REST_MS),
  });
  return { query, newest: computed(() => query.data.value?.check ?? null) };
}

export const isOpen = (check: JournalCheckView | null): boolean => check !== null && check.state !== 'finished';

type Advice = 'tampered' | 'history' | 'key' | 'file' | 'worker';

/** What is to be done next, by what was found. */
const ADVICE: Record<JournalFinding['code'], Advice> = {
  'row-changed': 'tampered',
  'row-deleted': 'tampered',
  'row-twice': 'tampered',
  'row-in-two-seals': 'tampered',
  'row-inserted': 'tampered',
  'row-late': 'worker',
  'seal-missing': 'tampered',
  'seal-unlinked': 'tampered',
  'seal-list': 'tampered',
  'seal-leaves': 'tampered',
  'seal-root': 'tampered',
  'seal-foreign-key': 'key',
  'seal-signature': 'tampered',
  'seal-incomplete': 'tampered',
  'seal-missing-exported': 'history',
  'seal-rewritten': 'history',
  'end-cut': 'history',
  'file-lines-removed': 'file',
  'file-ends-early': 'file',
  'file-damaged': 'file',
};

const MARKS: Record<NonNullable<JournalCheckView['outcome']>, Mark> = { sound: 'good', broken: 'late', failed: 'back' };

export const markOfCheck = ({ state, outcome }: JournalCheckView): Mark => (outcome ? MARKS[outcome] : state === 'running' ? 'busy' : 'idle');

/** A check in words. */
export function useCheckWords() {
  const { t } = useI18n();
  const { span } = useSayTime();
  const number = (n: number): string => n.toLocaleString('en-US');

  const stateOf = ({ state, outcome }: JournalCheckView): string => t(`desk.check.state.${outcome ?? state}`);
  const whoOf = ({ source, askedBy }: JournalCheckView): string => (source === 'command' ? t('desk.check.command') : (askedBy ?? t('desk.check.elsewhere')));
  const tookOf = ({ tookMs }: JournalCheckView): string => {
    if (tookMs === null) return '—';
    if (tookMs < 1_000) return t('desk.check.underASecond');
    return tookMs < 120_000 ? t('desk.check.seconds', { n: Math.round(tookMs / 1_000) }) : span(Math.round(tookMs / 60_000));
  };
  const rootsOf = ({ roots, rootsFile }: JournalCheckView): string => (roots === null ? t('desk.check.noRoots') : t('desk.check.roots', { n: number(roots), file: rootsFile ?? '' }));

  /** Where, and what is wrong; a note of an older release has English words only. */
  const findingOf = ({ found, finding }: JournalCheckView): string => {
    if (!found) return finding ?? '';
    const place = [...(found.entry ? [t('desk.check.entry', { n: found.entry })] : []), ...(found.seal ? [t('desk.check.seal', { n: found.seal })] : [])].join(t('word.comma'));
    return `${place}${place ? t('desk.check.colon') : ''}${t(`desk.check.found.${found.code}`, found.facts)}`;
  };
  const adviceOf = ({ found }: JournalCheckView): string => t(`desk.check.advice.${found ? ADVICE[found.code] : 'tampered'}`);
  return { number, stateOf, whoOf, tookOf, rootsOf, findingOf, adviceOf };
}
