import { parse, stringify } from 'yaml';
import { DEMO_PLAN } from '../../spec/demo-district.js';
import { contentOf, decidedIn } from './content-of-file.js';
import { readDeadline } from '../reading/deadline.js';
import { deadlineFaults, deadlineFrom, type DeadlineTerms } from './deadline-terms.js';
import { readPlanFile } from './read-plan-file.js';

interface Raw {
  [key: string]: unknown;
  measures: Record<string, unknown>[];
}
const of = (raw: Raw, no: string) => raw.measures.find((measure) => measure.no === no)!;
const linesOf = (raw: Raw, no: string) => of(raw, no).lines as Record<string, unknown>[];

/** The faults of the demo plan with one thing changed, as `field: message`. */
function faults(change: (raw: Raw) => void): string[] {
  const raw = parse(DEMO_PLAN) as Raw;
  change(raw);
  return refusedWith(stringify(raw, { aliasDuplicateObjects: false }));
}

function refusedWith(text: string): string[] {
  try {
    readPlanFile(text);
    return [];
  } catch (error) {
    const { faults: found } = error as { faults: { field: string; message: string }[] };
    return found.map(({ field, message }) => `${field}: ${message}`);
  }
}

describe('a plan file', () => {
  it('is read whole', () => {
    const file = readPlanFile(DEMO_PLAN);
    const { measures, levels, clocks } = contentOf(file);
    expect([measures.length, measures.filter(({ phase }) => phase === 'emergency').length, levels.length, clocks.standDown.withinMinutes]).toEqual([102, 14, 3, 720]);
    expect(measures[21]!.deadline).toEqual({ text: null, kind: 'from_event', event: '划入高排放移动机械禁用区' });
    expect(decidedIn(file).filter(({ measureNo }) => measureNo === '25')).toMatchObject([
      { field: 'lead', reason: 'level', answer: { how: 'decided' }, note: '原表写的是市公安局，本区由各公安分局承接' },
      { field: 'responsible', reason: 'missing' },
    ]);
  });

  it.each<[string, (raw: Raw) => void, string]>([
    ['an unknown phase', (raw) => (of(raw, '62').phase = 'urgent'), 'measures.62.phase: Measure 62: phase: phase must be one of'],
    ['a phase that is left out', (raw) => delete of(raw, '7').phase, 'measures.7.phase: Measure 7: phase: it has to be stated'],
    ['a field that does not exist', (raw) => (of(raw, '7').leed = ['区发改局']), 'measures.7.leed: Measure 7: leed: property leed should not exist'],
    ['an evidence nobody knows', (raw) => (linesOf(raw, '63')[2]!.evidence = ['video']), 'measures.63.lines.3.evidence: Measure 63: lines.3.evidence: each value in evidence must be one of'],
    ['a line without evidence', (raw) => (linesOf(raw, '63')[2]!.evidence = []), 'measures.63.lines.3.evidence: Measure 63: lines.3.evidence: evidence must contain at least 1'],
    ['a day that does not exist', (raw) => (of(raw, '1').deadline = { kind: 'by_date', date: '2021-02-30' }), 'measures.1.deadline.date: Measure 1: deadline.date: date must be'],
    ['a month that does not exist', (raw) => (of(raw, '1').deadline = { kind: 'recurring', recurrence: { freq: 'yearly', months: [13] } }), 'measures.1.deadline.recurrence.months: Measure 1: deadline.recurrence.months: each value in months must not be greater than 12'],
    ['a deadline without its day', (raw) => (of(raw, '10').deadline = { kind: 'until_date' }), 'measures.10.deadline: Measure 10: deadline: a deadline of kind until_date needs to'],
    ['a measure that is no object', (raw) => (raw.measures[4] = 'five' as never), 'measures.4: Measure 4'],
    ['a number that stands twice', (raw) => (of(raw, '2').no = '1'), 'measures.1.no: Measure 1: the number stands twice'],
    ['lines outside the emergency phase', (raw) => (of(raw, '1').lines = linesOf(raw, '62')), 'measures.1.lines: Measure 1: lines: only measures of the emergency phase have it'],
    ['lines that are not counted', (raw) => (linesOf(raw, '62')[0]!.no = 9), 'measures.62.lines: Measure 62: lines: lines are numbered 1, 2, 3'],
    ['two lines of one slot at one level', (raw) => (linesOf(raw, '62')[1]!.levels = ['II', 'I']), 'measures.62.lines: Measure 62: lines 1 and 2 share the slot visit at level II'],
    ['a group of nobody', (raw) => (raw.groups = [{ name: '各乡镇街' }]), 'groups.各乡镇街: groups: 各乡镇街 needs kinds or units'],
    ['a season that runs backwards', (raw) => (raw.season = { from: '2022-03-13', to: '2021-10-01' }), 'season: season: it ends before it begins'],
    ['a level joined twice', (raw) => (raw.levels = [{ warning: 'red', response: 'I' }, { warning: 'red', response: 'II' }]), 'levels: The warning red is joined to two'],
    ['a clock without minutes', (raw) => delete (raw.clocks as { confirm: Record<string, unknown> }).confirm.withinMinutes, 'clocks.confirm.withinMinutes: clocks.confirm.withinMinutes: withinMinutes must'],
    ['another format', (raw) => (raw.format = 'qingkong.plan/2'), 'format: format: format must be one of'],
    ['a key that reaches into prototypes', (raw) => Object.defineProperty(raw, 'constructor', { value: { x: 1 }, enumerable: true }), 'file.constructor: The key constructor is not accepted'],
  ])('names %s at its place', (_what, change, first) => {
    const found = faults(change);
    expect(found.map((fault) => fault.slice(0, first.length))).toContain(first);
  });

  it('tells every fault at once', () => {
    const found = faults((raw) => {
      of(raw, '62').phase = 'urgent';
      of(raw, '99').title = '';
    });
    expect(found).toHaveLength(2);
  });

  it.each([
    ['no YAML', 'title: [1\nmeasures: }', 'line 2: '],
    ['a key given twice', 'title: a\ntitle: b', 'line 2: Map keys must be unique'],
    ['a list', '- 1', 'file: the file holds no plan'],
    ['nothing', '', 'file: the file holds no plan'],
    ['aliases without end', `a: &a [1,1,1,1,1,1,1,1,1]\n${'bcdef'.split('').map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcde'[at]}`).join(',')}]`).join('\n')}`, 'file: Excessive alias count'],
  ])('that is %s is refused in one sentence', (_what, text, first) => {
    expect(refusedWith(text)[0]?.slice(0, first.length)).toBe(first);
  });
});

describe('a deadline of a plan file', () => {
  it.each([
    '每周四下午（遇节假日为节假日前2天）',
    '每月5日前（遇法定节假日顺延）',
    '每年11月至次年2月',
    '每2小时上报一次',
    '每天不少于3次',
    '自2025年10月起',
    '2025年12月1日起至2026年3月31日',
    '采暖季前',
    '办法印发之日起30日内',
    '秋冬季',
    '应急响应期间',
    '2026年3月13日前持续管控',
    '长期坚持',
  ])('carries what the reader makes of %s, and gives it back', (printed) => {
    const raw = parse(DEMO_PLAN) as Raw;
    const { deadline } = readDeadline(printed);
    const { text: _text, ...term } = deadline;
    of(raw, '1').deadline = term;
    const { measures } = contentOf(readPlanFile(stringify(raw, { aliasDuplicateObjects: false })));
    expect(measures[0]!.deadline).toEqual(JSON.parse(JSON.stringify({ ...deadline, text: null })));
  });

  it.each<[DeadlineTerms, string[]]>([
    [{ kind: 'by_date', date: '2021-10-31' }, []],
    [{ kind: 'by_date', event: '采暖季前' }, []],
    [{ kind: 'by_date' }, ['a deadline of kind by_date needs date or event']],
    [{ kind: 'window', from: '2022-01-10', to: '2022-01-01' }, ['it ends before it begins']],
    [{ kind: 'window', from: '2022-01-10' }, []],
    [{ kind: 'window', to: '2022-01-10' }, ['a deadline of kind window needs from']],
    [{ kind: 'recurring' }, ['a deadline of kind recurring needs recurrence']],
    [{ kind: 'long_term', date: '2021-10-31' }, ['date does not belong to a deadline of kind long_term']],
    [{ kind: 'season' }, []],
  ])('%j', (deadline, expected) => {
    expect(deadlineFaults(deadline)).toEqual(expected);
  });

  it('is kept as the schema writes it', () => {
    expect(deadlineFrom({ kind: 'by_date', event: '采暖季前' })).toEqual({ text: null, kind: 'by_date', date: null, event: '采暖季前' });
    expect(deadlineFrom({ kind: 'until_date', to: '2022-03-13', text: '持续管控' })).toEqual({ text: '持续管控', kind: 'until_date', to: '2022-03-13' });
  });
});
