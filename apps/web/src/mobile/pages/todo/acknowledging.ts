import { standDown as sendStandDown, type ChecklistRow } from '@/core/api';
import { useSending, type Sending } from '@/core/send';
import { useQueryClient } from '@tanstack/vue-query';
import { useI18n } from 'vue-i18n';
import { clockTime, serverNow } from '../../kit/clock';
import { patience } from '../../kit/outgoing';
import { note, tell } from '../../kit/receipts';
import { records } from '../../offline/outbox';
import { postFromForm } from '../../offline/problems';

interface Acknowledging {
  readonly sending: Sending;
  acknowledge(list: ChecklistRow): Promise<void>;
  /** It was said on this phone, and the server does not have it yet. */
  isAcknowledging(list: ChecklistRow): boolean;
  standDown(id: string): Promise<boolean>;
}

/** 签收 and 解除反馈. Only the server's word makes them true; an acknowledgement without signal waits, for the revision that was read. */
export function useAcknowledging(): Acknowledging {
  const { t } = useI18n();
  const queries = useQueryClient();
  const sending = useSending();
  const acknowledge = async ({ id, number, revision }: ChecklistRow): Promise<void> => {
    let received = false;
    const title = [t('phone.outbox.kind.acknowledgement'), number].filter(Boolean).join(' · ');
    const sent = await sending.send(async () => (received = await postFromForm({ title, sent: { kind: 'acknowledgement', checklistId: id, revision }, draft: null, left: null })));
    if (sent && received) tell(t('phone.todo.acknowledged', { at: clockTime(serverNow()) }));
    if (sent && !received) note(t('phone.outbox.waitsHere'));
    await queries.invalidateQueries();
  };
  const isAcknowledging = ({ id, revision }: ChecklistRow): boolean =>
    records.some(({ sent, state }) => (state === 'waiting' || state === 'sending') && sent.kind === 'acknowledgement' && sent.checklistId === id && sent.revision === revision);
  const standDown = async (id: string): Promise<boolean> => {
    const done = await sending.send(() => sendStandDown({ path: { id }, signal: patience(), throwOnError: true }));
    if (done) tell(t('phone.todo.stoodDown', { at: clockTime(serverNow()) }));
    await queries.invalidateQueries();
    return done;
  };
  return { sending, acknowledge, isAcknowledging, standDown };
}
