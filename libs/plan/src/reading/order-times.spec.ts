import fc from 'fast-check';
import { addDays, dayNumber, dayOfNumber } from './calendar.js';
import { givenAtOf, instantOf } from './order-moments.js';
import { readOrderTimes } from './order-times.js';

/** A Monday evening in winter, Beijing time. */
const GIVEN = '2026-11-23T21:30:00+08:00';
const read = (text: string, given: string | null = GIVEN) => readOrderTimes(text, given === null ? null : givenAtOf(given), true);

describe('the times of an order', () => {
  it.each([
    ['自11月23日12时至26日24时', '2026-11-23T12:00:00+08:00', '2026-11-27T00:00:00+08:00'],
    ['11月23日12时至11月26日24时', '2026-11-23T12:00:00+08:00', '2026-11-27T00:00:00+08:00'],
    ['11月23日0时-26日24时', '2026-11-23T00:00:00+08:00', '2026-11-27T00:00:00+08:00'],
    ['11月30日12时至2日24时', '2026-11-30T12:00:00+08:00', '2026-12-03T00:00:00+08:00'],
    ['12月31日0时至1月2日12时', '2026-12-31T00:00:00+08:00', '2027-01-02T12:00:00+08:00'],
    ['2026年11月23日至26日', '2026-11-23T00:00:00+08:00', '2026-11-27T00:00:00+08:00'],
    ['24日8时至20时', '2026-11-24T08:00:00+08:00', '2026-11-24T20:00:00+08:00'],
    ['二〇二六年十一月二十四日十二时起', '2026-11-24T12:00:00+08:00', null],
    ['11月24日12:30起', '2026-11-24T12:30:00+08:00', null],
    ['11月24日下午3点半起', '2026-11-24T15:30:00+08:00', null],
    ['明日0时起', '2026-11-24T00:00:00+08:00', null],
    ['明天12时起，持续至后天24时', '2026-11-24T12:00:00+08:00', '2026-11-26T00:00:00+08:00'],
    ['今日24时起', '2026-11-24T00:00:00+08:00', null],
    ['自明日18时至次日18时', '2026-11-24T18:00:00+08:00', '2026-11-25T18:00:00+08:00'],
    ['3小时后启动', '2026-11-24T00:30:00+08:00', null],
    ['十二小时后启动', '2026-11-24T09:30:00+08:00', null],
    ['即日起启动', '2026-11-23T21:30:00+08:00', null],
    ['立即启动，预计持续到25日12时', '2026-11-23T21:30:00+08:00', '2026-11-25T12:00:00+08:00'],
    ['1月2日0时起', '2027-01-02T00:00:00+08:00', null],
    ['另行通知', null, null],
  ])('%s', (text, effectiveFrom, effectiveTo) => {
    expect(read(text)).toEqual({ effectiveFrom, effectiveTo, unread: [] });
  });

  it('lean on the instant of the notice, whatever offset it is written in', () => {
    for (const given of ['2026-11-23T21:30:00+08:00', '2026-11-23T13:30:00Z', '2026-11-23T05:30:00-08:00', '2026-11-23T13:30:00.000Z']) {
      expect(read('明日0时起，3小时后生效', given)).toEqual({ effectiveFrom: '2026-11-24T00:00:00+08:00', effectiveTo: null, unread: [] });
      expect(read('3小时后', given).effectiveFrom).toBe('2026-11-24T00:30:00+08:00');
    }
    expect(read('3小时后', null)).toEqual({ effectiveFrom: null, effectiveTo: null, unread: ['3小时后'] });
    expect(read('明日0时', null).unread).toEqual(['明日0时']);
    expect(['', 'yesterday', '2026-02-30', '2026-11-23T21:30'].map(givenAtOf)).toEqual([null, null, null, null]);
  });

  it('that no clock shows go to a person', () => {
    for (const text of ['11月23日25时起', '11月31日12时起', '2026年2月29日0时起', '11月23日12时70分起']) {
      expect(read(text)).toMatchObject({ effectiveFrom: null, unread: [text.replace(/起$/, '')] });
    }
  });

  it('come back from any printed moment, and 24时 is the next day', () => {
    const day = fc.integer({ min: dayNumber('2000-01-01'), max: dayNumber('2098-12-31') }).map(dayOfNumber);
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 24 }), (iso, hour) => {
        const [year, month, date] = iso.split('-').map(Number);
        const expected = hour === 24 ? `${addDays(iso, 1)}T00:00:00+08:00` : `${iso}T${String(hour).padStart(2, '0')}:00:00+08:00`;
        expect(read(`自${year}年${month}月${date}日${hour}时起启动`).effectiveFrom).toBe(expected);
        expect(read(`自${month}月${date}日${hour}时起启动`, `${iso}T08:00:00+08:00`).effectiveFrom).toBe(expected);
      }),
    );
  });

  it('never end before they begin', () => {
    const hour = fc.integer({ min: 0, max: 24 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 28 }), hour, fc.integer({ min: 1, max: 28 }), hour, (a, from, b, to) => {
        const { effectiveFrom, effectiveTo } = read(`自2026年11月${a}日${from}时至${b}日${to}时启动`);
        if (effectiveTo !== null) expect(Date.parse(effectiveTo)).toBeGreaterThan(Date.parse(effectiveFrom!));
      }),
    );
  });

  it('count hours as the clock does', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2090-01-01T00:00:00Z'), noInvalidDate: true }), fc.integer({ min: 1, max: 200 }), (now, hours) => {
        const minute = Math.floor(now.getTime() / 60_000) * 60_000;
        const { effectiveFrom } = read(`${hours}小时后启动`, new Date(minute).toISOString());
        expect(Date.parse(effectiveFrom!)).toBe(minute + hours * 3_600_000);
      }),
    );
  });

  it('are written so that they read themselves', () => {
    const { effectiveFrom } = read('明日0时起');
    expect(instantOf({ ...givenAtOf(effectiveFrom!)!, minutes: givenAtOf(effectiveFrom!)!.minutes! })).toBe(effectiveFrom);
  });
});
