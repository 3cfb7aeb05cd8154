import fc from 'fast-check';
import { readPlan, type DraftTask } from './index.js';

/** One row per line, cells between tabs. */
const table = (...rows: string[][]) => rows.map((row) => row.join('\t')).join('\n');
const names = (units: DraftTask['lead']) => units.map(({ name }) => name).join();
const facts = ({ no, path, requirement, deadline, lead, responsible, levels }: DraftTask) =>
  [no, path.join('>'), requirement, deadline.text, names(lead), names(responsible), levels?.join() ?? null];
const asked = (text: string) => readPlan(text).questions.map(({ task, line, field, reason }) => `${line || task === null ? `@${line}` : task} ${field} ${reason}`);

describe('a table with one row per line', () => {
  it.each([
    [['序号', '类别', '工作内容', '完成时限', '牵头单位', '责任单位'], ['1', '扬尘', '覆盖裸土。', '2023年6月底前', '区住建局', '各镇街']],
    [['责任单位', '完成时间', '具体任务', '分类', '牵头部门', '编号'], ['各镇街', '2023年6月底前', '覆盖裸土。', '扬尘', '区住建局', '1']],
    [['项目类别', '序号', '重点任务', '牵头责任单位（责任人）', '责任单位', '整改时限'], ['扬尘', '1', '覆盖裸土。', '区住建局', '各镇街', '2023年6月底前']],
  ])('reads its columns in the order of its headings: %j', (headings, row) => {
    const { tasks, questions } = readPlan(table(headings, row));
    expect(tasks.map(facts)).toEqual([['1', '扬尘', '覆盖裸土。', '2023年6月底前', '区住建局', '各镇街', null]]);
    expect(questions).toEqual([]);
  });

  it('does without a number column, and names its questions by line', () => {
    const text = table(['重点工作', '措施', '责任单位'], ['工地', '停止开挖。', '区住建局'], ['道路', '加密洒水。', '']);
    expect(readPlan(text).tasks.map(({ no, path }) => [no, path])).toEqual([[null, ['工地']], [null, ['道路']]]);
    expect(asked(text)).toEqual(['@3 responsible missing']);
  });

  it('reads roles that stand in the cell itself, and names with a bracket behind them', () => {
    const text = table(['序号', '任务', '责任单位'], ['1', '停止开挖。', '牵头单位：区住建局、水利局\v配合单位：区城管局\v责任单位：各镇人民政府（街道办事处）'], ['2', '播报。', '区气象台']);
    const [first] = readPlan(text).tasks;
    expect([first!.lead, first!.support, first!.responsible].map(names)).toEqual(['区住建局,区水利局', '区城管局', '各镇人民政府（街道办事处）']);
    expect(asked(text)).toEqual([]);
  });

  it('carries merged heading cells down, also one printed in the middle of its rows', () => {
    const text = table(['类别', '重点工作', '主要任务', '牵头单位'], ['', '甲', '做一件事。', '区住建局'], ['大类一', '乙', '做两件事。', '区住建局'], ['', '', '做三件事。', '区住建局'], ['大类二', '', '做四件事。', '区住建局']);
    expect(readPlan(text).tasks.map(({ path }) => path.join('>'))).toEqual(['大类一>甲', '大类一>乙', '大类一>乙', '大类二']);
  });

  it('takes section rows and numbered lines between rows as headings', () => {
    const heading = ['序号', '任务', '完成时限', '责任单位'];
    const text = [table(heading, ['一、管住工地', '', '', ''], ['1', '停止开挖。', '长期坚持', '区住建局']), '二、管住道路', table(['2', '加密洒水。', '长期坚持', '区城管局'], ['（三）其他', '（三）其他', '（三）其他', '（三）其他'], ['3', '夜间巡查。', '长期坚持', '各镇街'])].join('\n\n');
    expect(readPlan(text).tasks.map(({ no, path, phase }) => [no, path, phase])).toEqual([
      ['1', ['一、管住工地'], 'long_term'],
      ['2', ['二、管住道路'], 'long_term'],
      ['3', ['二、管住道路', '（三）其他'], 'long_term'],
    ]);
    expect(asked(text)).toEqual([]);
  });

  it('keeps headings of two ranks, and lets numbers begin again under another heading', () => {
    const heading = ['序号', '任务', '责任单位'];
    const text = [table(heading, ['一、工地', '', ''], ['（一）围挡', '', ''], ['1', '停止开挖。', '区住建局'], ['（二）冲洗', '', ''], ['2', '冲洗车辆。', '']), table(['二、道路', '', ''], ['1', '加密洒水。', ''])].join('\n');
    expect(readPlan(text).tasks.map(({ path }) => path.join('>'))).toEqual(['一、工地>（一）围挡', '一、工地>（二）冲洗', '二、道路']);
    expect(readPlan(text).questions.map(({ task, line, reason }) => [task, line, reason])).toEqual([['2', undefined, 'missing'], ['~3', 8, 'missing']]);
  });

  it('overlooks page numbers and repeated headings, and joins a sentence broken by the page', () => {
    const heading = ['序号', '任务', '完成时限', '责任单位'];
    const text = [table(heading, ['1', '停止开挖，并', '2023年6月底前', '区住建局']), '— 2 —', table(heading, ['', '覆盖裸土。', '', ''], ['2', '加密洒水。', '2023年6月底前', '区城管局'])].join('\n');
    expect(readPlan(text).tasks.map(facts)).toEqual([
      ['1', '', '停止开挖，并覆盖裸土。', '2023年6月底前', '', '区住建局', null],
      ['2', '', '加密洒水。', '2023年6月底前', '', '区城管局', null],
    ]);
    expect(asked(text)).toEqual([]);
  });

  it('joins the rest of a heading to its row only where a page may have ended', () => {
    const rows = [['工作任务', '措施', '完成时限', '责任单位'], ['储罐和', '排查2家企业', '2023年6月底前', '区住建局'], ['装卸', '共8个储罐。', '', '']];
    expect(readPlan(table(...rows)).tasks).toHaveLength(2);
    expect(readPlan(`${table(...rows.slice(0, 2))}\n\n${table(rows[2]!)}`).tasks.map(facts)).toEqual([[null, '储罐和装卸', '排查2家企业共8个储罐。', '2023年6月底前', '', '区住建局', null]]);
  });

  it('sets a page right that lost a heading column, and asks which headings are left', () => {
    const heading = ['分类', '工作任务', '任务名称', '时限', '措施', '责任单位'];
    const text = [
      table(heading, ['一类', '甲', '子', '2023年6月底前', '做好甲事。', '市住建局']),
      table(heading, ['乙', '丑', '2023年7月底前', '做好乙事。', '', '市水利局'], ['', '寅', '', '做好丙事。', '', ''], ['', '卯', '2023年9月底前', '做好丁事。', '', '市水利局']),
    ].join('\n');
    expect(readPlan(text).tasks.map(facts)).toEqual([
      [null, '一类>甲>子', '做好甲事。', '2023年6月底前', '', '市住建局', null],
      [null, '乙>丑', '做好乙事。', '2023年7月底前', '', '市水利局', null],
      [null, '寅', '做好丙事。', null, '', '', null],
      [null, '卯', '做好丁事。', '2023年9月底前', '', '市水利局', null],
    ]);
    expect(asked(text)).toEqual(['@4 column ambiguous', '@5 column ambiguous', '@5 responsible missing', '@5 deadline missing', '@6 column ambiguous']);
    expect(readPlan(text).questions[2]!.suggestion).toMatch(/^市水利局（依据：/);
  });

  it('keeps a row that is cut off, and text behind the table', () => {
    const text = `${table(['序号', '任务', '完成时限', '责任单位'], ['1', '停止开挖。', '2023年6月底前', '区住建局'], ['2', '加密洒水。', '2023年6月底前'])}\n说明：按月报送。`;
    expect(asked(text)).toEqual(['2 row truncated', '2 responsible missing', '@undefined document unreadable']);
  });

  it('marks words where they stand in the line, cells with line breaks included', () => {
    const text = table(['序号', '任务', '责任单位'], ['1', '停止开挖。', '区住建局\v水利局']);
    const line = text.split('\n')[1]!;
    const { marks, responsible } = readPlan(text).tasks[0]!;
    expect(names(responsible)).toBe('区住建局,区水利局');
    expect(marks.map((mark) => [mark.line, line.slice(mark.from, mark.to)])).toEqual([[2, '区住建局'], [2, '水利局']]);
  });
});

describe('a table of measures by response level', () => {
  it.each([
    ['Ⅲ级', 'Ⅱ级', 'Ⅰ级'],
    ['黄色', '橙色', '红色'],
    ['黄色预警（Ⅲ级响应）', '橙色预警（Ⅱ级响应）', '红色预警（Ⅰ级响应）'],
    ['三级响应', '二级响应', '一级响应'],
    ['III级应急响应措施', 'II级应急响应措施', 'I级应急响应措施'],
  ])('reads a √ under %s, %s, %s', (third, second, first) => {
    const text = table(['序号', '措施', third, second, first, '责任单位'], ['1', '增加洒水。', '√', '√', '√', '区城管局'], ['2', '停止土方。', '', '✓', '●', '区住建局'], ['3', '停课。', '', '/', '是', '区教育局'], ['4', '待定事项。', '', '', '', '区教育局']);
    const { tasks } = readPlan(text);
    expect(tasks.map(({ no, phase, levels }) => [no, phase, levels])).toEqual([
      ['1', 'emergency', ['III', 'II', 'I']],
      ['2', 'emergency', ['II', 'I']],
      ['3', 'emergency', ['I']],
      ['4', 'emergency', null],
    ]);
    expect(asked(text)).toEqual(['4 levels missing']);
  });

  it('gives each wording its own task, and what a level adds keeps what the lower one demands', () => {
    const text = table(
      ['类别', '一级', '二级', '三级', '责任单位'],
      ['工业源', '在Ⅱ级响应措施基础上，全部停产。', '限产50%。', '限产30%。', '区工信局'],
      ['扬尘源', '同二级', '停止施工。', '停止土方。', '区住建局'],
      ['移动源', '限行。', '限行。', '—', '区公安分局'],
    );
    expect(readPlan(text).tasks.map(({ path, requirement, levels }) => [path.join('>'), requirement, levels!.join()])).toEqual([
      ['工业源', '在Ⅱ级响应措施基础上，全部停产。', 'I'],
      ['工业源', '限产50%。', 'II,I'],
      ['工业源', '限产30%。', 'III'],
      ['扬尘源', '停止施工。', 'II,I'],
      ['扬尘源', '停止土方。', 'III'],
      ['移动源', '限行。', 'II,I'],
    ]);
  });

  it('puts the measure above the wording where the table has both, and asks about a row once', () => {
    const text = table(['措施', 'Ⅲ级', 'Ⅱ级', 'Ⅰ级', '责任单位'], ['企业限产', '限产20%。', '限产40%。', '√', '']);
    expect(readPlan(text).tasks.map(facts)).toEqual([
      [null, '', '企业限产', null, '', '', 'I'],
      [null, '企业限产', '限产20%。', null, '', '', 'III'],
      [null, '企业限产', '限产40%。', null, '', '', 'II'],
    ]);
  });

  it.each<[string, string | null]>([
    ['Ⅲ级及以上', 'III,II,I'],
    ['橙色以上', 'II,I'],
    ['橙色、红色', 'II,I'],
    ['Ⅲ级至Ⅱ级', 'III,II'],
    ['Ⅰ级响应', 'I'],
    ['各级响应', 'III,II,I'],
    ['视情况', null],
    ['Ⅳ级', null],
    ['', null],
  ])('reads one column of levels: %s', (cell, levels) => {
    const text = table(['序号', '措施', '响应级别', '责任单位'], ['1', '增加洒水。', cell, '区城管局']);
    expect(readPlan(text).tasks[0]!.levels?.join() ?? null).toBe(levels);
    expect(asked(text)).toEqual(levels ? [] : [`1 levels ${cell === '' ? 'missing' : 'unreadable'}`]);
  });

  it('carries merged levels down', () => {
    const text = table(['预警等级', '措施', '责任单位'], ['橙色及以上', '停止土方。', '区住建局'], ['', '增加洒水。', '区城管局'], ['红色', '停课。', '区教育局']);
    expect(readPlan(text).tasks.map(({ levels }) => levels!.join())).toEqual(['II,I', 'II,I', 'I']);
  });

  it('lays a heading of two rows together, and reads a level out of a section heading', () => {
    const two = table(['序号', '措施', '响应级别', '', '', '责任单位'], ['', '', 'Ⅲ级', 'Ⅱ级', 'Ⅰ级', ''], ['1', '增加洒水。', '', '√', '√', '区城管局']);
    expect(readPlan(two).tasks.map(facts)).toEqual([['1', '', '增加洒水。', null, '', '区城管局', 'II,I']]);
    const sections = [table(['序号', '措施', '责任单位'], ['（一）Ⅲ级响应措施', '', ''], ['1', '增加洒水。', '区城管局'], ['（二）红色预警措施', '', ''], ['2', '停课。', '区教育局'])].join('\n');
    expect(readPlan(sections).tasks.map(({ no, phase, levels }) => [no, phase, levels])).toEqual([['1', 'emergency', ['III']], ['2', 'emergency', ['I']]]);
  });

  it('asks about a sign that is neither yes nor no', () => {
    expect(asked(table(['措施', 'Ⅲ级', 'Ⅱ级', '责任单位'], ['增加洒水。', '○', '√', '区城管局']))).toEqual(['@2 levels unreadable']);
  });
});

describe('whatever stands between the tabs', () => {
  const heading = ['类别', '序号', '任务', 'Ⅲ级', 'Ⅱ级', '完成时限', '责任单位'];

  it('never throws and drops no row', () => {
    const scrap = fc.constantFrom('', '√', '同左', '一、', '（一）甲', '1', '2023年6月底前', '区住建局', '在Ⅲ级基础上', '\v', '（', '市城市', '—', '响应级别');
    fc.assert(
      fc.property(fc.array(fc.array(scrap, { minLength: 2, maxLength: 9 }), { minLength: 1, maxLength: 12 }), (rows) => {
        const text = table(heading, ['甲', '1', '洒水。', '√', '', '长期坚持', '区水利局'], ...rows);
        const draft = readPlan(text);
        const told = draft.tasks.flatMap(({ source }) => [source.from, source.to]).length + draft.questions.length;
        expect(told).toBeGreaterThan(0);
        expect(draft.tasks[0]!.no).toBe('1');
      }),
    );
  });

  it('reads 200 kB of hostile rows', () => {
    const rows = ['\t'.repeat(200_000), `${'（'.repeat(100_000)}\t${'一、'.repeat(50_000)}`, '在Ⅲ级'.repeat(50_000).replace(/(.{40})/g, '$1\t'), '1\t'.repeat(100_000), '市城市\t'.repeat(50_000)];
    for (const row of rows) expect(readPlan(`${heading.join('\t')}\n${row}\n`).tasks.length + 1).toBeGreaterThan(0);
  });
});
