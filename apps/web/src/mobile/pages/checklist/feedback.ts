import { emptyLine, isMine, lineFrom, presettable, toAnswer, type LineDraft } from '@/core/answering/line-draft';
import { useFaultsOfLines } from '@/core/answering/line-faults';
import { confirmItems, type Answered, type ChecklistDetail, type ItemAnswer, type ItemView } from '@/core/api';
import type { Fault } from '@/core/say-problem';
import type { Sending } from '@/core/send';
import { useQueryClient } from '@tanstack/vue-query';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { clockTime, serverNow } from '../../kit/clock';
import { useDraft } from '../../kit/draft';
import { outgoing, patience, type Outgoing } from '../../kit/outgoing';
import { forgetUploads, photosOnTheWay, takePhotos } from '../../kit/photo/uploads';
import { tell } from '../../kit/receipts';

interface FeedbackDraft {
  lines: Record<string, LineDraft>;
  /** Sent, and not yet answered by the server. */
  underWay: Outgoing<ItemAnswer[]> | null;
}

export interface Feedback {
  readonly lines: ComputedRef<Record<string, LineDraft>>;
  readonly chosen: ComputedRef<ItemView[]>;
  readonly sending: Sending;
  readonly keptAt: Ref<Date | null>;
  readonly keepingRefused: Ref<boolean>;
  /** A submission whose answer never came. */
  readonly unanswered: ComputedRef<boolean>;
  line(item: ItemView): LineDraft;
  begin(item: ItemView): void;
  giveUp(item: ItemView): void;
  presetDone(): number;
  shelf(item: ItemView): string;
  faultOf(item: ItemView, field: string): string | undefined;
  submit(): Promise<boolean>;
}

/** 反馈: what is filled in for a checklist, kept on the phone until the server has it. */
export function useFeedback(checklist: Ref<ChecklistDetail>): Feedback {
  const { t } = useI18n();
  const queries = useQueryClient();
  const id = checklist.value.id;
  const draft = useDraft<FeedbackDraft>(`checklist.${id}`, () => ({ lines: {}, underWay: null }));
  const lines = computed(() => draft.content.value.lines);
  const mine = computed(() => checklist.value.items.filter(isMine));
  const chosen = computed(() => mine.value.filter((item) => item.state !== 'accepted' && lines.value[item.id]?.answer));
  const shelf = (item: ItemView): string => `checklist/${id}/${item.id}`;

  const line = (item: ItemView): LineDraft => (lines.value[item.id] ??= emptyLine());
  const begin = (item: ItemView): void => void (lines.value[item.id] = item.answers[0] ? lineFrom(item.answers[0]) : emptyLine());
  const giveUp = (item: ItemView): void => {
    forgetUploads(shelf(item));
    delete lines.value[item.id];
  };
  takePhotos(`checklist/${id}/`, (photo, of) => (lines.value[of.split('/').at(-1)!] ??= emptyLine()).photos.push(photo));
  const presetDone = (): number => {
    const items = presettable(mine.value, lines.value);
    for (const item of items) line(item).answer = 'done';
    return items.length;
  };

  const { sending, faultOf } = useFaultsOfLines(chosen, lines);
  /** A line that is sent while a photo of it is on its way would be sent without it. */
  const photosWaiting = (): Fault[] =>
    chosen.value.map((item, n) => ({ n, waiting: photosOnTheWay(shelf(item)) })).filter(({ waiting }) => waiting > 0).map(({ n, waiting }) => ({ field: `items.${n}.photos`, text: t('phone.checklist.photosOnTheWay', { n: waiting }) }));

  const submit = async (): Promise<boolean> => {
    const waiting = photosWaiting();
    if (waiting.length > 0) return sending.send(async () => undefined, waiting);
    const body = chosen.value.map((item) => toAnswer(item.id, lines.value[item.id]!, (words) => t('phone.place.asNote', { words })));
    const request = outgoing(draft.content.value.underWay, body);
    draft.content.value.underWay = request;
    const sent = await sending.send(() => send(id, request));
    if (!sent && sending.problem.value?.status === 0) return false;
    draft.content.value.underWay = null;
    if (!sent) return false;
    for (const { itemId } of request.body) delete draft.content.value.lines[itemId];
    tell(t('phone.checklist.received', { n: request.body.length, at: clockTime(serverNow()) }));
    await queries.invalidateQueries();
    return true;
  };

  const unanswered = computed(() => draft.content.value.underWay !== null && !sending.busy.value);
  return { lines, chosen, sending, keptAt: draft.keptAt, keepingRefused: draft.refused, unanswered, line, begin, giveUp, presetDone, shelf, faultOf, submit };
}

const send = (id: string, { key, deviceAt, body }: Outgoing<ItemAnswer[]>): Promise<{ data: Answered }> =>
  confirmItems({ path: { id }, body: { clientKey: key, items: body.map((item) => ({ ...item, deviceAt })) }, signal: patience(), throwOnError: true });
