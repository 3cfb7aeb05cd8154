/** Built-in number formats of workbooks that print a date or a share; other numbers are printed as they are. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0', 2: '0.00', 3: '#,##0', 4: '#,##0.00', 9: '0%', 10: '0.00%', 14: 'yyyy/m/d', 15: 'd-mmm-yy', 16: 'd-mmm', 17: 'mmm-yy', 20: 'h:mm', 21: 'h:mm:ss', 22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: 'm-d-yy', 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
};

export function formatOf(id: number, custom: ReadonlyMap<number, string>): string {
  return custom.get(id) ?? BUILT_IN[id] ?? 'General';
}

/** A number as the workbook prints it: dates and shares by their format, everything else by its value. */
export function printedNumber(value: number, format: string, from1904: boolean): string {
  const shown = (format.split(';')[0] ?? '').slice(0, 100);
  const bare = shown.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  if (/[ymdhs]/i.test(bare) && !/[0#]/.test(bare)) return printedDate(value + (from1904 ? 1_462 : 0), shown);
  if (bare.includes('%')) return `${decimals(value * 100, bare)}%`;
  const isFixed = /[0#]/.test(bare) && !/\.#|E|\//i.test(bare);
  const fixed = isFixed ? decimals(value, bare) : String(Number(value.toPrecision(15)));
  return bare.includes('#,##') ? fixed.replace(/\B(?=(?:\d{3})+(?!\d)(?=\.|$))/g, ',') : fixed;
}

function decimals(value: number, format: string): string {
  return Number(value.toPrecision(15)).toFixed(Math.min(/\.(0+)/.exec(format)?.[1]?.length ?? 0, 10));
}

/** Serial day 1 is 1900-01-01; workbooks count a 29 February 1900 that never was, so days before March 1900 are one off. */
function printedDate(serial: number, format: string): string {
  if (serial < 0 || serial > 2_958_465) return String(serial);
  const day = Math.floor(serial);
  const seconds = Math.round((serial - day) * 86_400);
  const { year, month, date } = civilOf(day - (day > 59 ? 25_569 : 25_568));
  const clock = { h: Math.floor(seconds / 3_600), m: Math.floor(seconds / 60) % 60, s: seconds % 60 };
  let afterHour = false;
  return format.replace(/\[[^\]]*\]/g, '').replace(/"([^"]*)"|\\(.)|(y+|m+|d+|h+|s+)|;.*|[@_*]/gi, (token, quoted?: string, escaped?: string, part?: string) => {
    if (!part) return quoted ?? escaped ?? '';
    const unit = part[0]!.toLowerCase();
    if (unit === 'y') return part.length > 2 ? String(year) : String(year % 100).padStart(2, '0');
    const isMinute = unit === 'm' && afterHour;
    afterHour = unit === 'h' || (afterHour && unit === 's');
    const value = unit === 'd' ? date : unit === 'h' ? clock.h : unit === 's' ? clock.s : isMinute ? clock.m : month;
    return part.length > 1 ? String(value).padStart(2, '0') : String(value);
  });
}

/** The calendar day that lies `days` after 1970-01-01, by arithmetic alone: no clock and no time zone. */
function civilOf(days: number): { year: number; month: number; date: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1 };
}
