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

const text = originalPlan('001_44e846a970a80af0.txt');
const [rows = []] = expectedTables('bracketed-city-plan.expected.md', { C: '各县（市、区）人民政府*', K: '开发区管委会' });
const ANNEX = 151;

if (text === null) it.skip(NO_ORIGINALS, () => {});
else describe('the city plan of bracketed clauses', () => againstTheOriginal(text));

function againstTheOriginal(original: string): void {
  const lines = original.split('\n');
  const draft = readPlan(original);
  const tasks = draft.tasks.filter(({ source }) => source.from < ANNEX);
  const asked = (name: string | null) => draft.questions.filter(({ task, line }) => task === name && line === undefined);

  it('has three demands, 29 brackets and two safeguards with a doer, in printed order', () => {
    expect(rows).toHaveLength(34);
    expect(tasks.map(({ source }) => `${source.from}-${source.to}`)).toEqual(rows.map((row) => row.lines));
    expect(tasks.map(({ no }) => no)).toEqual(['1', '2', '3', ...Array.from({ length: 31 }, () => null)]);
    expect(tasks.map(({ inherited }) => inherited.join())).toEqual(rows.map((_, at) => (at < 3 ? 'responsible' : '')));
  });

  it('reads the head of the plan, not of the letter that forwards it', () => {
    expect(draft.document).toEqual({
      ...{ title: '晋城市2021-2022年秋冬季大气污染综合治理攻坚方案', issuer: '晋城市大气污染防治工作领导组', number: '晋市气防〔2021〕5号' },
      ...{ issuedOn: '2021-11-29', draft: false, parent: null },
    });
    expect(draft.season).toEqual({ from: '2021-10-01', to: '2022-03-31' });
    expect(draft.targets).toMatchObject([
      { metric: 'pm25_mean', op: '=', value: 48.7, unit: '微克/立方米' },
      { metric: 'heavy_days', op: '=', value: 7, unit: '天' },
    ]);
    expect([draft.taskForces, draft.sweeps]).toEqual([[], []]);
  });

  describe.each(rows.map((row, at) => ({ row, at })))('clause $at of lines $row.lines', ({ row, at }) => {
    const task = tasks[at]!;

    it('stands under its headings', () => {
      expect(headingsMissed(task, row)).toEqual([]);
      expect(task.phase ?? '-').toBe(row.phase);
    });

    it('keeps its words, healed over page breaks and without its bracket', () => {
      const printed = squeezed(lines.slice(task.source.from - 1, task.source.to).join('\n'));
      expect(printed).toContain(squeezed(task.requirement));
      expect(task.requirement).not.toMatch(/[〔〕]|牵头|\s\p{Script=Han}/u);
      expect(markedWords(task, 'requirement', original).join('').replace(/\s/g, '')).toBe(squeezed(task.requirement));
    });

    it('names time, units and figures', () => {
      expect(timeWritten(task.deadline)).toBe(row.deadline);
      expect([task.lead, task.support, task.responsible].map(unitNames)).toEqual([row.lead, row.support, row.responsible]);
      expect(figuresOf(task)).toEqual(expect.arrayContaining(row.figures!.split('; ').filter((figure) => figure !== '')));
    });

    it('asks what a person must decide, and nothing else', () => {
      const questions = asked(task.no ?? `~${at + 1}`).map(({ field, reason, raw }) => `${field} ${reason} 「${raw}」`);
      expect(questions.join('; ')).toBe(row.questions);
    });
  });

  it('suggests the name that the page break cut off, with the line that prints it', () => {
    expect(asked('~26')[0]!.suggestion).toBe('市交通运输局（依据：第92行列有此单位）');
  });

  it('asks about the date of the letter and the safeguards without a doer', () => {
    expect(asked(null).map(({ field, reason, raw }) => `${field} ${reason} ${raw!.slice(0, 5)}`)).toEqual([
      'document ambiguous 2021年',
      'responsible missing （十二）加',
      'responsible missing （十三）完',
      'responsible missing （十四）加',
    ]);
  });

  it('asks which of two dates holds for the same 16,000 households', () => {
    const [question, ...others] = draft.questions.filter(({ reason }) => reason === 'contradiction');
    expect(others).toEqual([]);
    expect(question!.suggestion).toContain('第68行为“2021年采暖季前”，第166行为“2021年10月底前”');
    expect(draft.tasks[Number(question!.task!.slice(1)) - 1]!.source.from).toBe(166);
  });

  it('reads clauses and annex as one document: 70 tasks, nothing left over', () => {
    expect(draft.tasks).toHaveLength(34 + 36);
    expect(draft.questions.filter(({ field, reason }) => field === 'document' && reason === 'unreadable')).toEqual([]);
    expect(clausesLost([...lines.slice(12, 17), ...lines.slice(53, 145)], draft, '')).toEqual([]);
  });

  it('is a plan draft by the agreed schema', () => {
    for (const end of [lines.length, 150, 100, 73, 58, 30, 12, 3]) expect(schemaFaults(readPlan(lines.slice(0, end).join('\n')))).toBeNull();
  });

  it('reads the same with Windows line ends', () => {
    expect(readPlan(original.replace(/\n/g, '\r\n'))).toEqual(draft);
  });
}
