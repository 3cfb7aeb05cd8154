import { ask, Problem, showLink, uuid, type LinkView } from '@/core/api';
import { useSending } from '@/core/send';
import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue';
import { keepStored, recallStored } from '../../kit/storage';
import { flushTaps, keepTap, keyPlace, mayWait, received, sendTap, taps } from './taps';

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
 * page is opened again, the server knows that it was this phone. A tap without signal is kept too, and sent when there is one.
 */
export function useLink(token: MaybeRefOrGetter<string>) {
  const queries = useQueryClient();
  const sending = useSending();
  const key = computed(() => ['link', toValue(token)]);
  const place = computed(() => keyPlace(toValue(token)));
  const own = shallowRef(recallStored<string>(place.value));
  const query = useQuery({ queryKey: key, queryFn: () => ask(showLink({ path: { token: toValue(token) } })) });

  const problem = computed(() => query.error.value as Problem | null);
  /** Tapped here, and without a receipt. */
  const waiting = computed(() => taps.get(toValue(token)) ?? null);
  /** Without signal, what the page showed when it was tapped. */
  const link = computed(() => received.get(toValue(token)) ?? query.data.value ?? waiting.value?.link);
  const end = computed(() => {
    if (waiting.value) return null;
    const receipt = received.get(toValue(token));
    if (receipt) return endingShown(receipt, true);
    const link = query.data.value;
    return endingOf(sending.problem.value) ?? endingOf(problem.value) ?? (link ? endingShown(link, own.value !== null) : null);
  });

  async function sign(): Promise<void> {
    own.value ??= uuid();
    keepStored(place.value, own.value);
    // On the phone before it is sent: a page that dies in between sends it when it is opened again.
    const isKept = link.value !== undefined && keepTap(toValue(token), { key: own.value, at: new Date().toISOString(), link: link.value });
    await sending.send(async () => {
      try {
        queries.setQueryData(key.value, await sendTap(toValue(token), own.value!));
      } catch (error) {
        if (!isKept || !mayWait(error as Problem)) throw error;
      }
    });
    if (sending.problem.value?.code === 'link.used') own.value = null;
  }

  // Settled while nobody tapped: the server says how.
  watch(waiting, (now) => {
    if (now || sending.busy.value) return;
    own.value = recallStored<string>(place.value);
    void query.refetch();
  });
  void flushTaps();

  return { link, problem, end, waiting, sending, sign, sendNow: () => void flushTaps(), again: () => void query.refetch() };
}
