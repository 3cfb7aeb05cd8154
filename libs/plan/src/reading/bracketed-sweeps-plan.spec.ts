import {
  clausesLost,
  expectedTables,
  figuresOf,
  headingsMissed,
  markedWords,
  NO_ORIGINALS,
  originalPlan,
  schemaFaults,
  squeezed,
  timeWritten,
  unitNames,
} from '../../../../test/harness/plan-expectations.js';
import { readPlan } from './index.js';

const text = originalPlan('004_c8d3032b5a87368d.txt');
const [tasks = [], sweeps = [], forces = []] = expectedTables('bracketed-sweeps-plan.expected.md', {
  ...{ T: '各镇（街）*', E: '区生态环境分局', I: '区工业和信息化局', D: '区发展改革局', H: '区住房城乡建设局', V: '区交通运输局' },
  ...{ M: '区市场监管局', Z: '区综合行政执法局', A: '区农业农村局', N: '区自然资源局', W: '区城乡水务局', P: '区公安分局', B: '区商务和投资促进局' },
});

if (text === null) it.skip(NO_ORIGINALS, () => {});
else describe('the plan with a default rule, sweeps and task forces', () => againstTheOriginal(text));

function againstTheOriginal(original: string): void {
  const lines = original.split('\n');
  const draft = readPlan(original);
  const asked = (name: string | null) => draft.questions.filter(({ task }) => task === name);

  it('has 29 measures, 20 orders to check and two safeguards with a doer, in printed order', () => {
    expect(tasks).toHaveLength(51);
    expect(draft.tasks.map(({ source }) => `${source.from}-${source.to}`)).toEqual(tasks.map((row) => row.lines));
  });

  it('reads its head, season and targets', () => {
    expect(draft.document).toEqual({
      ...{ title: '台儿庄区2021-2022年秋冬季大气污染大排查大整治专项行动方案', issuer: '台儿庄区人民政府办公室', number: '台政办字〔2021〕25号' },
      ...{ issuedOn: '2021-11-25', draft: false },
      parent: { title: '枣庄市2021-2022年秋冬季大气污染大排查大整治专项行动方案', number: '枣政办字〔2021〕51号' },
    });
    expect(draft.season).toEqual({ from: '2021-10-01', to: '2022-03-31' });
    expect(draft.targets).toMatchObject([
      { metric: 'pm25_mean', op: '<=', value: 65, unit: '微克/立方米' },
      { metric: 'heavy_days', op: '<=', value: 8, unit: '天' },
    ]);
  });

  it('gives the townships of the default rule to the 48 measures below it', () => {
    expect(draft.tasks.map(({ inherited }) => inherited.join())).toEqual(tasks.map((_, at) => (at > 0 && at < 49 ? 'responsible' : '')));
    expect(markedWords(draft.tasks[1]!, 'responsible', original)).toEqual(['各镇（街）']);
    expect(draft.tasks[1]!.marks.find(({ field }) => field === 'responsible')!.line).toBe(31);
  });

  describe.each(tasks.map((row, at) => ({ row, at })))('task $at of lines $row.lines', ({ row, at }) => {
    const task = draft.tasks[at]!;

    it('stands under its headings', () => {
      expect(headingsMissed(task, row)).toEqual([]);
      expect(task.phase ?? '-').toBe(row.phase);
    });

    it('keeps its words without the bracket', () => {
      const printed = squeezed(lines.slice(task.source.from - 1, task.source.to).join('\n'));
      expect(printed).toContain(squeezed(task.requirement));
      expect(task.requirement).not.toMatch(/单位：|\p{Script=Han}\s\p{Script=Han}/u);
      expect(squeezed(markedWords(task, 'requirement', original).join(''))).toBe(squeezed(task.requirement));
    });

    it('names time, units and figures', () => {
      expect(timeWritten(task.deadline)).toBe(row.deadline);
      expect([task.lead, task.support, task.responsible].map(unitNames)).toEqual([row.lead, row.support, row.responsible]);
      expect(figuresOf(task)).toEqual(expect.arrayContaining(row.figures!.split('; ').filter((figure) => figure !== '')));
    });

    it('asks what a person must decide', () => {
      const questions = asked(`~${at + 1}`).map(({ field, reason, raw }) => `${field} ${reason} 「${raw}」`);
      // Row 1 of the sweeps has no time at all: that is a question of the sweep, not of the measure.
      const ofMeasure = questions.filter((question) => !question.startsWith('deadline missing'));
      expect(ofMeasure.map((question) => (row.questions === 'deadline ambiguous' ? question.split(' 「')[0] : question)).join('; ')).toBe(row.questions);
    });
  });

  it('has 23 sweeps with window, cadence and lead', () => {
    expect(sweeps).toHaveLength(23);
    const written = draft.sweeps.map(({ source, window, recurrence, lead }, at) => ({
      ...{ sweep: String(at + 1), line: String(source!.from), lead: unitNames(lead), cadence: recurrence?.freq ?? '-' },
      window: window.kind === 'none' ? 'none' : timeWritten(window),
    }));
    expect(written).toEqual(sweeps);
    expect(new Set(draft.sweeps.map(({ name }) => name)).size).toBe(23);
    expect(draft.sweeps.every(({ name, source }) => squeezed(lines[source!.from - 1]!).includes(squeezed(name)))).toBe(true);
    expect(draft.sweeps[5]!.coverage).toBe('区级抽查户数不少于10%，镇（街）检查户数全覆盖');
  });

  it('asks about a sweep without time and about borrowed windows', () => {
    const times = draft.questions.filter(({ field, reason }) => field === 'deadline' && (reason === 'missing' || reason === 'ambiguous'));
    expect(times.map(({ task, reason }) => `${task} ${reason}`)).toEqual(['~30 missing', '~40 ambiguous']);
    expect(times[1]!.suggestion).toMatch(/^2021年11月至2022年3月（依据：/);
  });

  it('suggests the year for a date before the plan', () => {
    expect(asked('~33')).toMatchObject([{ field: 'deadline', reason: 'misprint', raw: '2021年3月底前' }]);
    expect(asked('~33')[0]!.suggestion).toMatch(/^2022年3月底前（依据：/);
  });

  it('has seven task forces, the sixth without members', () => {
    expect(draft.taskForces).toHaveLength(7);
    expect(draft.taskForces.map(({ lead, members }) => [unitNames(lead), unitNames(members)])).toEqual(forces.map(({ lead, members }) => [lead, members]));
    expect(draft.taskForces.filter(({ name }, at) => !name.startsWith(forces[at]!['name begins']!))).toEqual([]);
  });

  it('asks about the whole document what no task can carry, and leaves no line unread', () => {
    expect(asked(null).map(({ field, reason, raw }) => `${field} ${reason} ${raw!.slice(0, 5)}`)).toEqual([
      'responsible missing 区级秸秆和',
      'document ambiguous 按照《区直',
      'responsible open_group 区直相关部',
      'responsible missing （一）强化',
      'responsible missing （二）强化',
    ]);
    expect(clausesLost([...lines.slice(26, 156), ...lines.slice(164)], draft)).toEqual([]);
  });

  it('is a plan draft by the agreed schema', () => {
    for (const end of [lines.length, 180, 140, 99, 66, 40, 25, 6]) expect(schemaFaults(readPlan(lines.slice(0, end).join('\n')))).toBeNull();
  });
}
