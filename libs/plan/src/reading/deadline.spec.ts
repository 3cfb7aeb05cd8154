import fc from 'fast-check';
import { daysInMonth } from './calendar.js';
import { findDeadlines, isTime, pointsOutside, readDeadline } from './deadline.js';

describe('a deadline cell', () => {
  it.each([
    ['2021年10月底前', { kind: 'by_date', date: '2021-10-31' }],
    ['2024年2月底前完成', { kind: 'by_date', date: '2024-02-29' }],
    ['2021年底前', { kind: 'by_date', date: '2021-12-31' }],
    ['2022年12月底', { kind: 'by_date', date: '2022-12-31' }],
    ['2022年3月13日前', { kind: 'by_date', date: '2022-03-13' }],
    ['2022年3月13日前持续管控', { kind: 'until_date', to: '2022-03-13' }],
    ['2022年3月13日前持续监管', { kind: 'until_date', to: '2022-03-13' }],
    ['2022年3月13日前持续开展', { kind: 'until_date', to: '2022-03-13' }],
    ['应急强化管控期间', { kind: 'during_phase', phase: 'emergency' }],
    ['重点管控时段', { kind: 'during_phase', phase: 'key_period' }],
    ['2022年1月上旬', { kind: 'window', from: '2022-01-01', to: '2022-01-10' }],
    ['2022年2月下旬', { kind: 'window', from: '2022-02-21', to: '2022-02-28' }],
    ['通告发布之日起', { kind: 'from_event', event: '通告发布' }],
    ['通告发布之日起10日内', { kind: 'from_event', event: '通告发布', offsetDays: 10 }],
    ['按通告确定的停业时间', { kind: 'from_event', event: '通告确定的停业时间' }],
    ['秋冬季', { kind: 'season' }],
    ['长期坚持', { kind: 'long_term' }],
  ])('%s', (cell, term) => {
    expect(readDeadline(cell)).toEqual({ deadline: { text: cell, ...term }, others: [], unread: null });
  });

  it.each(['尽快', '2021年2月30日前', '2022年9月前', '12月底前', '2022年10月31日底前'])('%s names no certain day and goes to a person whole', (cell) => {
    expect(readDeadline(cell)).toEqual({ deadline: { text: cell, kind: 'none' }, others: [], unread: cell });
  });

  it('shows a second time that it cannot read to a person', () => {
    expect(readDeadline('2022年5月底前，8月下半月再试')).toMatchObject({ deadline: { date: '2022-05-31' }, unread: '2022年5月底前，8月下半月再试' });
  });

  it('takes the first time as the deadline and keeps the second', () => {
    const { deadline, others } = readDeadline('2021年9月底前建成，2021年12月底前验收');
    expect(deadline).toMatchObject({ kind: 'by_date', date: '2021-09-30' });
    expect(others).toEqual([{ text: '2021年12月底前', kind: 'by_date', date: '2021-12-31' }]);
  });

  it('says nothing where nothing is printed', () => {
    expect(readDeadline('')).toEqual({ deadline: { text: null, kind: 'none' }, others: [], unread: null });
  });

  it('ends "X月底前" on the last day of that very month', () => {
    const years = fc.integer({ min: 1990, max: 2099 });
    fc.assert(
      fc.property(years, fc.integer({ min: 1, max: 12 }), (year, month) => {
        const { deadline } = readDeadline(`${year}年${month}月底前`);
        const day = String(daysInMonth(year, month)).padStart(2, '0');
        expect(deadline).toMatchObject({ kind: 'by_date', date: `${year}-${String(month).padStart(2, '0')}-${day}` });
      }),
    );
  });

  it('never names a day outside its month', () => {
    const part = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 2099 }), part, part, (year, month, day) => {
        const { deadline } = readDeadline(`${year}年${month}月${day}日前`);
        if (deadline.kind !== 'by_date') return expect(deadline.kind).toBe('none');
        expect(day).toBeLessThanOrEqual(daysInMonth(year, month));
        expect(deadline.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      }),
    );
  });

  it('asks no clock and no time zone', () => {
    const clock = jest.spyOn(globalThis, 'Date').mockImplementation(() => {
      throw new Error('a clock was asked');
    });
    try {
      expect(() => new Date()).toThrow('a clock was asked');
      expect(readDeadline('2021年12月底前').deadline).toMatchObject({ date: '2021-12-31' });
      expect(readDeadline('2022年1月下旬').deadline).toMatchObject({ to: '2022-01-31' });
    } finally {
      clock.mockRestore();
    }
  });
});

describe('the times of a sentence', () => {
  const kinds = (sentence: string) => findDeadlines(sentence).deadlines.map(({ kind, text }) => `${kind} ${text}`);

  it('are found in printed order, each meaning once', () => {
    expect(kinds('2021年底前完成摸底，重点时段每户必到，重点管控时段实施停产；当预测有雾时，加密巡查。一旦启动预警，立即上路。')).toEqual([
      'by_date 2021年底前',
      'during_phase 重点时段',
      'from_event 当预测有雾时',
      'from_event 一旦启动预警',
    ]);
  });

  it('leave out what only names a thing', () => {
    expect(kinds('编制重点时段巡查方案，成立重点时段专班，落实《秋冬季巡查办法》和2021年度任务，24小时值守。')).toEqual([]);
  });

  it('hold a ban until its date', () => {
    expect(findDeadlines('2022年4月1日前不得复工。').deadlines).toEqual([{ text: '2022年4月1日前', kind: 'until_date', to: '2022-04-01' }]);
  });

  it('count bad weather as an event', () => {
    expect(kinds('大风天气后，立即清扫。雨雪天气后续影响大。')).toEqual(['from_event 大风天气后']);
  });

  it('go to a person where they name no certain day', () => {
    expect(findDeadlines('2022年2月30日前完成。')).toEqual({ deadlines: [], unread: ['2022年2月30日前'] });
  });
});

it('a time fixed by another document points outside', () => {
  expect(pointsOutside(readDeadline('按通告规定的开市时间').deadline)).toBe(true);
  expect(pointsOutside(readDeadline('通告发布之日起').deadline)).toBe(false);
});

it('tells a time from a sentence that holds one', () => {
  expect(['2021年10月底前完成', '长期坚持', '秋冬季重点企业错峰生产', '各乡镇街', ''].map(isTime)).toEqual([true, true, false, false, false]);
});
