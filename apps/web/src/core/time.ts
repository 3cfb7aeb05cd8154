/** Official times are Beijing's, 24-hour, whatever clock the device has. */
const ZONE = 'Asia/Shanghai';
const parts = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

type Field = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

function fields(at: string | Date): Record<Field, string> {
  return Object.fromEntries(parts.formatToParts(new Date(at)).map(({ type, value }) => [type, value])) as Record<Field, string>;
}

/** 11-23 12:00 */
export function shortTime(at: string | Date | null | undefined): string {
  if (!at) return '—';
  const { month, day, hour, minute } = fields(at);
  return `${month}-${day} ${hour}:${minute}`;
}

/** 2026-11-23 12:00:05 */
export function fullTime(at: string | Date | null | undefined): string {
  if (!at) return '—';
  const { year, month, day, hour, minute, second } = fields(at);
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

/** 11月23日12时, as official text writes it; midnight at the end of a day is that day's 24时. */
export function officialTime(at: string | Date, asEnd = false): string {
  const moment = new Date(at);
  const { hour, minute } = fields(moment);
  const isMidnightEnd = asEnd && hour === '00' && minute === '00';
  const { month, day } = fields(isMidnightEnd ? new Date(moment.getTime() - 1) : moment);
  const time = isMidnightEnd ? '24时' : `${Number(hour)}时${minute === '00' ? '' : `${Number(minute)}分`}`;
  return `${Number(month)}月${Number(day)}日${time}`;
}

/** T+03:12 since a moment. */
export function elapsed(from: string | Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - new Date(from).getTime()) / 60_000));
  return `T+${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Minutes until a moment; negative when it has passed. */
export const minutesUntil = (at: string | Date, now: Date): number => Math.floor((new Date(at).getTime() - now.getTime()) / 60_000);

/** Date, hour and minute of an instant in Beijing; with `asEnd` midnight is hour 24 of the day before. */
export function beijingFields(at: string | Date, asEnd = false): { date: string; hour: number; minute: string } {
  const moment = new Date(at);
  const { hour, minute } = fields(moment);
  const isMidnightEnd = asEnd && hour === '00' && minute === '00';
  const { year, month, day } = fields(isMidnightEnd ? new Date(moment.getTime() - 1) : moment);
  return { date: `${year}-${month}-${day}`, hour: isMidnightEnd ? 24 : Number(hour), minute };
}

/** The instant of a Beijing date and time, ISO 8601 with its offset; hour 24 is the midnight that ends the day. */
export function beijingInstant(date: string, hour: number, minute: string): string {
  const start = new Date(`${date}T00:00:00+08:00`).getTime() + (hour * 60 + Number(minute)) * 60_000;
  const { date: day, hour: h, minute: m } = beijingFields(new Date(start));
  return `${day}T${String(h).padStart(2, '0')}:${m}:00+08:00`;
}
