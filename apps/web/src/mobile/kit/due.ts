import { useSayTime } from '@/core/say-time';
import { minutesUntil } from '@/core/time';
import { useI18n } from 'vue-i18n';
import { now } from './clock';

interface Due {
  readonly text: string;
  readonly late: boolean;
  /** Less than an hour is left. */
  readonly soon: boolean;
}

/** 还有 47分钟, 超时 1小时40分: how long until a deadline, by the server's clock and not by the phone's. */
export function useDue(): (by: string) => Due {
  const { t } = useI18n();
  const { span } = useSayTime();
  return (by) => {
    const minutes = minutesUntil(by, now.value);
    const late = minutes < 0;
    return { late, soon: !late && minutes < 60, text: late ? t('time.over', { span: span(-minutes) }) : t('time.left', { span: span(minutes) }) };
  };
}
