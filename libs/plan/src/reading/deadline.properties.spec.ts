import fc from 'fast-check';
import { addDays, dayNumber, dayOfNumber, daysInMonth, lastDayOf, weekdayOf } from './calendar.js';
import { findDeadlines, isTime, readDeadline } from './deadline.js';
import { smallNumber, yearNumber } from './printed-number.js';

const numberOfDay = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2099-12-31') });
const day = numberOfDay.map(dayOfNumber);

const HAN = '〇一二三四五六七八九';
const hanYear = (year: number) => [...String(year)].map((digit) => HAN[Number(digit)]).join('');
function hanNumber(number: number): string {
  const [tens, units] = [Math.floor(number / 10), number % 10];
  return `${tens > 1 ? HAN[tens] : ''}${tens > 0 ? '十' : ''}${units > 0 ? HAN[units] : ''}`;
}
const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

type Printer = (year: number, month: number, day: number) => string;
const PRINTERS: readonly Printer[] = [
  (y, m, d) => `${y}年${m}月${d}日`,
  (y, m, d) => `${y} 年 ${m} 月 ${d} 日`,
  (y, m, d) => `${y}年${String(m).padStart(2, '0')}月${String(d).padStart(2, '0')}日`,
  (y, m, d) => `${y}年${m}月${d}号`,
  (y, m, d) => wide(`${y}年${m}月${d}日`),
  (y, m, d) => `${hanYear(y)}年${hanNumber(m)}月${hanNumber(d)}日`,
  (y, m, d) => `${y}-${m}-${d}`,
  (y, m, d) => `${y}.${m}.${d}`,
  (y, m, d) => `${y}/${m}/${d}`,
];
const printer = fc.constantFrom(...PRINTERS);
const print = (with_: Printer, iso: string) => with_(...(iso.split('-').map(Number) as [number, number, number]));

/** Times in print, each with the way it must come back. */
const stated = fc.oneof(
  fc.tuple(day, printer).map(([iso, with_]) => `${print(with_, iso)}前`),
  fc.tuple(day, printer, fc.constantFrom('持续管控', '持续开展')).map(([iso, with_, held]) => `${print(with_, iso)}前${held}`),
  fc.tuple(day, fc.nat(400), printer).map(([iso, days, with_]) => `${print(with_, iso)}至${print(with_, addDays(iso, days))}`),
  day.map((iso) => `${iso.slice(0, 4)}年${Number(iso.slice(5, 7))}月底前`),
  day.map((iso) => `${iso.slice(0, 4)}年底前`),
  fc.constantFrom('每周四下午（遇节假日为节假日前2天）', '每月5日前', '每半月进行一次', '每日10时-16时', '每季度不少于1次', '长期坚持', '应急响应期间', '秋冬季期间', '入冬前'),
);

/** Clauses that state no time, whatever stands beside them. */
const clauses = fc.array(fc.constantFrom('督促企业', '完成整治', '（含商户）', '覆盖率达到30%以上', '淘汰35蒸吨/小时以下锅炉', '定期巡查', 'PM2.5浓度下降', '“六个百分百”', '目前', '提前谋划', '《2021年12月底前任务表》'), { maxLength: 6 });
const before = clauses.map((words) => words.map((word) => `${word}，`).join(''));
const after = clauses.map((words) => words.map((word) => `，${word}`).join(''));

describe('any time in print', () => {
  it('comes back as the day it names, in every form', () => {
    fc.assert(
      fc.property(day, printer, (iso, with_) => {
        const text = print(with_, iso);
        expect(findDeadlines(`${text}前完成`)).toMatchObject({ deadlines: [{ kind: 'by_date', date: iso }], unread: [] });
        expect(findDeadlines(`${text}前持续管控`).deadlines).toMatchObject([{ kind: 'until_date', to: iso }]);
        expect(readDeadline(text).deadline).toMatchObject({ kind: 'by_date', date: iso });
      }),
      { numRuns: 500 },
    );
  });

  it('comes back without its year where the document settles it', () => {
    fc.assert(
      fc.property(numberOfDay, fc.nat(364), printer.filter((with_) => with_(2021, 1, 1).includes('年')), (first, days, with_) => {
        const season = { from: dayOfNumber(first), to: dayOfNumber(first + 180) };
        const due = dayOfNumber(first + (days % 181));
        const text = print(with_, due).replace(/^[^年]*年\s*/, '');
        if (due.slice(5) === '02-29') return;
        expect(findDeadlines(`${text}前完成`, { season, issuedOn: season.from }).deadlines).toMatchObject([{ kind: 'by_date', date: due }]);
      }),
    );
  });

  it('is never changed by the text around it', () => {
    fc.assert(
      fc.property(before, stated, after, (left, time, right) => {
        expect(findDeadlines(`${left}${time}${right}。`)).toEqual(findDeadlines(time));
      }),
      { numRuns: 500 },
    );
  });

  it('reads its own printed text as itself', () => {
    fc.assert(
      fc.property(stated, (time) => {
        const once = findDeadlines(time);
        expect(once.deadlines).toHaveLength(1);
        expect(findDeadlines(once.deadlines[0]!.text!)).toEqual(once);
        expect(isTime(time)).toBe(true);
      }),
    );
  });
});

describe('a window', () => {
  it('comes back, and never ends before it begins', () => {
    fc.assert(
      fc.property(day, day, printer, printer, fc.constantFrom('至', '起至', '-', '—', '到'), (from, to, first, last, joint) => {
        const { deadlines, unread } = findDeadlines(`${print(first, from)}${joint}${print(last, to)}`);
        if (from <= to) expect(deadlines).toMatchObject([{ kind: 'window', from, to }]);
        else expect([deadlines, unread.length]).toEqual([[], 1]);
      }),
    );
  });

  it('gives its end the year that makes it run forward', () => {
    const month = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2099 }), month, month, fc.constantFrom('月-', '-', '月至', '月—'), (year, first, last, joint) => {
        const [window] = findDeadlines(`${year}年${first}${joint}${last}月`).deadlines;
        expect(window).toMatchObject({ kind: 'window', to: lastDayOf(last < first ? year + 1 : year, last) });
        expect(window!.kind === 'window' && window!.to! > window!.from).toBe(true);
      }),
    );
  });
});

describe('any text at all', () => {
  const noise = fc.array(fc.constantFrom('2021', '年', '12', '月', '底', '前', '日', '31', '每', '周', '四', '起', '至', '-', '秋冬季', '期间', '之日起', '后', '当', '时', '，', '。', '《', '》', '（', '）', ' ', '一', '旦', '投运', '9999'), { maxLength: 40 }).map((words) => words.join(''));

  it('gives days that exist, in order, and words that stand in it', () => {
    fc.assert(
      fc.property(noise, (text) => {
        for (const deadline of findDeadlines(text).deadlines) {
          const days = ['date', 'from', 'to'].flatMap((field) => (deadline as Record<string, unknown>)[field] ?? []) as string[];
          for (const iso of days) expect(dayOfNumber(dayNumber(iso))).toBe(iso);
          expect([...days].sort()).toEqual(days);
          expect(text.replace(/\s/g, '')).toContain(deadline.text!.replace(/\s/g, ''));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the numbers behind it', () => {
  it('are printed and read alike', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 99 }), (number) => expect([smallNumber(hanNumber(number)), smallNumber(String(number))]).toEqual([number, number])));
    fc.assert(fc.property(fc.integer({ min: 1000, max: 9999 }), (year) => expect([yearNumber(hanYear(year)), yearNumber(String(year))]).toEqual([year, year])));
  });

  it('count days as the calendar does', () => {
    fc.assert(
      fc.property(numberOfDay, (number) => {
        const iso = dayOfNumber(number);
        const real = new Date(number * 86_400_000);
        expect([iso, weekdayOf(iso), dayNumber(iso)]).toEqual([real.toISOString().slice(0, 10), real.getUTCDay(), number]);
        expect(daysInMonth(real.getUTCFullYear(), real.getUTCMonth() + 1)).toBeGreaterThanOrEqual(real.getUTCDate());
      }),
    );
  });
});

describe('200 kB of hostile text', () => {
  const size = 200_000;
  it.each(['年', '2', '2021年', '每', '每月', '一', '一旦', '当', '《', '（', '秋冬季', '之日', '后', '2021年1月至', '投运前', '，', '遇节假日', '1月-', ' ', '2021年 '])('of %j ends', (piece) => {
    const text = piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
    expect(findDeadlines(text)).toBeDefined();
    expect(readDeadline(text)).toBeDefined();
  });
});
