import { readPlan } from './index.js';

const plan = (...clauses: string[]) =>
  readPlan(`东山县冬季方案\n一、任务\n（一）管住河岸\n开展河岸排查。（县水利局负责）\n二、工作措施\n（一）开展工地大排查\n${clauses.join('\n')}\n`);
const told = (...clauses: string[]) =>
  plan(...clauses).sweeps.map(({ name, window, recurrence, lead, members }) =>
    [name, window.kind, recurrence?.freq ?? '-', [...lead, ...members!].map((unit) => unit.name).join()].join(' '));

describe('sweeps', () => {
  it('are the orders to check under a heading that opens a round of checks, one for each bracket', () => {
    expect(told('2023年9月底前，对全县工地进行一次排查，抽查比例不少于20%。（县住建局牵头，各乡镇负责）', '2023年10月1日至2023年12月31日，每周对渣土车开展检查。（县公安局牵头）')).toEqual([
      '对全县工地进行一次排查 by_date - 县住建局,各乡镇',
      '每周对渣土车开展检查 window weekly 县公安局',
    ]);
    expect(plan('2023年9月底前，对全县工地进行一次排查，抽查比例不少于20%。（县住建局牵头）').sweeps[0]!.coverage).toBe('抽查比例不少于20%');
  });

  it('are several in one bracket where sentences have objects and times of their own', () => {
    expect(told('2023年9月底前，对工地围挡情况进行排查。2023年11月底前，对渣土车密闭情况进行排查。2023年12月底前，对围挡情况再次进行排查。（县住建局负责）')).toEqual([
      '对工地围挡情况进行排查 by_date - 县住建局',
      '对渣土车密闭情况进行排查 by_date - 县住建局',
    ]);
  });

  it('borrow a time from the sentence before, and ask', () => {
    const clause = '2023年9月底前，对工地进行排查。（县住建局牵头，各乡镇负责）对车辆进行检查。（县公安局牵头，各乡镇负责）';
    expect(told(clause)).toEqual(['对工地进行排查 by_date - 县住建局,各乡镇', '对车辆进行检查 by_date - 县公安局,各乡镇']);
    expect(plan(clause).questions.filter(({ field }) => field === 'deadline')).toMatchObject([
      { task: '~3', reason: 'ambiguous', raw: '对车辆进行检查。', suggestion: '2023年9月底前（依据：同段首句）' },
    ]);
  });

  it('without any time are asked about', () => {
    expect(plan('对工地进行排查。（县住建局牵头，各乡镇负责）').questions).toMatchObject([
      { task: '~1', field: 'lead', reason: 'missing' },
      { task: '~2', field: 'deadline', reason: 'missing', raw: '对工地进行排查。' },
    ]);
  });
});

describe('task forces', () => {
  const list = '附件\n\n各工作组成员名单\n\n1.工地治理工作组\n牵头单位：县住建局\n成员单位：县水利局、交通局，各乡镇\n（二）渣土治理专班\n责任单位：县公安局、有关部门\n牵头单位：县城管局\n';

  it('are read beside the plan, or alone', () => {
    const forces = [
      ['工地治理工作组', '县住建局', '县水利局,县交通局,各乡镇'],
      ['渣土治理专班', '县城管局', '县公安局,有关部门'],
    ];
    for (const text of [list, `东山县方案\n一、任务\n1.冲洗路面。（县城管局牵头，各乡镇负责）\n附件：各工作组成员名单\n\n${list}`]) {
      const { taskForces, questions } = readPlan(text);
      expect(taskForces.map(({ name, lead, members }) => [name, ...[lead, members].map((units) => units.map((unit) => unit.name).join())])).toEqual(forces);
      expect(questions).toEqual([{ task: null, field: 'responsible', reason: 'open_group', raw: '有关部门', suggestion: null }]);
    }
  });

  it('without lead or members are asked about', () => {
    const { questions } = readPlan('1.工地治理工作组\n成员单位：县水利局\n2.渣土治理专班\n牵头单位：县城管局\n');
    expect(questions.map(({ field, reason, raw }) => `${field} ${reason} ${raw}`)).toEqual(['lead missing 工地治理工作组', 'responsible missing 渣土治理专班']);
  });
});
