import type { Fault } from '@/core/say-problem';
import { useSending, type Sending } from '@/core/send';
import { serverNow } from '@/core/server-clock';
import { useQueryClient } from '@tanstack/vue-query';
import { computed, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { clockTime } from '../../kit/clock';
import { useDraft, type Keeping } from '../../kit/draft';
import { note, tell } from '../../kit/receipts';
import { asDraft } from '../../offline/drafts';
import { postFromForm } from '../../offline/problems';
import { emptyFinding, toViolation, type FindingDraft } from './finding-draft';

export const FINDING = 'finding';

interface Finding {
  readonly draft: Ref<FindingDraft>;
  readonly sending: Sending;
  readonly keeping: Ref<Keeping>;
  clear(): void;
  /** True when the server has it, or the outbox keeps it. */
  save(): Promise<boolean>;
}

/** 取证: one finding being noted; kept on the phone with each keystroke, in the outbox once saved, until the server has it. */
export function useFinding(): Finding {
  const { t } = useI18n();
  const queries = useQueryClient();
  const sending = useSayingRoutine(useSending());
  const { content: draft, keeping, clear } = useDraft<FindingDraft>(FINDING, emptyFinding);

  const wrong = (): Fault[] => {
    const { site, category, place, placeWords } = draft.value;
    return [
      ...(site ? [] : [{ field: 'unitId', text: t('phone.log.siteMissing') }]),
      ...(category ? [] : [{ field: 'category', text: t('phone.log.categoryMissing') }]),
      ...(place || placeWords.trim() ? [] : [{ field: 'place', text: t('problems.inspection.place-missing') }]),
    ];
  };

  const save = async (): Promise<boolean> => {
    const written = draft.value;
    const title = [written.site?.name, written.category && t(`violationCategory.${written.category}`)].filter(Boolean).join(' · ');
    const posting = { title, sent: { kind: 'finding' as const, violation: toViolation(written) }, draft: { name: FINDING, content: written }, left: asDraft(FINDING, emptyFinding()) };
    let received = false;
    const sent = await sending.send(async () => (received = await postFromForm(posting)), wrong());
    // Refused: it stands here again, and is kept here again.
    if (!sent) draft.value = { ...written };
    if (!sent) return false;
    clear();
    if (received) tell(t('phone.log.received', { at: clockTime(serverNow()) }));
    else note(t('phone.outbox.waitsHere'));
    void queries.invalidateQueries({ queryKey: ['violations'] });
    return true;
  };
  return { draft, sending, keeping, clear, save };
}

/** Outside a response the one thing to do is to turn the switch on; the server says it as a field that is missing. */
function useSayingRoutine(sending: Sending): Sending {
  const { t } = useI18n();
  const faults = computed(() => sending.faults.value.map((fault) => (fault.field === 'routine' ? { ...fault, text: t('phone.log.routineTurnOn') } : fault)));
  return { ...sending, faults, faultOf: (field) => faults.value.find((fault) => fault.field === field)?.text ?? '' };
}
