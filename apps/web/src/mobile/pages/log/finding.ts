import { logViolation, type Created, type NewViolation } from '@/core/api';
import type { Fault } from '@/core/say-problem';
import { useSending, type Sending } from '@/core/send';
import { useQueryClient } from '@tanstack/vue-query';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { clockTime, serverNow } from '../../kit/clock';
import { useDraft } from '../../kit/draft';
import { outgoing, patience, type Outgoing } from '../../kit/outgoing';
import { forgetUploads, photosOnTheWay, takePhotos } from '../../kit/photo/uploads';
import { tell } from '../../kit/receipts';
import { emptyFinding, toViolation, type FindingDraft } from './finding-draft';

export const SHELF = 'finding';

interface Finding {
  readonly draft: Ref<FindingDraft>;
  readonly sending: Sending;
  readonly keptAt: Ref<Date | null>;
  readonly keepingRefused: Ref<boolean>;
  readonly unanswered: ComputedRef<boolean>;
  clear(): void;
  /** The number the server gave; null: it has not taken it. */
  save(): Promise<string | null>;
}

/** 取证: one finding being noted; kept on the phone until the server has it, sent again under the same key until it answers. */
export function useFinding(): Finding {
  const { t } = useI18n();
  const queries = useQueryClient();
  const sending = useSayingRoutine(useSending());
  const { content: draft, keptAt, refused: keepingRefused, clear: forget } = useDraft<FindingDraft>('finding', emptyFinding);
  takePhotos(SHELF, (photo) => draft.value.photos.push(photo));
  const clear = (): void => {
    forgetUploads(SHELF);
    forget();
  };

  const wrong = (): Fault[] => {
    const waiting = photosOnTheWay(SHELF);
    const { site, category, place, placeWords } = draft.value;
    return [
      ...(waiting > 0 ? [{ field: 'photos', text: t('phone.checklist.photosOnTheWay', { n: waiting }) }] : []),
      ...(site ? [] : [{ field: 'unitId', text: t('phone.log.siteMissing') }]),
      ...(category ? [] : [{ field: 'category', text: t('phone.log.categoryMissing') }]),
      ...(place || placeWords.trim() ? [] : [{ field: 'place', text: t('problems.inspection.place-missing') }]),
    ];
  };

  const save = async (): Promise<string | null> => {
    const faults = wrong();
    if (faults.length > 0) return sending.send(async () => undefined, faults).then(() => null);
    const request = outgoing(draft.value.underWay, toViolation(draft.value));
    draft.value.underWay = request;
    let created: Created | null = null;
    const sent = await sending.send(async () => (created = await send(request)));
    if (!sent && sending.problem.value?.status === 0) return null;
    draft.value.underWay = null;
    if (!sent) return null;
    clear();
    tell(t('phone.log.received', { at: clockTime(serverNow()) }));
    void queries.invalidateQueries({ queryKey: ['violations'] });
    return (created as Created | null)?.id ?? null;
  };
  const unanswered = computed(() => draft.value.underWay !== null && !sending.busy.value);
  return { draft, sending, keptAt, keepingRefused, unanswered, clear, save };
}

/** Outside a response the one thing to do is to turn the switch on; the server says it as a field that is missing. */
function useSayingRoutine(sending: Sending): Sending {
  const { t } = useI18n();
  const faults = computed(() => sending.faults.value.map((fault) => (fault.field === 'routine' ? { ...fault, text: t('phone.log.routineTurnOn') } : fault)));
  return { ...sending, faults, faultOf: (field) => faults.value.find((fault) => fault.field === field)?.text ?? '' };
}

/** Found when it was first sent, unless a time was given: a second sending must say exactly what the first one said. */
const send = async ({ key, at, deviceAt, body }: Outgoing<NewViolation>): Promise<Created> =>
  (await logViolation({ headers: { 'Idempotency-Key': key }, body: { foundAt: at, ...body, deviceAt }, signal: patience(), throwOnError: true })).data;
