import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { UNIT_ATTRIBUTES, UNIT_KINDS } from '#directory';
import { ruleFaults } from '../file/plan-file-rules.js';
import { TARGET_OPERATORS, type PlanFile } from '../file/plan-file.js';
import { checkedPlanFile, readPlanFile } from '../file/read-plan-file.js';
import { openDocument } from '../opening/open-document.js';
import { CASCADE_MARKS, EVIDENCE_KINDS, PHASES, RESPONSE_LEVELS, RUNGS, WARNING_LEVELS } from '../plan.js';
import { QUESTION_FIELDS, QUESTION_REASONS } from '../question.js';
import { bookOf, planFileOf, wordOf, workbookOf } from './index.js';

const FORMS = { xlsx: workbookOf, docx: wordOf } as const;
const roundTrip = async (file: PlanFile, form: keyof typeof FORMS) => planFileOf(await openDocument(FORMS[form](bookOf(file))));

/** What a plan file says: an empty list and a list that is not there are the same, and so are one rule and a choice of one. */
function meaning(file: unknown): unknown {
  if (Array.isArray(file)) return file.map(meaning);
  if (typeof file !== 'object' || file === null) return file;
  const entries = Object.entries(file).map(([key, value]) => [key, meaning(value)] as const);
  const one = entries.find(([key]) => key === 'any')?.[1] as object[] | undefined;
  const flat = one?.length === 1 ? [...entries.filter(([key]) => key !== 'any'), ...Object.entries(one[0]!)] : entries;
  return Object.fromEntries(flat.filter(([key, value]) => value !== undefined && value !== null && (key === 'path' || !Array.isArray(value) || value.length > 0)));
}

const ugly = fc.constantFrom('\n', '\n\n', '\t', '\v', '\r\n', ' ', '　', '␛', '␛0009;', '_x000D_', '、', '，', '（空白）', '（全文）', '<&>"\'', '00', '=1+1', '序号', '要求', '\u2028', '\u0007', '\u007f', '\ufeff', '😀', '至', '2021年12月31日前', '长期坚持', 'qingkong.plan-book/1');
const textOf = (maxLength: number) =>
  fc.array(fc.oneof({ weight: 3, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }) }, { weight: 2, arbitrary: ugly }, { weight: 3, arbitrary: fc.constantFrom('区住建局', '施工工地', '停产', '1', '2021') }), { minLength: 1, maxLength: 4 })
    .map((parts) => [...parts.join('')].slice(0, maxLength).join('').replaceAll('\0', '0'))
    .filter((text) => text !== '' && text.length <= maxLength && text.isWellFormed());
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const someOf = <T>(values: readonly T[]) => fc.shuffledSubarray([...values], { minLength: 1 });
const day = fc.date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2040-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
const days = fc.tuple(day, day).map((pair) => pair.toSorted() as [string, string]);

const recurrence = fc.record({
  freq: fc.constantFrom('daily', 'weekly', 'twice_monthly', 'monthly', 'quarterly', 'half_yearly', 'yearly', 'continuous'),
  byDay: fc.constantFrom('MO', 'TH', 'SU'), byMonthDay: fc.integer({ min: 1, max: 31 }), timesAtLeast: fc.integer({ min: 1, max: 9 }),
  timeFrom: fc.constantFrom('10:00', '12:00', '22:30'), timeTo: fc.constantFrom('06:00', '16:00'), everyHours: fc.integer({ min: 1, max: 24 }),
  months: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }), holidayShiftDays: fc.integer({ min: -5, max: 5 }), dayKind: fc.constantFrom('workdays', 'calendar'),
}, { requiredKeys: ['freq'] });
const stretch = fc.oneof(
  day.map((to) => ({ kind: 'until_date', to })),
  fc.constantFrom(...PHASES).map((phase) => ({ kind: 'during_phase', phase })),
  days.map(([from, to]) => ({ kind: 'window', from, to })),
  days.map(([from, to]) => ({ kind: 'season', from, to })),
  fc.constantFrom('season', 'long_term').map((kind) => ({ kind })),
);
const term = fc.oneof(
  fc.tuple(stretch, recurrence).map(([one, cadence]) => ({ ...one, recurrence: cadence })),
  day.map((date) => ({ kind: 'by_date', date })),
  textOf(40).map((event) => ({ kind: 'by_date', event })),
  fc.constantFrom('采暖季前', '入冬前').map((event) => ({ kind: 'by_date', event })),
  day.map((to) => ({ kind: 'until_date', to })),
  fc.constantFrom(...PHASES).map((phase) => ({ kind: 'during_phase', phase })),
  fc.record({ kind: fc.constant('from_event'), event: fc.oneof(textOf(40), fc.constant('办法印发')), offsetDays: fc.nat(90) }, { requiredKeys: ['kind', 'event'] }),
  days.map(([from, to]) => ({ kind: 'window', from, to })),
  day.map((from) => ({ kind: 'window', from })),
  recurrence.map((one) => ({ kind: 'recurring', recurrence: one })),
  days.map(([from, to]) => ({ kind: 'season', from, to })),
  fc.constantFrom('season', 'long_term', 'none').map((kind) => ({ kind })),
);
const deadline = fc.tuple(term, maybe(fc.oneof(textOf(60), fc.constantFrom('2021年10月31日前', '每周四', '长期坚持', '秋冬季')))).map(([one, text]) => ({ ...one, ...(text && { text }) }));

const rule = fc.oneof(
  fc.record({ kinds: someOf(UNIT_KINDS), attributes: someOf(UNIT_ATTRIBUTES) }, { requiredKeys: ['kinds'] }),
  fc.record({ kinds: someOf(UNIT_KINDS), units: fc.array(textOf(30), { minLength: 1, maxLength: 3 }) }, { requiredKeys: ['units'] }),
);
const group = fc.tuple(textOf(30), fc.oneof(rule, fc.array(rule, { minLength: 1, maxLength: 3 }).map((any) => ({ any })))).map(([name, rules]) => ({ name, ...rules }));
const decision = fc.record({ field: fc.constantFrom(...QUESTION_FIELDS), reason: fc.constantFrom(...QUESTION_REASONS), raw: fc.oneof(fc.constant(''), textOf(40)), suggestion: textOf(40), note: textOf(60) }, { requiredKeys: ['field', 'reason'] });
const clock = fc.record({
  withinMinutes: fc.integer({ min: 500, max: 5000 }),
  ladder: fc.uniqueArray(fc.record({ atMinutes: fc.integer({ min: -499, max: 9999 }), ring: fc.constantFrom(...RUNGS) }), { selector: ({ atMinutes }) => atMinutes, maxLength: 5 }).map((steps) => steps.toSorted((a, b) => a.atMinutes - b.atMinutes)),
});
const line = fc.record({ text: textOf(60), en: textOf(60), evidence: someOf(EVIDENCE_KINDS) }, { requiredKeys: ['text', 'evidence'] });
const units = fc.array(textOf(30), { maxLength: 3 });
const measure = fc.record({
  no: textOf(12), path: fc.array(textOf(30), { maxLength: 4 }), title: textOf(30), requirement: textOf(200), deadline,
  otherDeadlines: fc.array(deadline.filter(({ kind, text }) => kind !== 'none' || text !== undefined), { maxLength: 2 }), lead: units, support: units, responsible: units, decided: fc.array(decision, { maxLength: 2 }),
  exemptions: fc.array(textOf(40), { maxLength: 3 }), cascade: fc.constantFrom(...CASCADE_MARKS),
}, { requiredKeys: ['no', 'path', 'title', 'requirement', 'deadline'] });
const ordinary = fc.tuple(measure, fc.constantFrom(...PHASES.filter((phase) => phase !== 'emergency'))).map(([one, phase]) => ({ ...one, phase }));
const unsettled = measure.map((one) => ({ ...one, decided: [...(one.decided ?? []), { field: 'phase', reason: 'missing' }] }));
const emergency = fc
  .tuple(measure, someOf(RESPONSE_LEVELS), fc.array(line, { minLength: 1, maxLength: 3 }), maybe(fc.integer({ min: 1, max: 9999 })), maybe(textOf(20)))
  .map(([one, levels, lines, confirmWithinMinutes, slot]) => ({
    ...one, phase: 'emergency', levels, confirmWithinMinutes, lines: lines.map((each, at) => ({ no: at + 1, ...each, ...(slot && at === 0 && { slot }), ...(at > 0 && { levels: levels.slice(0, at) }) })),
  }));
const planFile = fc.record({
  format: fc.constant('qingkong.plan/1'), title: textOf(60), issuer: textOf(30), number: textOf(30), issuedOn: day,
  season: days.map(([from, to]) => ({ from, to })),
  levels: fc.constant(WARNING_LEVELS.map((warning, at) => ({ warning, response: RESPONSE_LEVELS[at]! }))),
  clocks: fc.record({ acknowledge: clock, confirm: clock, standDown: clock }),
  parent: fc.oneof(fc.record({ title: textOf(40), number: textOf(20) }, { requiredKeys: ['title'] }), fc.record({ number: textOf(20) })),
  targets: fc.array(fc.record({ metric: textOf(20), op: fc.constantFrom(...TARGET_OPERATORS), value: fc.oneof(fc.integer({ min: -1e6, max: 1e6 }), fc.constantFrom(48.7, 0.5, 1e-7, -12.25)), unit: textOf(10), text: textOf(40) }, { requiredKeys: ['metric', 'op', 'value', 'unit'] }), { maxLength: 3 }),
  taskForces: fc.array(fc.record({ name: textOf(20), lead: units, members: units }, { requiredKeys: ['name'] }), { maxLength: 2 }),
  groups: fc.uniqueArray(group, { selector: ({ name }) => name, maxLength: 3 }),
  measures: fc.uniqueArray(fc.oneof(ordinary, emergency, unsettled), { selector: ({ no }) => no, minLength: 1, maxLength: 3 }),
  decided: fc.array(decision, { maxLength: 2 }),
}, { requiredKeys: ['format', 'title', 'measures'] });

describe('a plan written for people and read back', () => {
  it.each(['xlsx', 'docx'] as const)('as %s: nothing is lost, whatever it says', async (form) => {
    let told = 0;
    await fc.assert(
      fc.asyncProperty(planFile, async (raw) => {
        const { file, faults } = checkedPlanFile(raw);
        expect(faults).toEqual([]);
        told += file.measures.length;
        expect(meaning(await roundTrip(file, form))).toEqual(meaning(raw));
      }),
      { numRuns: 40, endOnFailure: true },
    );
    expect(told).toBeGreaterThan(40);
  });

  it.each(['xlsx', 'docx'] as const)('as %s: long texts keep the characters outside the basic plane that names are written with', async (form) => {
    const measures = Array.from({ length: 4 }, (_, at) => ({ no: `${at}`, phase: 'long_term', path: [], title: '𠮷家村', requirement: `${'a'.repeat(at)}${'𠮷'.repeat(9_000)}`, deadline: { kind: 'none' } }));
    const { file } = checkedPlanFile({ format: 'qingkong.plan/1', title: '甲', measures });
    expect((await roundTrip(file, form))!.measures.map(({ title, requirement }) => [title, requirement])).toEqual(measures.map(({ title, requirement }) => [title, requirement]));
  });

  const folder = new URL('../../../../config/plans/', `file://${__filename}`);
  describe.each(readdirSync(folder).filter((name) => name.endsWith('.yaml')))('%s', (name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    it.each(['xlsx', 'docx'] as const)('as %s', async (form) => {
      const back = (await roundTrip(readPlanFile(text), form))!;
      expect(meaning(back)).toEqual(meaning(parse(text)));
      expect(ruleFaults(back)).toEqual([]);
    });
  });
});
