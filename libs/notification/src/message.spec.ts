import { textOf, titleOf } from './message.js';
import { defineNotice } from './notice.js';

defineNotice({ kind: 'test.order', asksAcknowledgement: true, say: ({ level }) => `${String(level)}级响应已启动` });
const part = { deliveryId: '1', kind: 'test.order', facts: { level: 'II' }, link: 'https://city.invalid/m/a/x' };

describe('the text of a message', () => {
  it('says to whom, what, the link and the number', () =>
    expect(textOf({ number: '81', unitName: '青石镇', parts: [part] }, false)).toBe('【晴空】青石镇：II级响应已启动，签收：https://city.invalid/m/a/x （第81号）'));

  it('says of a repetition that it is one, of which order', () => {
    expect(textOf({ number: '81', unitName: '青石镇', parts: [part] }, true)).toMatch(/^【晴空】【重复】如已收到第81号请忽略。青石镇：/);
    expect(titleOf({ number: '81', unitName: '青石镇', parts: [part] }, true)).toBe('【重复】晴空应急通知 青石镇（第81号）');
  });

  it('tells several in a list, and counts what would be too many', () => {
    const text = textOf({ number: '82', unitName: '青石镇', parts: Array.from({ length: 8 }, () => part) }, false);
    expect(text.split('\n')).toHaveLength(7);
    expect(text).toContain('8项通知（第82号）');
    expect(text).toMatch(/另有3项，请登录查看$/);
  });

  it('exists for a kind that nobody gave words', () => expect(textOf({ number: '1', unitName: '青石镇', parts: [{ ...part, kind: 'nobody.knows', link: null }] }, false)).toContain('有新的通知'));

  it('is given once for each kind', () => expect(() => defineNotice({ kind: 'test.order', asksAcknowledgement: false, say: () => '' })).toThrow(/given twice/));
});
