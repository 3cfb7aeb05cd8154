import { acknowledgeByLink, ask, Problem, showLink, uuid, type LinkView } from '@/core/api';
import { useSending } from '@/core/send';
import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, shallowRef, toValue, type MaybeRefOrGetter } from 'vue';
import { patience } from '../../kit/outgoing';
import { forgetStored, keepStored, recallStored } from '../../kit/storage';

/** Why there is nothing (more) to press. */
export interface LinkEnding {
  readonly kind: 'done' | 'used' | 'acknowledged' | 'superseded' | 'lifted' | 'expired' | 'forged' | 'contactEnded' | 'nothing' | 'tooMany';
  readonly at?: string | null;
  /** In whose name it was used. */
  readonly by?: string | null;
}

const BY_CODE: Readonly<Record<string, LinkEnding['kind']>> = {
  'link.used': 'used',
  'link.expired': 'expired',
  'link.forged': 'forged',
  'link.contact-ended': 'contactEnded',
  'link.too-many-tries': 'tooMany',
  'checklist.order-superseded': 'superseded',
  'checklist.nothing-to-acknowledge': 'nothing',
};

/** A refusal that settles the matter; null for one after which the same may be tried again. */
export function endingOf(problem: Problem | null): LinkEnding | null {
  const kind = problem && BY_CODE[problem.code];
  if (!kind) return null;
  const { at, until, by, lifted } = problem.facts as { at?: string; until?: string; by?: string | null; lifted?: boolean };
  return { kind: lifted ? 'lifted' : kind, at: at ?? until ?? null, by: by ?? null };
}

/** What the server shows of the link, as an ending; null: it can be pressed. */
export function endingShown(link: LinkView, isOwnUse: boolean): LinkEnding | null {
  if (link.usedAt) return { kind: isOwnUse ? 'done' : 'used', at: link.usedAt, by: link.personName };
  if (link.currentRevision > link.revision) return { kind: link.responseState === 'active' || link.responseState === 'suspended' ? 'superseded' : 'lifted' };
  return link.acknowledgedAt ? { kind: 'acknowledged', at: link.acknowledgedAt } : null;
}

/**
 * One link and how it is used. The key is kept on this phone before anything is sent: after a lost answer, or when the
 * page is opened again, the server knows that it was this phone.
 */
export function useLink(token: MaybeRefOrGetter<string>) {
  const queries = useQueryClient();
  const sending = useSending();
  const key = computed(() => ['link', toValue(token)]);
  const place = computed(() => `link.${toValue(token)}`);
  const own = shallowRef(recallStored<string>(place.value));
  const query = useQuery({ queryKey: key, queryFn: () => ask(showLink({ path: { token: toValue(token) } })) });

  const problem = computed(() => query.error.value as Problem | null);
  const end = computed(() => {
    const link = query.data.value;
    return endingOf(sending.problem.value) ?? endingOf(problem.value) ?? (link ? endingShown(link, own.value !== null) : null);
  });

  async function sign(): Promise<void> {
    own.value ??= uuid();
    keepStored(place.value, own.value);
    const path = { token: toValue(token) };
    const sent = sending.send(async () => queries.setQueryData(key.value, await ask(acknowledgeByLink({ path, body: { clientKey: own.value! }, signal: patience() }))));
    if ((await sent) || sending.problem.value?.code !== 'link.used') return;
    // Somebody else was faster: what this phone sent had no effect.
    own.value = null;
    forgetStored(place.value);
  }

  return { link: query.data, problem, end, sending, sign, again: () => void query.refetch() };
}
