import { useI18n } from 'vue-i18n';
import { useNow } from './now';
import { minutesUntil, officialTime } from './time';

/** Spans of time in words, counted from now. */
export function useSayTime() {
  const { t, locale } = useI18n();
  const now = useNow();

  const span = (minutes: number): string => {
    const [d, h, m] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
    if (d > 0) return h > 0 ? t('time.days', { d, h }) : t('time.wholeDays', { d });
    if (h > 0) return m > 0 ? t('time.hours', { h, m }) : t('time.wholeHours', { h });
    return t('time.minutes', { m });
  };
  /** 还有 3小时12分, or 超时 40分钟. */
  const left = (by: string): string => {
    const minutes = minutesUntil(by, now.value);
    return minutes >= 0 ? t('time.left', { span: span(minutes) }) : t('time.over', { span: span(-minutes) });
  };
  const isOver = (by: string | null): boolean => by !== null && minutesUntil(by, now.value) < 0;
  const isSoon = (by: string | null, minutes = 30): boolean => by !== null && minutesUntil(by, now.value) < minutes;
  const ago = (at: string): string => {
    const minutes = -minutesUntil(at, now.value) - 1;
    return minutes < 1 ? t('time.now') : t('time.ago', { span: span(minutes) });
  };
  /** Between two instants. */
  const between = (from: string, to: string): string => span(Math.max(0, Math.round((new Date(to).getTime() - new Date(from).getTime()) / 60_000)));
  /** 11月23日12时; other languages write 11-23 12:00, and 24:00 for the end of a day. */
  const official = (at: string, asEnd = false): string => {
    const chinese = officialTime(at, asEnd);
    if (locale.value === 'zh-CN') return chinese;
    const [, month, day, hour, minute] = /^(\d+)月(\d+)日(\d+)时(?:(\d+)分)?$/.exec(chinese) ?? [];
    const two = (part = '0'): string => part.padStart(2, '0');
    return `${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
  };
  return { now, span, left, isOver, isSoon, ago, between, official };
}
