import { addDays, dueAfterShift, isDayOff, weekdayOf, type Recurrence, type WorkCalendar } from '#plan';

/** Days of Beijing time, both inclusive; null: without an end on that side. */
export interface Stretch {
  readonly from: string | null;
  readonly to: string | null;
}

/** One day on which a duty falls due. */
export interface DueDay {
  /** By the calendar alone. */
  readonly nominal: string;
  /** Where holidays moved it. */
  readonly due: string;
  /** False where a year that is not on record took part: it may move yet. */
  readonly settled: boolean;
}

/** So far a rule may move a day, and so long is the longest stretch off, with room: nominal days this far away can be due today. */
const REACH = 45;
const WEEKDAYS: Readonly<Record<string, number>> = { SU: 0, MO: 1, TU: 2, WE: 3, TH: 4, FR: 5, SA: 6 };

/** 到期日: the days from one day to another on which a recurrence falls due, moved off holidays as the plan says. */
export function dueDays(recurrence: Recurrence, within: Stretch, calendar: WorkCalendar, [from, to]: readonly [string, string]): DueDay[] {
  const days: DueDay[] = [];
  for (let nominal = addDays(from, -REACH); nominal <= addDays(to, REACH); nominal = addDays(nominal, 1)) {
    if ((within.from && nominal < within.from) || (within.to && nominal > within.to) || !fallsOn(recurrence, nominal)) continue;
    const shift = recurrence.holidayShiftDays ?? 0;
    // 每工作日: a day off has none, unless the plan says where it moves to.
    if (shift === 0 && recurrence.dayKind === 'workdays' && isDayOff(calendar, nominal)) continue;
    const { day: due, settled } = dueAfterShift(calendar, nominal, { days: shift, counts: recurrence.dayKind ?? 'calendar' });
    if (due >= from && due <= to) days.push({ nominal, due, settled });
  }
  return days;
}

/** Whether a day is the one by which a period of that cadence is done. A cadence that names no day is due on the last of its period. */
function fallsOn({ freq, byDay, byMonthDay, months }: Recurrence, day: string): boolean {
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8))];
  const last = Number(day.slice(8)) === lastOfMonth(day);
  if (months?.length && !months.includes(month)) return false;
  const onDay = byMonthDay ? date === Math.min(byMonthDay, lastOfMonth(day)) : last;
  switch (freq) {
    case 'daily': return true;
    case 'weekly': return weekdayOf(day) === WEEKDAYS[byDay ?? 'SU'];
    case 'twice_monthly': return date === 15 || last;
    case 'monthly': return onDay;
    case 'quarterly': return onDay && month % 3 === 0;
    case 'half_yearly': return onDay && month % 6 === 0;
    case 'yearly': return onDay && month === (months?.at(-1) ?? 12);
    // 持续, 每2小时: nobody is told of a day of which there is none.
    case 'continuous':
    case null:
    case undefined: return false;
  }
}

const lastOfMonth = (day: string): number => Number(addDays(`${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`, -1).slice(8));
