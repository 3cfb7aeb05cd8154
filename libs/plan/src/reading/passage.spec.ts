import { linesOf, marksOn, passageOf, sentenceOf } from './passage.js';

const sentence = (text: string) => sentenceOf(passageOf(linesOf(text)));

describe('running text', () => {
  it.each([
    ['改造目 标任务', '改造目标任务'],
    ['  2021 年 10 月底前', '2021年10月底前'],
    ['做到 “不漏一户”', '做到“不漏一户”'],
    ['开展“清洁家园 绿色出行”活动', '开展“清洁家园 绿色出行”活动'],
    ['”之后 的字', '”之后的字'],
    ['执行 ISO 9001 标准', '执行ISO 9001标准'],
    ['检查\n\n\t到位', '检查到位'],
    ['检查　到位', '检查到位'],
  ])('%j reads %j', (printed, read) => {
    expect(sentence(printed).text).toBe(read);
  });

  it('knows where each character stood', () => {
    const text = '\t第一 行\n  第二行';
    const lines = linesOf(text);
    const { places, text: read } = sentence(text);
    expect(read).toBe('第一行第二行');
    expect(places.map(({ line, at }) => lines[line - 1]!.text[at]).join('')).toBe(read);
  });

  it('is marked line by line', () => {
    const marks = marksOn('lead', passageOf(linesOf('\t区水\n  利局')));
    expect(marks).toEqual([
      { field: 'lead', line: 1, from: 1, to: 3 },
      { field: 'lead', line: 2, from: 2, to: 4 },
    ]);
  });
});

it('a file is the same with any line end and with a byte order mark', () => {
  const lines = [{ no: 1, text: '甲' }, { no: 2, text: '' }, { no: 3, text: '乙' }];
  for (const end of ['\n', '\r\n', '\r']) expect(linesOf(`\uFEFF甲${end}${end}乙`)).toEqual(lines);
});
