import { deadlineWords } from '../../apps/web/src/desk/pages/plans/deadline-words.js';

describe('a deadline in words', () => {
  it.each([
    [{ kind: 'by_date', text: '2021年12月底前', date: '2021-12-31' }, '2021年12月底前'],
    [{ kind: 'by_date', text: null, date: '2021-12-31' }, '[by_date] 2021-12-31'],
    [{ kind: 'by_date', text: null, date: null, event: '采暖季开始' }, '[by_date] 采暖季开始'],
    [{ kind: 'until_date', text: null, to: '2022-03-13' }, '[until_date] 2022-03-13'],
    [{ kind: 'window', text: null, from: '2021-10-01', to: '2022-03-31' }, '[window] 2021-10-01 — 2022-03-31'],
    [{ kind: 'none', text: null }, '[none]'],
  ])('%j', (deadline, words) => {
    expect(deadlineWords(deadline, (kind) => `[${kind}]`)).toBe(words);
  });
});
