import fc from 'fast-check';
import { readPlan, type DraftTask } from './index.js';

const HEADINGS = ['序号', '任务类别', '工作任务', '任务名称', '任务要求', '任务时限', '牵头单位', '责任单位'];

/** Flattens a table the way office programs do: one cell per line behind a tab, a blank line between rows. */
const flat = (...rows: string[][]) => rows.map((row) => row.map((cell) => `\t${cell}\n`).join('')).join('\n');

const first = ['1', '整治攻坚措施', '（一）清洁道路', '1.增加冲洗。', '每天冲洗主干道。', '2021年10月底前', '区住建局', '各乡镇街'];
const second = ['2', '应急强化管控措施', '（二）管住工地', '/', '停止土方作业。', '应急强化管控期间', '区水利局', '各乡镇街'];
const third = ['3', '保障措施', '（三）值守', '1.夜间值守。', '安排专人值守。', '2022年3月13日前', '区财政局', '区工信局'];

const numbers = (tasks: DraftTask[]) => tasks.map(({ no }) => no);
const asked = (text: string) => readPlan(text).questions.map(({ task, field, reason }) => `${task} ${field} ${reason}`);
const facts = ({ no, path, requirement, deadline, lead, support, responsible }: DraftTask) =>
  [no, path.join('>'), requirement, deadline.text, ...[lead, support, responsible].map((units) => units.map(({ name }) => name).join())];

describe('a flattened task table', () => {
  it('gives one task a row, without its struck-through headings', () => {
    const { tasks, questions } = readPlan(flat(HEADINGS, first, second, third));
    expect(tasks.map(facts)).toEqual([
      ['1', '整治攻坚措施>（一）清洁道路>1.增加冲洗。', '每天冲洗主干道。', '2021年10月底前', '区住建局', '', '各乡镇街'],
      ['2', '应急强化管控措施>（二）管住工地', '停止土方作业。', '应急强化管控期间', '区水利局', '', '各乡镇街'],
      ['3', '保障措施>（三）值守>1.夜间值守。', '安排专人值守。', '2022年3月13日前', '区财政局', '', '区工信局'],
    ]);
    expect(questions).toEqual([]);
  });

  it('stays whole when the gaps between rows are lost', () => {
    const text = flat(HEADINGS, first, second, third);
    expect(readPlan(text.replace(/\n\n/g, '\n')).tasks.map(facts)).toEqual(readPlan(text).tasks.map(facts));
  });

  it('keeps a cell together across a gap', () => {
    const text = flat(HEADINGS, first, second).replace('\t区住建局\n', '\t区住建局\n\n（区工信局、\n\n商务局配合）\n\n');
    expect(readPlan(text).tasks.map(facts)).toEqual([
      [...facts(readPlan(flat(HEADINGS, first)).tasks[0]!).slice(0, 5), '区工信局,区商务局', '各乡镇街'],
      facts(readPlan(flat(HEADINGS, first, second)).tasks[1]!),
    ]);
  });

  it('overlooks a heading row repeated on the next page', () => {
    const { tasks, questions } = readPlan(flat(HEADINGS, first, HEADINGS, second));
    expect([numbers(tasks), questions]).toEqual([['1', '2'], []]);
  });

  it('follows the headings of a second table with other columns', () => {
    const { tasks } = readPlan(flat(HEADINGS, first) + '\n' + flat(['序号', '责任单位', '具体措施', '完成时限'], ['7', '区水利局', '清理河岸。', '长期坚持']));
    expect(tasks.map(facts).at(-1)).toEqual(['7', '', '清理河岸。', '长期坚持', '', '', '区水利局']);
  });

  it('takes an empty category as merged with the one above', () => {
    const { tasks } = readPlan(flat(HEADINGS, first, second.with(1, '')));
    expect(tasks.map(({ path, phase }) => [path[0], phase])).toEqual([['整治攻坚措施', 'remediation'], ['整治攻坚措施', 'remediation']]);
  });

  it('reads title and 征求意见稿 above it, keeps what stands below it as text', () => {
    const above = '附件2\n\n东山区冬季任务表\n（征求意见稿）\n\n';
    const { document, tasks, questions } = readPlan(`${above}${flat(HEADINGS, first)}\n— 7 —\n\n注：解释权归区治气办。\n`);
    expect(document).toMatchObject({ title: '东山区冬季任务表', draft: true });
    expect(numbers(tasks)).toEqual(['1']);
    expect(questions).toEqual([
      { task: null, field: 'document', reason: 'unreadable', raw: '注：解释权归区治气办。', suggestion: null },
    ]);
  });
});

describe('lines between rows', () => {
  it('belong to the cell above them, page numbers aside', () => {
    const text = flat(HEADINGS, first.with(7, '区水利局\n\n区住建局\n\n— 3 —'), second);
    expect(readPlan(text).tasks.map(({ responsible }) => responsible.map(({ name }) => name))).toEqual([['区水利局', '区住建局'], ['各乡镇街']]);
    expect(asked(text)).toEqual([]);
  });

  it('are asked about when they are no units', () => {
    expect(asked(flat(HEADINGS, first.with(7, '区水利局\n\n以下任务按月报送'), second))).toEqual(['1 responsible unreadable']);
  });
});

describe('a row that does not fit', () => {
  it.each([
    ['at the end of a file that breaks off', first.slice(0, 5), ['1 row truncated', '1 lead missing', '1 responsible missing', '1 deadline missing']],
    ['without its task name', first.toSpliced(3, 1), ['1 row truncated']],
    ['without its deadline', first.toSpliced(5, 1), ['1 row truncated', '1 responsible missing', '1 deadline unreadable']],
    ['with a sentence broken in two cells', first.toSpliced(4, 1, '每天冲洗', '主干道。'), ['1 row unreadable']],
    ['with a cell too many at its end', [...first, '另行通知'], ['1 row unreadable', '1 column unreadable']],
  ])('%s is kept and asked about', (_, row, questions) => {
    const text = flat(HEADINGS, row, second);
    const { tasks } = readPlan(text);
    expect(numbers(tasks)).toEqual(['1', '2']);
    expect(tasks[0]!.requirement).toBe('每天冲洗主干道。');
    expect(facts(tasks[1]!)).toEqual(facts(readPlan(flat(HEADINGS, second)).tasks[0]!));
    expect(asked(text)).toEqual(questions);
  });

  it('is kept without a number, or with one used twice', () => {
    expect(asked(flat(HEADINGS, first, second.with(0, ''), third.with(0, '1')))).toEqual(['~2 no missing', '~3 no duplicate']);
  });

  it('is asked about word for word', () => {
    const [question] = readPlan(flat(HEADINGS, first.slice(0, 3))).questions;
    expect(question).toEqual({ task: '1', field: 'row', reason: 'truncated', raw: '1 | 整治攻坚措施 | （一）清洁道路', suggestion: null });
  });
});

describe('questions of a row', () => {
  const about = (row: string[]) => readPlan(flat(HEADINGS, row, third)).questions.filter(({ task }) => task === row[0]);

  it.each<[string, string[], string[]]>([
    ['no lead', first.with(6, ''), ['lead missing ']],
    ['a struck-through lead', first.with(6, '/'), ['lead missing /']],
    ['nobody responsible', first.with(7, ''), ['responsible missing ']],
    ['only support', first.with(7, '各乡镇街配合'), ['responsible missing 各乡镇街配合']],
    ['an open group', first.with(7, '区直有关单位'), ['responsible open_group 区直有关单位']],
    ['an open list', first.with(7, '区水利局、工信局等'), ['responsible open_group 工信局等']],
    ['a unit of another level', first.with(7, '市水务局'), ['responsible level 市水务局']],
    ['words that are no unit', first.with(7, '立即整改'), ['responsible unreadable 立即整改']],
    ['no deadline', first.with(5, ''), ['deadline missing ']],
    ['a deadline in no known form', first.with(5, '尽快'), ['deadline unreadable 尽快']],
    ['a deadline set elsewhere', first.with(5, '按通告规定的时间'), ['deadline outside_reference 按通告规定的时间']],
    ['no task', first.with(4, '/'), ['requirement missing /']],
    ['a day that does not exist', first.with(4, '2022年2月30日前洒水。'), ['requirement unreadable 2022年2月30日前']],
    ['an order to another level', first.with(4, '市政府要挂牌督办。'), ['requirement level 市政府']],
  ])('%s', (_, row, expected) => {
    expect(about(row).map(({ field, reason, raw }) => `${field} ${reason} ${raw}`)).toEqual(expected);
  });

  it('suggest the own office with the same duty, and say why', () => {
    expect(about(first.with(7, '市财政局'))).toMatchObject([{ reason: 'level', suggestion: '区财政局（依据：本表第3项列有此单位，职能相同）' }]);
  });

  it('keep the text of a column that is not known', () => {
    const text = flat([...HEADINGS, '备注'], [...first, '分两批'], [...second, '']);
    expect(readPlan(text).questions).toEqual([{ task: '1', field: 'column', reason: 'unreadable', raw: '备注：分两批', suggestion: null }]);
  });

  it('ask for no role that the table has no column for', () => {
    expect(asked(flat(['序号', '具体措施', '完成时限', '责任单位'], ['1', '清理河岸。', '长期坚持', '区水利局']))).toEqual([]);
  });
});

describe('whatever the text', () => {
  it('without a known structure gives no task and one question that holds it', () => {
    for (const text of ['', '关于召开会议的通知', '\t1\n\t2\n', flat(HEADINGS)]) {
      expect(readPlan(text)).toMatchObject({ tasks: [], questions: [{ task: null, reason: 'unreadable', raw: text.trim() }] });
    }
  });

  it('never throws', () => {
    const scraps = fc.constantFrom('\t', '\n', '（', '）', '各', '区', '局', '等', '、', '/', '2021年', '12月底前', '当', '时', '“', '《', '配合', '7', '吨以上', ' ', '\u0000', '\uD800');
    const text = fc.array(fc.oneof(scraps, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.boolean(), (scrap, inTable) => {
        const draft = readPlan(inTable ? `${flat(HEADINGS, first)}\n${scrap}` : scrap);
        expect(draft.tasks.length + draft.questions.length).toBeGreaterThan(0);
      }),
    );
  });

  it('reads any rows back, with columns in any order and gaps inside cells', () => {
    const office = fc.constantFrom('区水利局', '区住建局', '各乡镇街', '/', '');
    const row = fc.record({
      requirement: fc.constantFrom('洒水。', '清运渣土，\n\n并覆盖。', '巡查7处。'),
      deadline: fc.constantFrom('2021年9月底前', '应急强化管控期间', '2022年3月13日前持续管控'),
      lead: office,
      responsible: office,
    });
    const order = fc.shuffledSubarray(['序号', '任务要求', '任务时限', '牵头单位', '责任单位'], { minLength: 5 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), order, (rows, headings) => {
        const cells = rows.map((cell, index) => ({ 序号: `${index + 1}`, 任务要求: cell.requirement, 任务时限: cell.deadline, 牵头单位: cell.lead, 责任单位: cell.responsible }));
        const text = flat(headings, ...cells.map((cell) => headings.map((heading) => cell[heading as keyof typeof cell])));
        const names = (printed: string) => (printed.startsWith('/') ? '' : printed);
        expect(readPlan(text).tasks.map(facts)).toEqual(
          rows.map((cell, index) => [`${index + 1}`, '', cell.requirement.replace(/\n/g, ''), cell.deadline, names(cell.lead), '', names(cell.responsible)]),
        );
      }),
    );
  });
});
