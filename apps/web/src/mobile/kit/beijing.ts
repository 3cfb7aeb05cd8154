/** Days and hours that are chosen on the phone are Beijing's, like every official time, whatever zone the phone is in. */
const ZONE_MS = 8 * 3_600_000;
const DAY_MS = 24 * 3_600_000;

export interface BeijingTime {
  /** 2026-11-23 */
  readonly day: string;
  /** 00 to 23 */
  readonly hour: string;
  readonly minute: string;
}

export function beijingOf(at: Date): BeijingTime {
  const text = new Date(at.getTime() + ZONE_MS).toISOString();
  return { day: text.slice(0, 10), hour: text.slice(11, 13), minute: text.slice(14, 16) };
}

/** 2026-11-23T18:00:00+08:00 */
export const atBeijing = ({ day, hour, minute }: BeijingTime): string => `${day}T${hour}:${minute}:00+08:00`;

/** So many days, today first; a number below zero counts backwards. */
export const daysFrom = (today: Date, many: number): string[] =>
  Array.from({ length: Math.abs(many) }, (_, n) => beijingOf(new Date(today.getTime() + Math.sign(many) * n * DAY_MS)).day);
