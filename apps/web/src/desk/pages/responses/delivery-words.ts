import { useI18n } from 'vue-i18n';
import type { DeliveryView } from '../../../core/api';
import { useSayTime } from '../../../core/say-time';

export const DELIVERY_CHANNELS = ['in_app', 'sms', 'email', 'wecom', 'dingtalk', 'feishu', 'webhook'] as const;
export type DeliveryChannel = (typeof DELIVERY_CHANNELS)[number];

/** What a row of the ledger says in words: to whom, how long it took, why it failed and what to do about it. */
export function useDeliveryWords() {
  const { t, te } = useI18n();
  const { span } = useSayTime();

  const whose = ({ personName, channel }: DeliveryView): string => personName ?? t(channel === 'in_app' ? 'desk.deliveries.inbox' : 'desk.contact.unitItself');

  /** Codes are stable and have words; what the provider itself said stands behind those that need it. */
  const failureOf = (code: string | null, said: string | null): string => {
    if (!code) return '';
    const key = `desk.deliveries.failures.${code.replace(/^channel\./, '')}`;
    return te(key, 'zh-CN') ? t(key) : t('desk.deliveries.failures.other', { text: said ?? code });
  };

  /** 8 秒, or 2 小时 5 分: from being queued until it left, or until now. */
  const delayOf = ({ delaySeconds }: DeliveryView): string => {
    if (delaySeconds === null) return '—';
    return delaySeconds < 60 ? t('time.seconds', { n: delaySeconds }) : span(Math.floor(delaySeconds / 60));
  };
  return { whose, failureOf, delayOf };
}
