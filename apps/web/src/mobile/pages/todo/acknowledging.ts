import { acknowledgeChecklist, standDown as sendStandDown } from '@/core/api';
import { useSending, type Sending } from '@/core/send';
import { useQueryClient } from '@tanstack/vue-query';
import { useI18n } from 'vue-i18n';
import { clockTime, serverNow } from '../../kit/clock';
import { patience } from '../../kit/outgoing';
import { tell } from '../../kit/receipts';

/** 签收 and 解除反馈. Sent twice they count once, so a lost answer is simply sent again. Only the server's word makes them true. */
export function useAcknowledging(): { sending: Sending; acknowledge(id: string): Promise<void>; standDown(id: string): Promise<boolean> } {
  const { t } = useI18n();
  const queries = useQueryClient();
  const sending = useSending();
  const acknowledge = async (id: string): Promise<void> => {
    if (await sending.send(() => acknowledgeChecklist({ path: { id }, signal: patience(), throwOnError: true }))) tell(t('phone.todo.acknowledged', { at: clockTime(serverNow()) }));
    await queries.invalidateQueries();
  };
  const standDown = async (id: string): Promise<boolean> => {
    const done = await sending.send(() => sendStandDown({ path: { id }, signal: patience(), throwOnError: true }));
    if (done) tell(t('phone.todo.stoodDown', { at: clockTime(serverNow()) }));
    await queries.invalidateQueries();
    return done;
  };
  return { sending, acknowledge, standDown };
}
