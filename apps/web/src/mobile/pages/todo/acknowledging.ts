import type { ChecklistRow } from '@/core/api';
import { useSending, type Sending } from '@/core/send';
import { serverNow } from '@/core/server-clock';
import { useQueryClient } from '@tanstack/vue-query';
import { useI18n } from 'vue-i18n';
import { clockTime } from '../../kit/clock';
import { note, tell } from '../../kit/receipts';
import { records } from '../../offline/outbox';
import { postFromForm } from '../../offline/problems';
import type { Sent } from '../../offline/record';

interface Acknowledging {
  readonly sending: Sending;
  acknowledge(list: ChecklistRow): Promise<void>;
  /** It was said on this phone, and the server does not have it yet. */
  isAcknowledging(list: ChecklistRow): boolean;
  /** True when the server has it, or the outbox keeps it. */
  standDown(list: ChecklistRow): Promise<boolean>;
  isStandingDown(list: ChecklistRow): boolean;
}

/** 签收 and 解除反馈. Only the server's word makes them true; what is said without signal waits in the outbox; an acknowledgement for the revision that was read. */
export function useAcknowledging(): Acknowledging {
  const { t } = useI18n();
  const queries = useQueryClient();
  const sending = useSending();
  const say = async ({ number }: ChecklistRow, sent: Sent, receipt: string): Promise<boolean> => {
    let received = false;
    const title = [t(`phone.outbox.kind.${sent.kind}`), number].filter(Boolean).join(' · ');
    const done = await sending.send(async () => (received = await postFromForm({ title, sent, draft: null, left: null })));
    if (done && received) tell(t(receipt, { at: clockTime(serverNow()) }));
    if (done && !received) note(t('phone.outbox.waitsHere'));
    await queries.invalidateQueries();
    return done;
  };
  const isUnderway = (about: (sent: Sent) => boolean): boolean => records.some(({ sent, state }) => (state === 'waiting' || state === 'sending') && about(sent));

  return {
    sending,
    acknowledge: async (list) => void (await say(list, { kind: 'acknowledgement', checklistId: list.id, revision: list.revision }, 'phone.todo.acknowledged')),
    isAcknowledging: ({ id, revision }) => isUnderway((sent) => sent.kind === 'acknowledgement' && sent.checklistId === id && sent.revision === revision),
    standDown: (list) => say(list, { kind: 'stand-down', checklistId: list.id }, 'phone.todo.stoodDown'),
    isStandingDown: ({ id }) => isUnderway((sent) => sent.kind === 'stand-down' && sent.checklistId === id),
  };
}
