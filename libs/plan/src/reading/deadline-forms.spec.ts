import { likelyMisprint } from './deadline-doubts.js';
import { findDeadlines, readDeadline, type KnownTimes } from './deadline.js';

const known: KnownTimes = { issuedOn: '2025-11-10', season: { from: '2025-10-01', to: '2026-03-31' } };
const weekly = (more: object) => ({ kind: 'recurring', recurrence: { freq: 'weekly', ...more } });
const every = (freq: string, more: object = {}) => ({ kind: 'recurring', recurrence: { freq, ...more } });

describe('a date without a year', () => {
  it.each([
    ['12月底前', known, '2025-12-31'],
    ['3月15日前', known, '2026-03-15'],
    ['年底前', { issuedOn: '2025-11-10' }, '2025-12-31'],
    ['今年12月20日前', { year: 2024 }, '2024-12-20'],
    ['明年2月底前', { issuedOn: '2023-11-10' }, '2024-02-29'],
    ['二〇二五年十二月三十一日前', {}, '2025-12-31'],
    ['２０２５年１２月底前', {}, '2025-12-31'],
    ['2026年 1 月 5 日 前', {}, '2026-01-05'],
    ['2026-01-05前', {}, '2026-01-05'],
    ['2026年一季度末前', {}, '2026-03-31'],
    ['2026年内', {}, '2026-12-31'],
    ['年底前', known, '2025-12-31'],
    ['年内', known, '2025-12-31'],
    ['2025年年底前', {}, '2025-12-31'],
    ['2025年12月31日（含）前', {}, '2025-12-31'],
    ['12月31日24时前', known, '2025-12-31'],
    ['12月31日0时前', known, '2025-12-30'],
  ])('%s takes it from the document or prints it otherwise', (text, around, date) => {
    expect(findDeadlines(`督促企业，${text}完成整治。`, around)).toMatchObject({ deadlines: [{ kind: 'by_date', date }], unread: [] });
  });

  it.each([
    ['7月底前', known],
    ['12月底前', {}],
    ['5月底前', { issuedOn: '2025-11-10' }],
    ['2025年9月前', {}],
    ['2025年上半年前', {}],
    ['2026年3月中旬前', {}],
    ['次月5日前', known],
    ['15日内', known],
    ['今冬明春', known],
  ])('%s that nothing settles goes to a person', (text, around) => {
    expect(findDeadlines(`督促企业，${text}完成整治。`, around)).toEqual({ deadlines: [], unread: [text] });
  });

  it('takes it from the date printed before it, never backwards', () => {
    expect(findDeadlines('2026年5月底前建成，8月投入使用。').deadlines[1]).toMatchObject({ kind: 'window', from: '2026-08-01', to: '2026-08-31' });
    expect(findDeadlines('2026年5月底前建成，3月底前验收。').unread).toEqual(['3月底前']);
  });
});

describe('a window', () => {
  it.each([
    ['2025年12月1日起至2026年2月28日', '2025-12-01', '2026-02-28'],
    ['2025年11月至次年3月', '2025-11-01', '2026-03-31'],
    ['2025年11月15日-3月15日', '2025-11-15', '2026-03-15'],
    ['2025年12月3日至9日', '2025-12-03', '2025-12-09'],
    ['2026年5-9月', '2026-05-01', '2026-09-30'],
    ['2026年5月—9月', '2026-05-01', '2026-09-30'],
    ['自2025年12月1日12时起至12月3日24时', '2025-12-01', '2025-12-03'],
    ['2025年12月1日12时至12月4日0时', '2025-12-01', '2025-12-03'],
    ['2026年上半年', '2026-01-01', '2026-06-30'],
    ['2026年1月上旬', '2026-01-01', '2026-01-10'],
  ])('%s', (text, from, to) => {
    expect(findDeadlines(`${text}，开展巡查。`).deadlines[0]).toEqual({ text, kind: 'window', from, to });
  });

  it('may have no end, or begin with the document itself', () => {
    expect(findDeadlines('自2025年10月起，开展巡查。').deadlines).toEqual([{ text: '自2025年10月起', kind: 'window', from: '2025-10-01', to: null }]);
    expect(findDeadlines('自即日起至2026年3月31日，开展巡查。').deadlines).toEqual([{ text: '自即日起至2026年3月31日', kind: 'until_date', to: '2026-03-31' }]);
  });

  it('that ends before it begins goes to a person', () => {
    expect(findDeadlines('2026年5月1日至2026年4月1日开展巡查。')).toEqual({ deadlines: [], unread: ['2026年5月1日至2026年4月1日'] });
  });
});

describe('a cadence', () => {
  it.each([
    ['每周四下午（遇节假日为节假日前2天）', weekly({ byDay: 'TH', timeFrom: '12:00', holidayShiftDays: -2, dayKind: 'calendar' })],
    ['每周五17时前，遇节假日提前1个工作日', weekly({ byDay: 'FR', timeTo: '17:00', holidayShiftDays: -1, dayKind: 'workdays' })],
    ['每星期一前', weekly({ byDay: 'MO' })],
    ['每月5日前（遇法定节假日顺延）', every('monthly', { byMonthDay: 5, holidayShiftDays: 1, dayKind: 'workdays' })],
    ['每月底前', every('monthly', { byMonthDay: 31 })],
    ['每半月进行一次', every('twice_monthly')],
    ['每月两次', every('twice_monthly')],
    ['每日10时-16时', every('daily', { timeFrom: '10:00', timeTo: '16:00' })],
    ['每日22时至次日6时', every('daily', { timeFrom: '22:00', timeTo: '06:00' })],
    ['每个工作日17:30前', every('daily', { dayKind: 'workdays', timeTo: '17:30' })],
    ['每天巡查不少于3次', every('daily', { timesAtLeast: 3 })],
    ['至少每季度检修一次', every('quarterly', { timesAtLeast: 1 })],
    ['每季度不少于1次', every('quarterly', { timesAtLeast: 1 })],
    ['每半年清洗1次', every('half_yearly')],
    ['每年5月至9月', every('yearly', { months: [5, 6, 7, 8, 9] })],
    ['每年11月至次年2月', every('yearly', { months: [11, 12, 1, 2] })],
    ['每年6月30日前', every('yearly', { months: [6], byMonthDay: 30 })],
    ['每2小时上报一次', every('daily', { everyHours: 2 })],
    ['逐月', every('monthly')],
    ['每周五下午5点前', weekly({ byDay: 'FR', timeTo: '17:00' })],
    ['每天早8点至晚8点', every('daily', { timeFrom: '08:00', timeTo: '20:00' })],
    ['每月5日（遇节假日提前1个工作日）前', every('monthly', { byMonthDay: 5, holidayShiftDays: -1, dayKind: 'workdays' })],
    ['22时至次日6时', every('daily', { timeFrom: '22:00', timeTo: '06:00' })],
    ['工作日7:00-20:00', every('daily', { dayKind: 'workdays', timeFrom: '07:00', timeTo: '20:00' })],
    ['一周一调度', every('weekly')],
  ])('%s', (text, term) => {
    expect(findDeadlines(`清洗道路，${text}。`).deadlines).toEqual([{ text, ...term }]);
  });

  it.each(['每周二、周五', '每月10日、25日前', '每两周', '每10天', '每季度首月10日前', '每日25时前', '每月最后一个工作日', '每日7时至9时、17时至19时', '每月初5日前'])('%s does not fit the draft and goes to a person', (text) => {
    expect(findDeadlines(`清洗道路，${text}。`)).toEqual({ deadlines: [], unread: [text] });
  });

  it('is no unit of measurement and no noun', () => {
    expect(findDeadlines('淘汰每小时35蒸吨锅炉，每天3000吨产能，每座山一策，每户必到，定期巡查，空气质量月考核。')).toEqual({ deadlines: [], unread: [] });
  });
});

describe('an event', () => {
  it.each([
    ['新建项目投运前', { kind: 'by_date', date: null, event: '新建项目投运前' }],
    ['入冬前', { kind: 'by_date', date: null, event: '入冬前' }],
    ['2025年供暖季前', { kind: 'by_date', date: null, event: '2025年供暖季前' }],
    ['春节前', { kind: 'by_date', date: null, event: '春节前' }],
    ['办法印发之日起30日内', { kind: 'from_event', event: '办法印发', offsetDays: 30 }],
    ['收到通知后5个工作日内', { kind: 'from_event', event: '收到通知后5个工作日内' }],
    ['接到预警后2小时内', { kind: 'from_event', event: '接到预警后2小时内' }],
    ['响应解除后3日内', { kind: 'from_event', event: '响应解除', offsetDays: 3 }],
    ['供暖季结束后', { kind: 'from_event', event: '供暖季结束' }],
    ['2026年春节前', { kind: 'by_date', date: null, event: '2026年春节前' }],
    ['接到预警信息后', { kind: 'from_event', event: '接到预警信息' }],
    ['整改完成前', { kind: 'from_event', event: '整改完成前' }],
  ])('%s', (text, term) => {
    const ban = text.endsWith('完成前') ? '不得复产' : '，上报总结';
    expect(findDeadlines(`落实措施，${text}${ban}。`).deadlines).toEqual([{ text, ...term }]);
  });

  it('is not what merely looks like one', () => {
    expect(findDeadlines('截至2025年10月底，已完成六成，目前已提前完成，整改后恢复生产，此前问题销号，春节前夕无事。')).toEqual({ deadlines: [], unread: [] });
  });
});

describe('the season and the phases', () => {
  it('carries the dates of the document, or its own', () => {
    expect(findDeadlines('秋冬季期间实施停产。', known).deadlines).toEqual([{ text: '秋冬季期间', kind: 'season', from: '2025-10-01', to: '2026-03-31' }]);
    expect(findDeadlines('供暖季（2025年11月15日至2026年3月15日）实施停产。').deadlines).toMatchObject([{ kind: 'season', from: '2025-11-15', to: '2026-03-15' }]);
    expect(findDeadlines('采暖期内实施停产。', known).deadlines).toEqual([{ text: '采暖期内', kind: 'season' }]);
    expect(findDeadlines('供暖季期间实施停产。', known).deadlines).toEqual([{ text: '供暖季期间', kind: 'season' }]);
  });

  it.each(['Ⅱ级响应期间', '橙色预警期间', '重污染天气应急响应期间', '应急减排期间'])('%s is the emergency', (text) => {
    expect(findDeadlines(`${text}停止作业。`).deadlines).toEqual([{ text, kind: 'during_phase', phase: 'emergency' }]);
  });
});

describe('a cell', () => {
  it.each([
    ['2025年12月31日', { kind: 'by_date', date: '2025-12-31' }],
    ['2025-12-31', { kind: 'by_date', date: '2025-12-31' }],
    ['2025/12/31', { kind: 'by_date', date: '2025-12-31' }],
    ['2025.12.31', { kind: 'by_date', date: '2025-12-31' }],
    ['2025-12-31 00:00:00', { kind: 'by_date', date: '2025-12-31' }],
    ['长期', { kind: 'long_term' }],
    ['截止到2025年12月31日止', { kind: 'until_date', to: '2025-12-31' }],
  ])('%s needs no 前', (cell, term) => {
    expect(readDeadline(cell)).toEqual({ deadline: { text: cell, ...term }, others: [], unread: null });
  });
});

describe('a likely misprint', () => {
  const by = (date: string) => ({ text: '', kind: 'by_date' as const, date });

  it('is over before the document and its season', () => {
    expect(likelyMisprint(by('2025-03-31'), known)).toEqual({ suggestion: '2026-03-31' });
    expect(likelyMisprint(by('2024-02-29'), { ...known, season: { from: '2024-10-01', to: '2025-03-31' } })).toEqual({ suggestion: '2025-02-28' });
    expect(likelyMisprint(by('2025-06-30'), known)).toEqual({ suggestion: null });
  });

  it('is not what the season has already seen, nor what cannot be compared', () => {
    expect(likelyMisprint(by('2025-10-31'), known)).toBeNull();
    expect(likelyMisprint(by('2025-12-31'), known)).toBeNull();
    expect(likelyMisprint(by('2025-03-31'), {})).toBeNull();
    expect(likelyMisprint({ text: '', kind: 'season' }, known)).toBeNull();
  });
});
