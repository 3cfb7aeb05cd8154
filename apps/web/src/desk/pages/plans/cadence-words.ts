import { useI18n } from 'vue-i18n';

/** 定期: a recurrence as the server gives it; what is absent is not said. */
interface Recurrence {
  readonly freq?: string | null;
  readonly byDay?: string | null;
  readonly byMonthDay?: number | null;
  readonly months?: readonly number[] | null;
  readonly everyHours?: number | null;
  readonly timesAtLeast?: number | null;
  readonly timeFrom?: string | null;
  readonly timeTo?: string | null;
  readonly holidayShiftDays?: number | null;
  readonly dayKind?: string | null;
}

/** Every week, Thursday, 2 days before a holiday: the parts in one order, in the reader's language. */
export function useCadenceWords(): (recurrence: object) => string {
  const { t } = useI18n();
  return (recurrence) => {
    const { freq, byDay, byMonthDay, months, everyHours, timesAtLeast, timeFrom, timeTo, holidayShiftDays: shift, dayKind } = recurrence as Recurrence;
    const parts = [
      everyHours ? t('desk.cadence.everyHours', { n: everyHours }) : freq ? t(`desk.cadence.freq.${freq}`) : '',
      byDay ? t(`desk.cadence.day.${byDay}`) : '',
      months?.length ? t('desk.cadence.months', { months: months.join(t('word.comma')) }) : '',
      byMonthDay ? t('desk.cadence.monthDay', { n: byMonthDay }) : '',
      [timeFrom, timeTo].filter(Boolean).join(' — '),
      timesAtLeast ? t('desk.cadence.times', { n: timesAtLeast }) : '',
      shift ? t(shift < 0 ? 'desk.cadence.earlier' : 'desk.cadence.later', { n: Math.abs(shift), days: t(`desk.cadence.${dayKind === 'workdays' ? 'workdays' : 'calendar'}`) }) : '',
    ];
    return parts.filter(Boolean).join(' · ');
  };
}
