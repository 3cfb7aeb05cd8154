import { answerOf, unsettledBy } from './answering.js';
import { DEFAULT_CLOCKS, DEFAULT_LEVELS } from './defaults.js';
import { numbersOf, questionsOf, resolved, titleOf } from './drafting.js';
import type { Assignment, Measure, PlanContent } from './plan.js';
import type { Answer, PlanQuestion } from './question.js';
import { settled } from './settled.js';
import { bookOf } from './unit-matching.js';

const entry = (role: Assignment['role'], raw: string, unitId: string | null, more: Partial<Assignment> = {}): Assignment => {
  return { role, name: raw, raw, unitId, groupId: null, open: false, ...more };
};
const measure = (assignments: Assignment[], more: Partial<Measure> = {}): Measure => ({
  no: '5',
  phase: 'remediation',
  path: [],
  title: 't',
  requirement: 'r',
  deadline: { text: '年底前', kind: 'by_date', date: '2021-12-31' },
  otherDeadlines: [],
  assignments,
  levels: null,
  confirmMinutes: null,
  lines: [],
  source: null,
  ...more,
});
type Asked = PlanQuestion;
const question = (field: Asked['field'], reason: Asked['reason'], raw: string | null, answer: Answer | null = null): Asked => {
  return { n: 1, measureNo: '5', field, reason, raw, suggestion: null, answer, note: null };
};
const names = (...units: string[]): Answer => ({ how: 'named', units: units.map((name) => ({ id: `id-${name}`, name })), groups: [] });
const content = (one: Measure): PlanContent => ({ levels: DEFAULT_LEVELS, clocks: DEFAULT_CLOCKS, measures: [one] });
const entries = (one: Measure) => one.assignments.map(({ role, name, open }) => `${role} ${name}${open ? '…' : ''}`);
const faults = (one: Measure, asked: PlanQuestion, answer: Answer) => unsettledBy(answer, content(one), [asked], [asked.n]).map(({ field, code }) => `${field} ${code}`);

describe('an answer laid over a measure', () => {
  it('fills an empty role beside what is printed', () => {
    const answered = settled(measure([entry('support', '各乡镇街', '1')]), [question('lead', 'missing', '', names('甲局'))]);
    expect(entries(answered)).toEqual(['support 各乡镇街', 'lead 甲局']);
  });

  it('replaces the unit it is about, and only that', () => {
    const printed = measure([entry('lead', '市某局', '9'), entry('lead', '乙局', '2')]);
    expect(entries(settled(printed, [question('lead', 'level', '市某局', names('甲局'))]))).toEqual(['lead 乙局', 'lead 甲局']);
  });

  it('keeps the unit after which an open list goes on, and drops an open group', () => {
    const list = measure([entry('responsible', '工信局等', '3', { name: '区工信局', open: true })]);
    expect(entries(settled(list, [question('responsible', 'open_group', '工信局等', names('甲局'))]))).toEqual(['responsible 区工信局', 'responsible 甲局']);
    const group = measure([entry('responsible', '相关部门', null, { open: true })]);
    expect(entries(settled(group, [question('responsible', 'open_group', '相关部门', names('甲局'))]))).toEqual(['responsible 甲局']);
  });

  it('names nobody twice in one role', () => {
    const twice = measure([entry('lead', '甲局', 'id-甲局')]);
    expect(entries(settled(twice, [question('lead', 'missing', '', names('甲局'))]))).toEqual(['lead 甲局']);
  });

  it('keeps the kind of a time that was to be kept up', () => {
    const until = measure([], { deadline: { text: '按通告', kind: 'until_date', to: '2021-12-31' } });
    const dated = question('deadline', 'ambiguous', '按通告', { how: 'dated', date: '2022-03-13' });
    expect(settled(until, [dated]).deadline).toEqual({ text: '按通告', kind: 'until_date', to: '2022-03-13' });
    expect(settled(measure([]), [dated]).deadline).toEqual({ text: '年底前', kind: 'by_date', date: '2022-03-13' });
  });

  it('leaves other measures and the answers of a plan file alone', () => {
    const printed = measure([entry('lead', '乙局', '2')]);
    expect(settled(printed, [{ ...question('lead', 'missing', '', names('甲局')), measureNo: '6' }, question('lead', 'missing', null, { how: 'decided' })])).toEqual(printed);
  });
});

describe('whether an answer settles its question', () => {
  const led = measure([entry('lead', '乙局', '2')]);

  it.each<[string, Measure, PlanQuestion, Answer, string[]]>([
    ['a unit for an empty lead', led, question('lead', 'missing', ''), names('甲局'), []],
    ['a text for an empty lead', led, question('lead', 'missing', ''), { how: 'worded', text: '甲局' }, ['questions.1 other_answer']],
    ['the lead itself for an empty responsible cell', led, question('responsible', 'missing', ''), { how: 'dismissed' }, []],
    ['nobody for an empty responsible cell of a measure that nobody leads', measure([]), question('responsible', 'missing', ''), { how: 'dismissed' }, ['questions.1 nobody']],
    ['keeping a city office that the directory knows', measure([entry('lead', '市某局', '9')]), question('lead', 'level', '市某局'), { how: 'dismissed' }, []],
    ['keeping one that it lacks', measure([entry('lead', '市某局', null)]), question('lead', 'level', '市某局'), { how: 'dismissed' }, ['questions.1 unknown_unit']],
    ['leaving an open group out', measure([entry('lead', '乙局', '2'), entry('responsible', '相关部门', null, { open: true })]), question('responsible', 'open_group', '相关部门'), { how: 'dismissed' }, []],
    ['an event for a time that points outside', led, question('deadline', 'outside_reference', '按通告'), { how: 'worded', text: '通告公布' }, []],
    ['a shrug at a phase', led, question('phase', 'missing', null), { how: 'dismissed' }, ['questions.1 other_answer']],
    ['a note for missing lines', led, question('lines', 'no_lines', null), { how: 'dismissed' }, ['questions.1 complete_measure']],
  ])('%s', (_what, one, asked, answer, expected) => {
    expect(faults(one, asked, answer)).toEqual(expected);
  });

  it('is given in exactly one way, a dismissal with its reason', () => {
    const nobody = { units: [], groups: [] };
    expect(answerOf({ ...nobody, date: '2022-01-01' })).toEqual({ how: 'dated', date: '2022-01-01' });
    for (const given of [nobody, { ...nobody, text: 'x', date: '2022-01-01' }, { ...nobody, dismiss: true }]) {
      expect(() => answerOf(given)).toThrow(expect.objectContaining({ code: 'plan.answer-does-not-settle' }));
    }
  });
});

describe('the questions of an import', () => {
  const book = bookOf([{ id: '2', name: '乙局', shortName: '乙' }], [{ id: '4', name: '各乡镇街' }]);

  it('looks units and groups up, and asks about whoever is not found', () => {
    const found = resolved(measure([entry('lead', '乙局', null), entry('support', '各乡镇街', null), entry('responsible', '丙局', null)]), book);
    expect(found.assignments.map(({ unitId, groupId }) => [unitId, groupId])).toEqual([['2', null], [null, '4'], [null, null]]);
    expect(questionsOf([found], [])).toMatchObject([{ n: 1, measureNo: '5', field: 'responsible', reason: 'unknown_unit', raw: '丙局' }]);
  });

  it('asks once about a unit that the reader has asked about', () => {
    const asked = question('lead', 'level', '市某局');
    expect(questionsOf([measure([entry('lead', '市某局', null)])], [asked])).toEqual([asked]);
  });

  it('asks for levels and lines of emergency measures, and puts the document last', () => {
    const asked = { ...question('document', 'unreadable', 'x'), measureNo: null };
    expect(questionsOf([measure([], { phase: 'emergency' })], [asked]).map(({ n, field }) => [n, field])).toEqual([[1, 'levels'], [2, 'lines'], [3, 'document']]);
  });

  it('gives a task without a number of its own its place as number', () => {
    expect(numbersOf([{ no: '1' }, { no: null }, { no: '1' }, { no: '2' }])).toEqual(['1', '~2', '~3', '2']);
  });

  it('calls a task by its innermost heading, else by its first clause', () => {
    expect(titleOf({ path: ['总则', '（二）加强巡查。'], requirement: 'r' })).toBe('加强巡查');
    expect(titleOf({ path: [], requirement: '排班巡查，当场制止。' })).toBe('排班巡查');
  });
});
