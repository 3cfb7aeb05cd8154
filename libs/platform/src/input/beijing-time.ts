const TIME = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]*(\d{1,2})(?:[:：时](\d{1,2})?分?(?::00)?)?$/;

/** 2026-11-23 08:00, 2026年11月23日8时, 2026/11/23 24:00, as people write it in a table: a Beijing time; 24 is the midnight that ends the day. Null: none. */
export function beijingTime(words: string): Date | null {
  const [, year, month, day, hour, minute = '0'] = TIME.exec(words.trim()) ?? [];
  if (!year || Number(hour) > 24 || Number(minute) > 59 || (Number(hour) === 24 && Number(minute) > 0)) return null;
  const midnight = new Date(`${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}T00:00:00+08:00`);
  if (Number.isNaN(midnight.getTime()) || new Date(midnight.getTime() + 8 * 3_600_000).getUTCDate() !== Number(day)) return null;
  return new Date(midnight.getTime() + (Number(hour) * 60 + Number(minute)) * 60_000);
}
