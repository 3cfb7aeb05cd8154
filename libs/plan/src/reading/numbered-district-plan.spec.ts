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

const text = originalPlan('002_a951d0e5197a0480.txt');
const [rows = []] = expectedTables('numbered-district-plan.expected.md', { S: '各街道办事处*, 金岱产业集聚区管委会' });

if (text === null) it.skip(NO_ORIGINALS, () => {});
else describe('the district plan of numbered tasks', () => againstTheOriginal(text));

function againstTheOriginal(original: string): void {
  const lines = original.split('\n');
  const draft = readPlan(original);
  const asked = (name: string | null) => draft.questions.filter(({ task }) => task === name).map(({ field, reason, raw }) => `${field} ${reason} 「${raw}」`);

  it('has 27 numbered tasks and five safeguards with a doer, in printed order', () => {
    expect(rows).toHaveLength(32);
    expect(draft.tasks.map(({ no, source }) => [no ?? '-', `${source.from}-${source.to}`])).toEqual(rows.map(({ no, lines: at }) => [no, at]));
    expect(draft.tasks.filter(({ support }) => support.length > 0)).toHaveLength(11);
  });

  it('reads its head, season and targets', () => {
    expect(draft.document).toEqual({
      ...{ title: '管城回族区2021—2022年秋冬季大气污染防治攻坚行动方案', issuer: null, number: null, issuedOn: null, draft: true },
      parent: { title: '2021—2022年秋冬季大气污染综合治理攻坚方案', number: null },
    });
    expect(draft.season).toEqual({ from: '2021-10-01', to: '2022-03-31' });
    expect(draft.targets).toMatchObject([
      { metric: 'pm25_mean', op: '<', value: 65, unit: '微克/立方米' },
      { metric: 'heavy_days', op: '<=', value: 9, unit: '天' },
    ]);
    expect([draft.taskForces, draft.sweeps]).toEqual([[], []]);
  });

  describe.each(rows.map((row, at) => ({ row, at })))('task $row.no of lines $row.lines', ({ row, at }) => {
    const task = draft.tasks[at]!;

    it('stands under its headings', () => {
      expect(headingsMissed(task, row)).toEqual([]);
      expect(task.phase ?? '-').toBe(row.phase);
    });

    it('keeps its words without number, bookmark marks and layout blanks', () => {
      const printed = squeezed(lines.slice(task.source.from - 1, task.source.to).join('\n'));
      expect(printed).toContain(squeezed(task.requirement));
      expect(task.requirement).not.toMatch(/bookmark|^\d{1,2}[.、]|单位：|\p{Script=Han}\s\p{Script=Han}/u);
      expect(squeezed(markedWords(task, 'requirement', original).join(''))).toBe(squeezed(task.requirement));
    });

    it('names time, units and figures', () => {
      expect(timeWritten(task.deadline)).toBe(row.deadline);
      expect([task.lead, task.support, task.responsible].map(unitNames)).toEqual([row.lead, row.support, row.responsible]);
      expect(figuresOf(task)).toEqual(expect.arrayContaining(row.figures!.split('; ').filter((figure) => figure !== '')));
    });

    it('asks what a person must decide, and nothing else', () => {
      expect(asked(task.no ?? `~${at + 1}`).join('; ')).toBe(row.questions);
    });

    it('marks the units where they are printed', () => {
      for (const role of ['lead', 'support', 'responsible'] as const) {
        expect(markedWords(task, role, original)).toEqual(task[role].map(({ raw }) => raw));
      }
    });
  });

  it('asks about the safeguards without a doer and the words of the city in one of them', () => {
    expect(asked(null).map((question) => question.slice(0, 30))).toEqual([
      expect.stringMatching(/^responsible missing 「（四）/),
      expect.stringMatching(/^responsible missing 「（五）/),
      expect.stringMatching(/^requirement level 「全市/),
    ]);
  });

  it('reads the times of the reports', () => {
    const reports = draft.tasks[30]!;
    expect([reports.deadline, ...reports.otherDeadlines]).toMatchObject([
      { kind: 'recurring', recurrence: { freq: 'weekly' } },
      { kind: 'recurring', recurrence: { freq: 'weekly', byDay: 'TH', holidayShiftDays: -2 } },
      { kind: 'recurring', recurrence: { freq: 'monthly', byMonthDay: 30 } },
      { kind: 'by_date', date: '2022-03-31' },
    ]);
  });

  it('drops no clause', () => {
    expect(clausesLost(lines.slice(9), draft)).toEqual([]);
  });

  it('is a plan draft by the agreed schema', () => {
    for (const end of [lines.length, 114, 63, 14, 11, 2]) expect(schemaFaults(readPlan(lines.slice(0, end).join('\n')))).toBeNull();
  });
}
