import { DEFAULT_CLOCKS, DEFAULT_LEVELS } from './defaults.js';
import { effectiveLevels, slotOverlaps } from './lines.js';
import type { Assignment, Measure, MeasureLine, PlanContent } from './plan.js';
import { publish } from './publishing.js';
import type { PlanQuestion } from './question.js';
import { levelFaults, whatIsMissing } from './readiness.js';
import { withResponsible } from './settled.js';
import { clockFaults } from './terms.js';

const unit = (role: Assignment['role'], name: string, more: Partial<Assignment> = {}): Assignment => {
  return { role, name, raw: name, unitId: '7', groupId: null, open: false, ...more };
};
const line = (no: number, more: Partial<MeasureLine> = {}): MeasureLine => {
  return { no, slot: null, text: `point ${no}`, textEn: null, evidence: ['photo'], levels: null, ...more };
};
const measure = (more: Partial<Measure> = {}): Measure => ({
  no: '62',
  phase: 'emergency',
  path: ['应急'],
  title: '停产',
  requirement: 'stop',
  deadline: { text: null, kind: 'during_phase', phase: 'emergency' },
  otherDeadlines: [],
  assignments: [unit('lead', '区工信局')],
  levels: ['II', 'I'],
  confirmMinutes: null,
  lines: [line(1)],
  source: null,
  ...more,
});
const plan = (...measures: Measure[]): PlanContent => ({ levels: DEFAULT_LEVELS, clocks: DEFAULT_CLOCKS, measures });
const missing = (more: Partial<Measure>, questions: PlanQuestion[] = []) =>
  whatIsMissing(plan(measure(), measure({ no: '63', ...more })), questions).map(({ field, code }) => `${field} ${code}`);

describe('what keeps a plan from being published', () => {
  it('is nothing when somebody carries out every measure and every emergency line can be confirmed', () => {
    expect(missing({})).toEqual([]);
  });

  it.each<[string, Partial<Measure>, string[]]>([
    ['a measure that nobody leads or carries out', { assignments: [unit('support', '各乡镇街')] }, ['measures.63.responsible missing']],
    ['a unit that the directory lacks', { assignments: [unit('lead', '区某局', { unitId: null })] }, ['measures.63.lead unknown_unit']],
    ['an expression whose members are open', { assignments: [unit('responsible', '相关部门', { open: true })] }, ['measures.63.responsible open_group']],
    ['a phase that is not stated', { phase: null }, ['measures.63.phase missing']],
    ['a requirement without words', { requirement: ' ' }, ['measures.63.requirement missing']],
    ['an emergency measure that no level switches on', { levels: null }, ['measures.63.levels no_levels']],
    ['an emergency measure without lines', { lines: [] }, ['measures.63.lines no_lines']],
    ['a level at which no line is on', { lines: [line(1, { levels: ['I'] })] }, ['measures.63.lines no_lines']],
    ['a line that asks for no evidence', { lines: [line(1, { evidence: [] })] }, ['measures.63.lines.1.evidence no_evidence']],
    ['a line that is never on', { lines: [line(1), line(2, { levels: ['III'] })] }, ['measures.63.lines.2.levels never_on']],
    ['two lines of one slot at the same level', { lines: [line(1, { slot: 'patrol' }), line(2, { slot: 'patrol', levels: ['I'] })] }, ['measures.63.lines slot_overlap']],
  ])('is %s', (_what, more, faults) => {
    expect(missing(more)).toEqual(faults);
  });

  it('asks nothing of the lines of a measure outside the emergency phase', () => {
    expect(missing({ phase: 'remediation', levels: null, lines: [] })).toEqual([]);
  });

  it('is an open question, told once together with the gap it asks about', () => {
    const question: PlanQuestion = { n: 4, measureNo: '63', field: 'responsible', reason: 'missing', raw: '', suggestion: null, answer: null, note: null };
    expect(missing({ assignments: [] }, [question])).toEqual(['measures.63.responsible missing']);
    expect(missing({}, [{ ...question, measureNo: null, field: 'document', reason: 'unreadable' }])).toEqual(['questions.4 unreadable']);
  });

  it('is a plan that a warning would switch nothing on in', () => {
    expect(whatIsMissing(plan(measure({ phase: 'safeguard', levels: null, lines: [] })), [])).toMatchObject([{ field: 'measures', code: 'no_emergency' }]);
  });

  it('is a response level that no warning reaches, or two warnings that share one', () => {
    expect(levelFaults([{ warning: 'red', response: 'I' }], [measure()])).toMatchObject([{ field: 'measures.62.levels', code: 'level' }]);
    expect(levelFaults([{ warning: 'red', response: 'I' }, { warning: 'orange', response: 'I' }])).toMatchObject([{ code: 'duplicate' }]);
    expect(levelFaults([{ warning: 'red', response: 'I' }, { warning: 'red', response: 'II' }])).toMatchObject([{ code: 'duplicate' }]);
  });
});

describe('lines of a measure', () => {
  it('are on where both they and their measure are, from the mildest level', () => {
    expect(effectiveLevels({ levels: ['I', 'II'] }, { levels: null })).toEqual(['II', 'I']);
    expect(effectiveLevels({ levels: ['II', 'I'] }, { levels: ['III', 'I'] })).toEqual(['I']);
  });

  it('may share a slot at different levels, and say which do not', () => {
    const lines = [line(1, { slot: 'patrol', levels: ['III', 'II'] }), line(2, { slot: 'patrol', levels: ['I'] }), line(3, { slot: 'watch' })];
    expect(slotOverlaps({ levels: ['III', 'II', 'I'], lines })).toEqual([]);
    const claimed = [...lines, line(4, { slot: 'patrol', levels: ['II'] })];
    expect(slotOverlaps({ levels: ['III', 'II', 'I'], lines: claimed })).toEqual([{ slot: 'patrol', level: 'II', lines: [1, 4] }]);
  });
});

describe('publishing', () => {
  const content = plan(measure({ levels: ['III', 'I'] }), measure({ no: '1', phase: 'remediation', levels: null, lines: [] }));
  const draft = { state: 'draft' as const, importedBy: 'li', content };

  it('writes the lead down as responsible where nobody else is', () => {
    expect(withResponsible(measure()).assignments.map(({ role, name }) => [role, name])).toEqual([['lead', '区工信局'], ['responsible', '区工信局']]);
    const shared = measure({ assignments: [unit('lead', '区工信局'), unit('responsible', '各乡镇街', { unitId: null, groupId: '1' })] });
    expect(withResponsible(shared)).toEqual(shared);
  });

  it('freezes defaults and levels with the measure, and gives lines one order', () => {
    const frozen = publish(draft, [], { id: 'wang' }, []);
    expect(frozen.measures).toMatchObject([
      { no: '62', ordinal: 1, levels: ['III', 'I'], confirmMinutes: 1440 },
      { no: '1', ordinal: 2, levels: null, confirmMinutes: null },
    ]);
    expect(frozen.lines).toMatchObject([{ measureNo: '62', lineNo: 1, ordinal: 1, levels: ['III', 'I'] }]);
  });

  it('is refused to the importer, and for a plan that is out', () => {
    expect(() => publish(draft, [], { id: 'li' }, [])).toThrow(expect.objectContaining({ code: 'plan.publisher-is-importer' }));
    expect(() => publish({ ...draft, state: 'retired' }, [], { id: 'wang' }, [])).toThrow(expect.objectContaining({ code: 'plan.no-longer-draft' }));
  });
});

describe('a clock', () => {
  it('climbs its ladder in the order of time, and never before it runs', () => {
    expect(clockFaults(DEFAULT_CLOCKS)).toEqual([]);
    const ladder = [{ atMinutes: -60, ring: 'duty' as const }, { atMinutes: -60, ring: 'head' as const }];
    expect(clockFaults({ ...DEFAULT_CLOCKS, acknowledge: { withinMinutes: 60, ladder } }).map(({ field, code }) => `${field} ${code}`)).toEqual([
      'clocks.acknowledge.ladder too_early', 'clocks.acknowledge.ladder order',
    ]);
  });
});
