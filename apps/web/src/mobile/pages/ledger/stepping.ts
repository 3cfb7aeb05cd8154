import type { ViolationDetail } from '@/core/api';
import type { Fault } from '@/core/say-problem';
import { useSending, type Sending } from '@/core/send';
import { serverNow } from '@/core/server-clock';
import { useQueryClient } from '@tanstack/vue-query';
import { computed, watch, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { clockTime } from '../../kit/clock';
import { useDraft, type Keeping } from '../../kit/draft';
import { note, tell } from '../../kit/receipts';
import { asDraft } from '../../offline/drafts';
import { unsent } from '../../offline/outbox';
import { postFromForm } from '../../offline/problems';
import type { OutboxRecord } from '../../offline/record';
import { draftNameOf, emptyStep, isOvertaken, lackingStep, saysSomething, toFieldStep, toRecheck, type StepDraft, type StepKind } from './step-draft';

export interface Stepping {
  readonly draft: Ref<StepDraft>;
  readonly sending: Sending;
  readonly keeping: Ref<Keeping>;
  /** The problem moved on while this was being written. */
  readonly overtaken: ComputedRef<boolean>;
  /** 用我的: it has been read what came between; what is written here goes out as another step. */
  keepMine(): void;
  clear(): void;
  submit(): Promise<boolean>;
}

/** What waits in the outbox about a problem. */
export const waitingFor = (problemId: string): OutboxRecord | undefined => unsent.value.find(({ sent }) => (sent.kind === 'rectification' || sent.kind === 'recheck') && sent.problemId === problemId);

/** 整改 or 回头看 of one problem: kept on the phone with each keystroke, in the outbox once sent off, until the server has it. */
export function useStepping(problem: Ref<ViolationDetail>, kind: StepKind): Stepping {
  const { t } = useI18n();
  const queries = useQueryClient();
  const sending = useSending();
  const { id } = problem.value;
  const name = draftNameOf(kind, id);
  const { content: draft, keeping, clear } = useDraft<StepDraft>(name, emptyStep);
  const overtaken = computed(() => isOvertaken(draft.value, problem.value));

  // What was before his eyes when he began is what he answers to.
  watch(() => saysSomething(draft.value), (says) => (draft.value.seen = says ? (draft.value.seen ?? problem.value.version) : null), { flush: 'sync' });
  const keepMine = (): void => void (draft.value.seen = problem.value.version);

  const wrong = (): Fault[] => {
    const lack = overtaken.value ? { field: 'overtaken', text: 'phone.ledger.overtaken.first' } : lackingStep(kind, draft.value);
    return lack ? [{ field: lack.field, text: t(lack.text) }] : [];
  };

  const submit = async (): Promise<boolean> => {
    const written = draft.value;
    const { version, unitName, category } = problem.value;
    const sent = kind === 'rectify' ? { kind: 'rectification' as const, problemId: id, step: toFieldStep(written, version) } : { kind: 'recheck' as const, problemId: id, step: toRecheck(written, version) };
    const posting = { title: [unitName, t(`violationCategory.${category}`)].join(' · '), sent, draft: { name, content: written }, left: asDraft(name, emptyStep()) };
    let received = false;
    const done = await sending.send(async () => (received = await postFromForm(posting)), wrong());
    // Refused: it stands here again, and is kept here again.
    if (done) clear();
    else draft.value = { ...written };
    if (done && received) tell(t(`phone.ledger.received.${kind}`, { at: clockTime(serverNow()) }));
    if (done && !received) note(t('phone.outbox.waitsHere'));
    if (done || sending.problem.value) await queries.invalidateQueries();
    return done;
  };
  return { draft, sending, keeping, overtaken, keepMine, clear, submit };
}
