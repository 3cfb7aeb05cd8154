import { readFileSync } from 'node:fs';
import { readPlan } from '../reading/index.js';
import { openDocument } from './open-document.js';

/**
 * task-table.doc was saved by a word processor as Word 97–2003: a heading, two tables, a merged cell, cells of two paragraphs, an empty one,
 * a signature. What stands below was written from its pages.
 */
describe('a real .doc', () => {
  const read = async () => readPlan((await openDocument(readFileSync('libs/plan/src/opening/task-table.doc'))).text);

  it('gives every row, with its units and deadlines', async () => {
    const { tasks } = await read();
    expect(tasks.map(({ no, lead, responsible, deadline }) => [no, lead.map(({ name }) => name), responsible.map(({ name }) => name), deadline.kind === 'by_date' ? deadline.date : deadline.kind])).toEqual([
      ['1', ['区住建局'], ['各乡镇'], '2026-11-30'],
      ['2', ['区公安分局'], ['区交通运输局', '区生态环境分局'], '2026-12-31'],
      ['3', [], ['各乡镇'], 'long_term'],
      ['4', ['区市场监管局'], ['区发改局'], '2027-03-31'],
      ['5', [], ['区住建局'], '2026-12-31'],
      ['6', [], ['区商务局'], '2027-01-15'],
      ['7', [], ['区城管局'], '2027-03-31'],
    ]);
    expect(tasks[1]!.requirement).toBe('淘汰国三及以下柴油货车120辆。做好车主的补贴告知。');
    expect(tasks.slice(4).map(({ path }) => path.at(-1))).toEqual(['移动源', '移动源', '面源']);
  });

  it('keeps its dashes, and says who issued it when under which number', async () => {
    const { document, questions } = await read();
    expect(document).toMatchObject({ title: '晴川区2026—2027年秋冬季大气污染防治任务表', number: '晴政办发〔2026〕18号', issuer: '晴川区人民政府办公室', issuedOn: '2026-10-12' });
    expect(questions.map(({ task, field, reason, raw }) => [task, field, reason, raw])).toEqual([
      ['3', 'lead', 'missing', ''],
      [null, 'document', 'unreadable', '以上任务由区督查室按月通报。'],
    ]);
  });
});
