import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { DEFAULT_CLOCKS, DEFAULT_LEVELS } from '../defaults.js';
import { contentOf } from '../file/content-of-file.js';
import { readPlanFile } from '../file/read-plan-file.js';
import type { Assignment, Measure, MeasureLine } from '../plan.js';
import { comparePlans, type ComparedPlan, type MeasurePair, type PlanComparison } from './compare-plans.js';
import { wordsOf, type Words } from './words.js';

const HEAD = { title: '方案', issuer: '区政府', number: '〔2026〕1号', issuedOn: '2026-10-01', seasonFrom: null, seasonTo: null };
const unit = (role: Assignment['role'], unitId: string | null, name = `单位${unitId}`): Assignment => ({ role, name, raw: name, unitId, groupId: null, open: false });
const line = (no: number, text: string, more: Partial<MeasureLine> = {}): MeasureLine => ({ no, slot: null, text, textEn: null, evidence: ['photo'], levels: null, ...more });
const measure = (no: string, requirement: string, more: Partial<Measure> = {}): Measure => ({
  no,
  phase: 'emergency',
  path: ['应急'],
  title: requirement.slice(0, 6),
  requirement,
  deadline: { text: null, kind: 'during_phase', phase: 'emergency' },
  otherDeadlines: [],
  assignments: [unit('responsible', '1')],
  levels: ['II', 'I'],
  confirmMinutes: null,
  lines: [line(1, '现场已停工')],
  source: null,
  ...more,
});
const plan = (...measures: Measure[]): ComparedPlan => ({ head: HEAD, content: { levels: DEFAULT_LEVELS, clocks: DEFAULT_CLOCKS, measures } });

const STOP = measure('1', '水泥熟料生产线在应急期间全部停窑，运输原料的重型货车不得进厂。');
const WASH = measure('2', '城区主干道每日洒水保洁四次，重点路段增加两次，结冰时改为机械吸扫。');
const BURN = measure('3', '乡镇组织专人巡查田间地头，严禁露天焚烧秸秆、垃圾和落叶。');

const shown = ({ measures }: PlanComparison): string[] =>
  measures.filter(({ kinds }) => kinds.length > 0).map(({ before, after, kinds }) => `${before?.no ?? '-'}→${after?.no ?? '-'} ${kinds.join('+')}`);
const only = (before: Measure, after: Measure): MeasurePair => comparePlans(plan(before), plan(after)).measures[0]!;

describe('two plans, measure by measure', () => {
  it('are the same when nothing was touched', () => {
    const { head, levels, clocks, measures } = comparePlans(plan(STOP, WASH), plan(STOP, WASH));
    expect([head, levels, clocks, measures.map(({ kinds }) => kinds)]).toEqual([[], [], [], [[], []]]);
  });

  it('know a measure again under another number, and say what is new and what is gone', () => {
    const spray = measure('1', '施工工地出入口安装视频监控，土方作业全程喷雾降尘。');
    expect(shown(comparePlans(plan(STOP, WASH, BURN), plan(spray, { ...STOP, no: '2' }, { ...BURN, no: '3' })))).toEqual(['-→1 added', '1→2 renumbered', '2→- removed']);
    expect(shown(comparePlans(plan(STOP), plan({ ...STOP, no: '7', path: ['工业源'], requirement: STOP.requirement.replace('全部', '一律') })))).toEqual(['1→7 changed+renumbered+moved']);
  });

  it('do not take a stranger under an old number for the old measure', () => {
    expect(shown(comparePlans(plan(STOP), plan({ ...BURN, no: '1' })))).toEqual(['1→- removed', '-→1 added']);
  });

  it('take what was rewritten under its number for the same, sooner than a likeness elsewhere', () => {
    const rewritten = { ...WASH, requirement: '城区主干道每日洒水保洁六次，由环卫部门负责，冬季结冰时停止。' };
    expect(shown(comparePlans(plan(WASH), plan(rewritten)))).toEqual(['2→2 changed']);
  });

  it('mark the words that differ', () => {
    const { changes } = only(WASH, { ...WASH, requirement: WASH.requirement.replace('四次', '6次').replace('机械吸扫', '人工清扫') });
    expect(changes.requirement!.filter((words) => words.in !== 'both')).toEqual([
      { in: 'before', text: '四' }, { in: 'after', text: '6' }, { in: 'before', text: '机械吸' }, { in: 'after', text: '人工清' },
    ]);
    expect(changes.title).toBeNull();
  });

  it('name units that came and went, role by role', () => {
    const before = { ...STOP, assignments: [unit('lead', '1'), unit('responsible', '2'), unit('support', null, '区商务局')] };
    const after = { ...STOP, assignments: [unit('lead', '1'), unit('responsible', '3'), unit('responsible', '1'), unit('support', '9', '区商务局')] };
    expect(only(before, after).changes.units.map(({ role, name, in: side }) => `${role} ${name} ${side}`)).toEqual(['responsible 单位2 before', 'responsible 单位3 after', 'responsible 单位1 after']);
  });

  it('show phase, deadline, levels and minutes side by side', () => {
    const deadline = { text: '12月底前', kind: 'by_date', date: '2026-12-31' } as const;
    const { changes, kinds } = only(STOP, { ...STOP, phase: 'remediation', deadline, levels: null, lines: [], confirmMinutes: 120 });
    expect(kinds).toEqual(['changed']);
    expect(changes).toMatchObject({
      phase: { before: 'emergency', after: 'remediation' },
      deadline: { before: [{ kind: 'during_phase' }], after: [deadline] },
      levels: { before: ['II', 'I'], after: null },
      confirmMinutes: { before: null, after: 120 },
      lines: [{ kind: 'removed', before: { text: '现场已停工', levels: ['II', 'I'] }, after: null }],
    });
  });

  it('compare lines by their words, not by the numbers that a new one moved', () => {
    const before = { ...STOP, lines: [line(1, '回转窑火焰熄灭，中控画面留存'), line(2, '厂门口无重型货车排队')] };
    const after = { ...STOP, lines: [line(1, '停窑时间报市局备案'), line(2, '回转窑火焰熄灭，中控画面留存'), line(3, '厂门口无重型货车排队', { evidence: ['photo', 'location'], levels: ['I'] })] };
    expect(only(before, after).changes.lines).toMatchObject([
      { kind: 'added', after: { no: 1 } },
      { kind: 'changed', words: null, before: { evidence: ['photo'], levels: ['II', 'I'] }, after: { no: 3, evidence: ['photo', 'location'], levels: ['I'] } },
    ]);
    expect(only(before, { ...before, levels: ['I'] }).changes.lines.map(({ kind }) => kind)).toEqual(['changed', 'changed']);
  });

  it('compare head, levels and clocks', () => {
    const after: ComparedPlan = {
      head: { ...HEAD, number: '〔2027〕3号' },
      content: { ...plan(STOP).content, levels: DEFAULT_LEVELS.slice(1), clocks: { ...DEFAULT_CLOCKS, confirm: { withinMinutes: 720, ladder: [] } } },
    };
    expect(comparePlans(plan(STOP), after)).toMatchObject({
      head: [{ field: 'number', before: '〔2026〕1号', after: '〔2027〕3号' }],
      levels: [{ warning: 'yellow', before: 'III', after: null }],
      clocks: [{ clock: 'confirm', before: { withinMinutes: 1440 }, after: { withinMinutes: 720 } }],
    });
  });
});

/** Phrases of the trade in any order: alike enough for the matching to have to think. */
const phrase = fc.constantFrom('停产限产', '洒水保洁', '露天焚烧', '每日4次', '重型货车', '由乡镇负责', '秸秆禁烧巡查', '工地停工', '，', '12月31日前', '加密巡查频次');
const sentence = fc.array(phrase, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
const anyLines = fc.array(fc.record({ text: sentence, evidence: fc.constantFrom(['photo'] as const, ['photo', 'count'] as const, ['document'] as const), levels: fc.constantFrom(null, ['I'] as const) }), { maxLength: 4 })
  .map((lines) => lines.map(({ text, evidence, levels }, at) => line(at + 1, text, { evidence, levels })));
const anyMeasure = fc.record({
  requirement: sentence, title: sentence, path: fc.constantFrom(['一'], ['二']), levels: fc.constantFrom(null, ['I'] as const, ['II', 'I'] as const), confirmMinutes: fc.constantFrom(null, 60), lines: anyLines,
  assignments: fc.uniqueArray(fc.constantFrom(unit('lead', '1'), unit('responsible', '2'), unit('responsible', '3'), unit('support', '4')), { maxLength: 3 }),
});
const anyPlan = fc.array(fc.tuple(anyMeasure, fc.nat(30)), { maxLength: 9 }).map((measures) => {
  const seen = new Set<string>();
  return plan(...measures.flatMap(([more, n]) => (seen.has(String(n)) ? [] : [seen.add(String(n)) && measure(String(n), more.requirement, more)])));
});
const mirrored = (words: readonly Words[] | null): string =>
  JSON.stringify(words && ['before', 'after', 'both'].map((side) => words.filter((one) => one.in === side).map(({ text }) => text)));

describe('for all plans', () => {
  it('one compared with itself has no difference', () => {
    fc.assert(fc.property(anyPlan, (one) => expect(shown(comparePlans(one, one))).toEqual([])));
  });

  it('every measure of both stands in the comparison exactly once', () => {
    fc.assert(fc.property(anyPlan, anyPlan, (one, other) => {
      const { measures } = comparePlans(one, other);
      const numbers = (side: 'before' | 'after'): string[] => measures.flatMap((pair) => pair[side]?.no ?? []);
      expect(numbers('before').sort()).toEqual(one.content.measures.map(({ no }) => no).sort());
      expect(numbers('after')).toEqual(other.content.measures.map(({ no }) => no));
    }));
  });

  it('from the other side it is the same, mirrored', () => {
    const opposite = { added: 'removed', removed: 'added', changed: 'changed', renumbered: 'renumbered', moved: 'moved' } as const;
    const told = ({ before, after, kinds, changes }: MeasurePair, back: boolean): string => {
      const [left, right] = back ? [after, before] : [before, after];
      const words = (said: readonly Words[] | null): string => mirrored(said && said.map((one) => (back && one.in !== 'both' ? { ...one, in: one.in === 'before' ? 'after' : 'before' } : one)));
      const units = changes.units.map((one) => `${one.role} ${one.name} ${back === (one.in === 'before') ? 'after' : 'before'}`).sort();
      const lines = changes.lines.map((one) => JSON.stringify(back ? [one.after, one.before] : [one.before, one.after])).sort();
      return JSON.stringify([left?.no, right?.no, kinds.map((kind) => (back ? opposite[kind] : kind)), words(changes.requirement), words(changes.title), units, lines]);
    };
    fc.assert(fc.property(anyPlan, anyPlan, (one, other) => {
      const there = comparePlans(one, other).measures.map((pair) => told(pair, false));
      const back = comparePlans(other, one).measures.map((pair) => told(pair, true));
      expect(back.sort()).toEqual(there.sort());
    }), { numRuns: 300 });
  });

  it('new numbers alone are no change, whatever the order', () => {
    fc.assert(fc.property(anyPlan, fc.integer({ min: 31, max: 60 }), (one, by) => {
      const measures = one.content.measures.map((each) => ({ ...each, no: String(Number(each.no) + by) }));
      const { measures: pairs } = comparePlans(one, plan(...measures));
      expect(pairs.flatMap(({ kinds }) => kinds).filter((kind) => kind === 'added' || kind === 'removed')).toEqual([]);
      const texts = one.content.measures.map(({ title, requirement }) => `${title}\n${requirement}`);
      if (new Set(texts).size === texts.length) expect(new Set(pairs.flatMap(({ kinds }) => kinds))).toEqual(new Set(measures.length ? ['renumbered'] : []));
    }));
  });

  it('the marked words are both texts and nothing else', () => {
    const text = fc.oneof(sentence, fc.string({ unit: 'binary', maxLength: 40 }), sentence.map((one) => one.repeat(90)));
    fc.assert(fc.property(text, text, (before, after) => {
      const words = wordsOf(before, after);
      expect(words.filter(({ in: side }) => side !== 'after').map((one) => one.text).join('')).toBe(before);
      expect(words.filter(({ in: side }) => side !== 'before').map((one) => one.text).join('')).toBe(after);
    }));
  });
});

describe('a real plan, revised', () => {
  const DEMO = readFileSync(new URL('../../../../config/plans/qingchuan-2021-2022.yaml', import.meta.url), 'utf8');
  const real = contentOf(readPlanFile(DEMO));

  it('with a measure put in front, one struck and one reworded shows these three, and new numbers', () => {
    const reworded = real.measures.map((one, at) => (at === 40 ? { ...one, requirement: `${one.requirement}逾期的通报批评。` } : one));
    const kept = [measure('1', '成立区级应急专班，抽调人员集中办公，专班设在指挥部办公室。'), ...reworded.filter((_, at) => at !== 70)].map((one, at) => ({ ...one, no: String(at + 1) }));
    const { measures } = comparePlans({ head: HEAD, content: real }, { head: HEAD, content: { ...real, measures: kept } });
    const of = (kind: string) => measures.filter(({ kinds }) => kinds.some((one) => one === kind)).map(({ before, after }) => [before?.no, after?.no]);
    expect([of('added'), of('removed'), of('changed')]).toEqual([[[undefined, '1']], [['71', undefined]], [['41', '42']]]);
    expect(of('renumbered')).toHaveLength(70);
  });
});

describe('two plans of two thousand measures that all sound the same', () => {
  const words = (n: number, end: string): Measure => measure(`${n}`, `第${n}号施工工地应急期间停止土石方作业，裸露土方全部覆盖，出入车辆冲洗干净，值守人员每日巡查并记录${end}。`);
  it('are paired by what tells them apart, renumbered and reworded, whichever comes first', () => {
    const before = Array.from({ length: 2000 }, (_, n) => words(n, ''));
    const after = before.map((one, n) => ({ ...words(n, '备查'), no: `新${2000 - n}` })).toReversed();
    const begun = performance.now();
    const { measures } = comparePlans(plan(...before), plan(...after));
    process.stdout.write(`2,000 alike measures compared in ${Math.round(performance.now() - begun)} ms\n`);
    const wrong = measures.filter((pair) => pair.before?.requirement.split('应急')[0] !== pair.after?.requirement.split('应急')[0]);
    expect([measures.length, wrong.length]).toEqual([2000, 0]);
  });
});
