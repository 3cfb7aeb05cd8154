import { minutesUntil } from '@/core/time';
import { useI18n } from 'vue-i18n';
import { now } from './clock';

export interface Remaining {
  readonly text: string;
  readonly late: boolean;
  /** Less than an hour is left. */
  readonly soon: boolean;
}

const HOUR = 60;
const DAY = 24 * HOUR;

/** 还有 47分钟, 超时 1小时40分: how long until a deadline, by the server's clock. */
export function useRemaining(): (by: string) => Remaining {
  const { t } = useI18n();
  const span = (minutes: number): string => {
    if (minutes < HOUR) return t('time.minutes', { m: minutes });
    if (minutes < DAY) return minutes % HOUR === 0 ? t('time.wholeHours', { h: minutes / HOUR }) : t('time.hours', { h: Math.floor(minutes / HOUR), m: minutes % HOUR });
    const hours = Math.floor((minutes % DAY) / HOUR);
    return hours === 0 ? t('time.wholeDays', { d: Math.floor(minutes / DAY) }) : t('time.days', { d: Math.floor(minutes / DAY), h: hours });
  };
  return (by) => {
    const minutes = minutesUntil(by, now.value);
    const late = minutes < 0;
    return { late, soon: !late && minutes < HOUR, text: late ? t('time.over', { span: span(-minutes) }) : t('time.left', { span: span(minutes) }) };
  };
}
