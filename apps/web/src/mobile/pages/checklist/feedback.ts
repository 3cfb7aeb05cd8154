import { correcting, emptyLine, isMine, isOpen, isOvertaken, lacking, latestOf, toAnswer, type LineDraft } from '@/core/answering/line-draft';
import { useFaultsOfLines } from '@/core/answering/line-faults';
import type { ChecklistDetail, ItemView } from '@/core/api';
import type { Fault } from '@/core/say-problem';
import type { Sending } from '@/core/send';
import { serverNow } from '@/core/server-clock';
import { useQueryClient } from '@tanstack/vue-query';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { clockTime } from '../../kit/clock';
import { useDraft, type Keeping } from '../../kit/draft';
import { note, tell } from '../../kit/receipts';
import { asDraft } from '../../offline/drafts';
import { take, unsent } from '../../offline/outbox';
import { postFromForm } from '../../offline/problems';
import type { OutboxRecord } from '../../offline/record';

export interface FeedbackDraft {
  lines: Record<string, LineDraft>;
}

export interface Feedback {
  readonly lines: ComputedRef<Record<string, LineDraft>>;
  readonly chosen: ComputedRef<ItemView[]>;
  readonly sending: Sending;
  readonly keeping: Ref<Keeping>;
  /** The record of the outbox that carries an answer of this line, not yet at the server. */
  pendingOf(item: ItemView): OutboxRecord | undefined;
  /** Another device has answered this line meanwhile. */
  isOvertaken(item: ItemView): boolean;
  /** 用我的: what is filled in here goes out as a new answer after the one that came between. */
  keepMine(item: ItemView): void;
  /** 改: what waits in the outbox comes back to where it was written. */
  takeBack(item: ItemView): void;
  line(item: ItemView): LineDraft;
  begin(item: ItemView): void;
  giveUp(item: ItemView): void;
  presetDone(): number;
  faultOf(item: ItemView, field: string): string | undefined;
  submit(): Promise<boolean>;
}

export const draftNameOf = (checklistId: string): string => `checklist.${checklistId}`;

const without = <T>(lines: Readonly<Record<string, T>>, gone: object): Record<string, T> => Object.fromEntries(Object.entries(lines).filter(([itemId]) => !(itemId in gone)));

/** 反馈: what is filled in for a checklist, kept on the phone until the server has it. */
export function useFeedback(checklist: Ref<ChecklistDetail>): Feedback {
  const { t } = useI18n();
  const queries = useQueryClient();
  const id = checklist.value.id;
  const name = draftNameOf(id);
  const draft = useDraft<FeedbackDraft>(name, () => ({ lines: {} }));
  const lines = computed(() => draft.content.value.lines);
  const mine = computed(() => checklist.value.items.filter(isMine));
  const pendingOf = (item: ItemView): OutboxRecord | undefined => unsent.value.find(({ sent }) => sent.kind === 'answers' && sent.checklistId === id && sent.items.some(({ itemId }) => itemId === item.id));
  const chosen = computed(() => mine.value.filter((item) => item.state !== 'accepted' && lines.value[item.id]?.answer && !pendingOf(item)));

  const line = (item: ItemView): LineDraft => (lines.value[item.id] ??= emptyLine(item));
  const begin = (item: ItemView): void => void (lines.value[item.id] = correcting(item));
  const keepMine = (item: ItemView): void => void (line(item).seen = latestOf(item));
  const giveUp = (item: ItemView): void => void delete lines.value[item.id];
  const takeBack = (item: ItemView): void => {
    const record = take(pendingOf(item)?.key ?? '');
    if (record?.draft) Object.assign(lines.value, (record.draft.content as FeedbackDraft).lines);
  };
  /** 全部已落实: every line that waits; what it still lacks is said at its place. */
  const presetDone = (): number => {
    const items = mine.value.filter((item) => isOpen(item) && !lines.value[item.id]?.answer && !pendingOf(item));
    for (const item of items) line(item).answer = 'done';
    return items.length;
  };

  const { sending, faultOf } = useFaultsOfLines(chosen, lines);
  const wrong = (): Fault[] =>
    chosen.value.flatMap((item, n) => {
      const lack = lacking(item, lines.value[item.id]!, serverNow());
      return lack ? [{ field: `items.${n}.${lack.field}`, text: t(`problems.checklist.${lack.code}`, { missing: '' }) }] : [];
    });

  const submit = async (): Promise<boolean> => {
    const answered = chosen.value;
    const written = Object.fromEntries(answered.map((item) => [item.id, lines.value[item.id]!]));
    const items = answered.map((item) => toAnswer(item.id, written[item.id]!, (words) => t('phone.place.asNote', { words })));
    const title = [checklist.value.number, answered.map(({ measureNo, lineNo }) => `${measureNo}.${lineNo}`).join(t('word.comma'))].join(' · ');
    const left = asDraft(name, { lines: without(lines.value, written) });
    let received = false;
    const sent = await sending.send(async () => (received = await postFromForm({ title, sent: { kind: 'answers', checklistId: id, items }, draft: { name, content: { lines: written } }, left })), wrong());
    // Refused: the lines stand here again, and are kept here again. Sent: they stand in the outbox, or at the server.
    draft.content.value = { lines: without(lines.value, sent ? written : {}) };
    if (sent && received) tell(t('phone.checklist.received', { n: items.length, at: clockTime(serverNow()) }));
    if (sent && !received) note(t('phone.outbox.waitsHere'));
    if (sent || sending.problem.value) await queries.invalidateQueries();
    return sent;
  };

  return { lines, chosen, sending, keeping: draft.keeping, pendingOf, isOvertaken: (item) => isOvertaken(item, lines.value[item.id]), keepMine, takeBack, line, begin, giveUp, presetDone, faultOf, submit };
}
