import { useQuery } from '@tanstack/vue-query';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { ask, listAccounts, type JournalEntryView } from '../../../core/api';

/** What the journal can be narrowed to: a context, or one kind of act that auditors look for. The server compares the beginning of the wire name. */
export const KINDS = [
  'identity.',
  'identity.signed-in',
  'identity.sign-in-failed',
  'identity.locked',
  'identity.account-',
  'identity.role-',
  'identity.invitation-made',
  'directory.',
  'plan.',
  'air-quality.',
  'warning.',
  'response.',
  'checklist.',
  'inspection.',
  'duty.',
  'evidence.',
  'platform.journal-check-',
] as const;

/** More pages of accounts than this are not read only to write names beside entries. */
const MOST_PAGES = 20;

/** Entries carry ids, never names; here the names of today's accounts are put beside them. */
export function useNames() {
  const { t } = useI18n();
  const accounts = useQuery({ queryKey: ['accounts', 'names'], queryFn: readNames, staleTime: 60_000 });
  const names = computed(() => accounts.data.value ?? {});
  const nameOf = (subject: string): string | null => (subject.startsWith('user/') ? (names.value[subject.slice('user/'.length)] ?? null) : null);
  /** Nobody knows who gave the wrong password; everything else without a name was done by a clock or the system. */
  const actorOf = ({ actorName, type, data }: JournalEntryView): string => {
    if (actorName) return actorName;
    if (data.link) return t('desk.journal.nobodySignedIn');
    return t(type === 'identity.sign-in-failed' ? 'desk.audit.stranger' : 'word.system');
  };
  return { nameOf, actorOf };
}

async function readNames(): Promise<Record<string, string>> {
  const names: Record<string, string> = {};
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found: Awaited<ReturnType<typeof read>> = await read(cursor);
    for (const { id, name, username } of found.items) names[id] = `${name} (${username})`;
    cursor = found.nextCursor;
    if (!cursor) break;
  }
  return names;
}

const read = (cursor: string | null) => ask(listAccounts({ query: { limit: 100, ...(cursor ? { cursor } : {}) } }));
