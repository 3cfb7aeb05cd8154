const DIGITS = new Map([...'〇零一二三四五六七八九'].map((digit, at) => [digit, Math.max(0, at - 1)] as const));
DIGITS.set('○', 0).set('两', 2);

/** A number of a year: digits as they stand, 二〇二一 or 2021. */
export function yearNumber(printed: string): number {
  return Number([...printed].map((digit) => DIGITS.get(digit) ?? digit).join(''));
}

/** A small number as official texts print it: 5, 五, 十, 十二, 二十, 三十一, 两. NaN for anything else. */
export function smallNumber(printed: string): number {
  if (/^\d+$/.test(printed)) return Number(printed);
  const [tens, units] = printed.includes('十') ? printed.split('十') : ['零', printed];
  const value = (digits: string | undefined, none: number) => (digits ? (DIGITS.get(digits) ?? Number.NaN) : none);
  return value(tens, 1) * 10 + value(units, 0);
}
