import fc from 'fast-check';
import { readPlan } from './index.js';

const HEAD = '东山市文件\n东山市2023年方案\n一、主要任务\n';
const PIECES = [
  '（', '）', '〔市局牵头〕', '（牵头单位：市局）', '（牵头单位：', '市', '、', '。', '《', '1.', '一、', '（一）', '10、', '2021年', '不低于10、', '各', '各级',
  '对进行', '[bookmark: x]', '[bookmark:', 'x\n', '\n', '附件\n', '1.x组\n牵头单位：市局\n', '一、保障措施\n市局要', '以下措施各镇均', '转发你们要求：\n1、x\n',
  '县（市、区）、', '2021年1月1日至', 'PM2.5浓度1', '重污染', '率不低于的', '100户。', '1.1万户；', '（一）开展排查\n2021年1月前，对a进行排查。',
];

/** The time limit of the suite is the assertion: a pattern that runs away does not come back. */
describe('text that means nothing', () => {
  it.each(PIECES)('%j, twenty thousand characters of it, is read to the end', (piece) => {
    for (const head of ['', HEAD]) {
      const draft = readPlan(`${head}${piece.repeat(Math.ceil(20_000 / piece.length))}（牵头单位：市局）`);
      expect(draft.format).toBe('qingkong.plan-draft/1');
    }
  });

  it('is never dropped: a line without end becomes a question', () => {
    const line = '河岸'.repeat(300_000);
    const { tasks, questions } = readPlan(`${HEAD}1.冲洗路面。（市城管局牵头，各镇负责）\n${line}\n`);
    expect(tasks).toHaveLength(1);
    expect(questions.map(({ field, reason, raw }) => [field, reason, raw!.length])).toEqual([['document', 'unreadable', line.length]]);
  });

  it('in any order gives tasks that stand where they say, each named once by its questions', () => {
    const words = fc.array(fc.constantFrom(...PIECES, '清理河岸', '，', '2023年6月底前', '市水利局', '责任单位：各镇\n', '二、保障措施\n', ' '), { maxLength: 40 });
    fc.assert(
      fc.property(words, (parts) => {
        const text = HEAD + parts.join('');
        const lines = text.split('\n');
        const { tasks, questions } = readPlan(text);
        const names = tasks.map(({ no }, at) => (tasks.findIndex((task) => task.no === no) === at && no !== null ? no : `~${at + 1}`));
        for (const { source, marks } of tasks) {
          expect(source.from >= 1 && source.from <= source.to && source.to <= lines.length).toBe(true);
          expect(marks.every(({ line, from, to }) => from < to && to <= lines[line - 1]!.length)).toBe(true);
        }
        expect(questions.filter(({ task }) => task !== null && !names.includes(task))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('in lines of a plan, in any order, is kept: every demand stands in the draft or in a question', () => {
    const line = fc.constantFrom(
      ...['@', '@。', '1.@。', '1.@。@。', '2、@', '（一）@', '（一）@。@。', '二、@', '@（市水利局牵头，各镇负责）。', '1.@。（牵头单位：市水利局）@。', '（二）@（市水利局负责）'],
      ...['牵头单位：市水利局', '责任单位：各镇，市住建局', '完成时限：2023年6月底前', '', '@，', '（@）', '二、保障措施', '各镇要@。', '附件', '附件：@清单', '@：', '序号\t@', '— 3 —'],
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
        let count = 0;
        const text = `${HEAD}1.冲洗路面。（市城管局牵头，各镇负责）\n${lines.join('\n')}`.replace(/@/g, () => `清理第${++count}号河岸`);
        const kept = JSON.stringify(readPlan(text));
        const lost = Array.from({ length: count }, (_, at) => `清理第${at + 1}号河岸`).filter((demand) => !kept.includes(demand));
        // An annex is announced by its title, which is no demand.
        expect(lost.filter((demand) => !new RegExp(`附件：${demand}`).test(text))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
