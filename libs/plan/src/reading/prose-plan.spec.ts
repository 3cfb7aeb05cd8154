import { readPlan, type DraftTask, type DraftUnit } from './index.js';

const names = (units: readonly DraftUnit[]) => units.map(({ name, group, open }) => `${name}${group ? '*' : ''}${open ? '…' : ''}`).join('、');
const facts = ({ no, path, requirement, lead, support, responsible }: DraftTask) =>
  [no, path.join('>'), requirement, names(lead), names(support), names(responsible)];
const asked = (text: string) => readPlan(text).questions.map(({ task, field, reason, raw }) => `${task} ${field} ${reason} ${raw}`);

const HEAD = '东山市人民政府办公室文件\n\n东政办发〔2023〕18号\n\n东山市2023年扬尘治理行动方案\n\n';

describe('a plan whose clauses end in unit brackets', () => {
  const body = (...paragraphs: string[]) => readPlan(`${HEAD}一、主要任务\n${paragraphs.join('\n')}\n`);

  it.each<[string, string[]]>([
    ['〔市水利局牵头，市住建局、林业局配合，各县（区）人民政府负责落实〕', ['市水利局', '市住建局、市林业局', '各县（区）人民政府*']],
    ['（牵头单位：市水利局；配合单位：市住建局、林业局）', ['市水利局', '市住建局、市林业局', '']],
    ['（责任单位:市水利局,各县（区）人民政府)', ['', '', '市水利局、各县（区）人民政府*']],
    ['[牵头部门：市水利局　参加部门：市住建局]', ['市水利局', '市住建局', '']],
    ['【市水利局、市住建局按职责分工负责】', ['', '', '市水利局、市住建局']],
    ['［市水利局牵头落实，市住建局等配合］', ['市水利局', '市住建局…', '']],
    ['（市水利局、市住建局）', ['', '', '市水利局、市住建局']],
    ['（各县（区）人民政府负责，市水利局协助）', ['', '市水利局', '各县（区）人民政府*']],
    ['(市水利局牵头,市住建局、林业局参与,各县、区人民政府(管委会)负责落实)', ['市水利局', '市住建局、市林业局', '各县、区人民政府(管委会)*']],
    ['（市水利局牵头督导，市住建局参加，各县、市住建局负责）', ['市水利局', '市住建局', '各县*、市住建局']],
  ])('%s', (bracket, units) => {
    const { tasks } = body(`（一）管住河岸。清理河岸堆土（含渣土）${bracket}。加密巡查〔市水利局负责〕。`);
    expect(tasks.map(facts)).toEqual([
      [null, '一、主要任务>（一）管住河岸。', '清理河岸堆土（含渣土）', ...units],
      [null, '一、主要任务>（一）管住河岸。', '加密巡查', '', '', '市水利局'],
    ]);
  });

  it.each(['（含渣土、垃圾）', '（东政发〔2022〕3号）', '（具体落实到镇、村及户）', '（由企业自行负责的除外）', '（市区除外）'])(
    'takes %s for words of the clause',
    (words) => {
      const { tasks } = body(`清理河岸堆土${words}，加密巡查（市水利局牵头，市住建局负责落实）。`);
      expect(tasks.map(({ requirement }) => requirement)).toEqual([`清理河岸堆土${words}，加密巡查`]);
    },
  );

  it('keeps a bracket on a line of its own with the clause above it, and one clause in two lines whole', () => {
    const { tasks } = body('1.清理河岸堆土，\n加密巡查。\n（市水利局牵头，市住建局配合）', '2.铺设防尘网。（市住建局负责）');
    expect(tasks.map(facts)).toEqual([
      ['1', '一、主要任务', '清理河岸堆土，加密巡查。', '市水利局', '市住建局', ''],
      ['2', '一、主要任务', '铺设防尘网。', '', '', '市住建局'],
    ]);
  });

  it('heals pages, page numbers and lines of one width', () => {
    const wrapped = ['    清理河岸堆土并在每日上工之前洒水一次保持湿润。', '堆土高于两米的应当覆盖，未覆盖的一律不得动工，施', '— 3 —', '', '工单位应当留下记录备查（市水利局牵头，市住建局负', '责落实）。'];
    const { tasks } = readPlan(`${HEAD}一、主要任务\n${wrapped.join('\n')}\n`);
    expect(tasks.map(facts)).toEqual([
      [null, '一、主要任务', '清理河岸堆土并在每日上工之前洒水一次保持湿润。堆土高于两米的应当覆盖，未覆盖的一律不得动工，施工单位应当留下记录备查', '市水利局', '', '市住建局'],
    ]);
  });

  it('asks about a name that a page break cut, and suggests the one that begins so', () => {
    const text = `${HEAD}一、主要任务\n清理河岸（市水利局牵头，市住房\n\n市林业局配合，各县负责）。铺设防尘网（市住房建设局负责）。\n`;
    const { tasks, questions } = readPlan(text);
    expect(facts(tasks[0]!).slice(3)).toEqual(['市水利局', '市住房、市林业局', '各县*']);
    expect(questions.find(({ reason }) => reason === 'truncated')).toEqual({
      ...{ task: '~1', field: 'support', reason: 'truncated', raw: '市住房', suggestion: '市住房建设局（依据：第10行列有此单位）' },
    });
  });

  it('asks about a numbered line that nobody is named for', () => {
    expect(asked(`${HEAD}一、主要任务\n1.清理河岸。\n2.铺设防尘网。（市水利局牵头，市住建局负责）\n3.修复护栏\n`)).toEqual([
      'null document unreadable 1.清理河岸。',
      'null document unreadable 3.修复护栏',
    ]);
  });

  it('asks about text behind the last bracket, and about paragraphs without one', () => {
    const text = `${HEAD}一、主要任务\n清理河岸（市水利局牵头，市林业局负责）。其余按原规定执行。\n有关部门要定期会商。\n`;
    expect(asked(text)).toEqual(['null document ambiguous 其余按原规定执行。\n有关部门要定期会商。', 'null responsible open_group 有关部门']);
  });
});

describe('a heading that names units', () => {
  const plan = (...paragraphs: string[]) => readPlan(`${HEAD}一、主要任务\n${paragraphs.join('\n')}\n（二）铺设防尘网（市住建局负责）\n`).tasks;

  it('gives them to the text and the numbered tasks under it, as inherited', () => {
    const tasks = plan('（一）管住河岸（市水利局牵头，各县负责）', '1.清理河岸堆土。', '2.加密巡查。每周巡查两次。', '3.修复护栏。（市林业局牵头，各县负责）');
    expect(tasks.map(facts)).toEqual([
      ['1', '一、主要任务>（一）管住河岸', '清理河岸堆土。', '市水利局', '', '各县*'],
      ['2', '一、主要任务>（一）管住河岸>2.加密巡查。', '每周巡查两次。', '市水利局', '', '各县*'],
      ['3', '一、主要任务>（一）管住河岸', '修复护栏。', '市林业局', '', '各县*'],
      [null, '一、主要任务', '铺设防尘网', '', '', '市住建局'],
    ]);
    expect(tasks.map(({ inherited }) => inherited.join())).toEqual(['lead,responsible', 'lead,responsible', '', '']);
    expect(tasks.map(({ source }) => `${source.from}-${source.to}`)).toEqual(['9-9', '10-10', '11-11', '12-12']);
  });

  it.each([
    ['in a bracket', ['（一）管住河岸（市水利局牵头，各县负责）', '清理河岸堆土。', '加密巡查。']],
    ['in lines', ['（一）管住河岸', '牵头单位：市水利局', '责任单位：各县', '清理河岸堆土。', '加密巡查。']],
  ])('gives them to the paragraphs under it: %s', (_, paragraphs) => {
    expect(plan(...paragraphs).map(facts)[0]).toEqual([null, '一、主要任务>（一）管住河岸', '清理河岸堆土。加密巡查。', '市水利局', '', '各县*']);
  });
});

describe('a default rule', () => {
  const plan = (rule: string, first: string) => `${HEAD}一、主要任务\n${rule}1.清理河岸。（${first}）\n2.铺设防尘网。（牵头单位：市住建局）\n二、保障措施\n（一）加强领导\n市治尘办要每月通报。\n`;

  it.each([
    ['in the first bracket', '', '牵头单位：市水利局，责任单位：各镇（街）。以下措施各镇（街）均为责任单位'],
    ['in other words', '', '市水利局牵头，各镇（街）负责落实。以下各项工作均需各镇（街）落实，不再列出。'],
    ['in a paragraph of its own', '以下任务的责任单位均为各镇（街）。\n', '牵头单位：市水利局'],
  ])('%s fills the brackets below it, not the safeguards', (_, rule, first) => {
    const { tasks, questions } = readPlan(plan(rule, first));
    expect(tasks.map(({ responsible }) => names(responsible))).toEqual(['各镇（街）*', '各镇（街）*', '市治尘办']);
    expect(tasks[1]!.inherited).toEqual(['responsible']);
    expect(questions.filter(({ reason }) => reason === 'missing' || reason === 'unreadable')).toEqual([]);
  });
});

describe('numbered tasks above lines of units', () => {
  it('take labels in any order, one line or many, and a time of their own', () => {
    const text = `${HEAD}一、主要任务\n（一）道路\n1.增加冲洗。主干道每日冲洗。\n责任单位：各镇\n牵头单位：市城管局；配合单位：市交通局、公安局\n完成时限：2023年6月底前\n2、修补破损路面\n落实单位：市住建局\n`;
    const { tasks } = readPlan(text);
    expect(tasks.map(facts)).toEqual([
      ['1', '一、主要任务>（一）道路>1.增加冲洗。', '主干道每日冲洗。', '市城管局', '市交通局、市公安局', '各镇*'],
      ['2', '一、主要任务>（一）道路', '修补破损路面', '', '', '市住建局'],
    ]);
    expect(tasks[0]!.deadline).toMatchObject({ kind: 'by_date', date: '2023-06-30' });
    expect(tasks[0]!.source).toEqual({ from: 9, to: 12 });
  });

  it('ask when a page swallowed the end of the sentence', () => {
    const text = `${HEAD}一、主要任务\n1.增加冲洗。主干道每日冲洗，次干道隔日冲洗，背街小巷每周冲洗一次，\n牵头单位：市城管局\n责任单位：各镇\n`;
    expect(asked(text)).toEqual(['1 requirement truncated 主干道每日冲洗，次干道隔日冲洗，背街小巷每周冲洗一次，']);
  });

  it('are named by position where numbers begin again', () => {
    const text = `${HEAD}一、主要任务\n（一）道路\n1.冲洗路面。\n责任单位：各镇\n（二）工地\n1.覆盖堆土。\n责任单位：有关部门\n`;
    expect(asked(text)).toEqual(['1 lead missing 责任单位：各镇', '~2 lead missing 责任单位：有关部门', '~2 responsible open_group 有关部门']);
  });
});

describe('what a safeguard says', () => {
  const safeguard = (...clauses: string[]) => readPlan(`${HEAD}一、主要任务\n1.冲洗路面。（市城管局牵头，各镇负责）\n二、保障措施\n${clauses.join('\n')}\n`);

  it('is a task of the bodies its clauses tell to act', () => {
    const { tasks } = safeguard('（一）加强调度。市治尘办每月调度一次，各镇、开发区管委会要按时报送。', '（二）严肃问责。对弄虚作假的，市政府督查室将挂牌督办。');
    expect(tasks.slice(1).map(({ path, phase, responsible }) => [path.at(-1), phase, names(responsible)])).toEqual([
      ['（一）加强调度。', 'safeguard', '市治尘办、各镇*、开发区管委会'],
      ['（二）严肃问责。', 'safeguard', '市政府督查室'],
    ]);
  });

  it('is asked about where it names nobody', () => {
    const { tasks, questions } = safeguard('（一）加大投入。落实资金，保障装备。');
    expect(tasks).toHaveLength(1);
    expect(questions).toEqual([{ task: null, field: 'responsible', reason: 'missing', raw: '（一）加大投入。\n落实资金，保障装备。', suggestion: null }]);
  });
});

describe('one document with several structures', () => {
  const table = '附件\n\n任务表\n\n序号\t工作任务\t任务要求\t完成时限\t责任单位\n1\t洒水\t完成洒水车购置120台。\t2023年9月底前\t市城管局\n';
  const text = `${HEAD}一、主要任务\n2023年6月底前，完成洒水车购置120台（市城管局牵头，各镇负责）。\n\n${table}`;

  it('gives the tasks of all of them in printed order', () => {
    expect(readPlan(text).tasks.map(({ no, requirement }) => [no, requirement])).toEqual([
      [null, '2023年6月底前，完成洒水车购置120台'],
      ['1', '完成洒水车购置120台。'],
    ]);
  });

  it('asks which date holds for the same figure', () => {
    expect(asked(text)).toEqual(['1 deadline contradiction 2023年6月底前，完成洒水车购置120台 ↔ 完成洒水车购置120台']);
    expect(asked(text.replace('2023年9月底前', '2023年6月底前'))).toEqual([]);
    expect(asked(text.replace('120台。\t', '130台。\t'))).toEqual([]);
  });
});
