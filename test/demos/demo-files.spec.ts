import { parse } from 'yaml';
import { ROLES } from '#identity';
import { demoNames, FIRST_DEMO, readDemo } from '../../apps/standalone/src/demo/demo-file.js';
import { contentOf, decidedIn } from '../../libs/plan/src/file/content-of-file.js';
import type { PlanFileGroupRule } from '../../libs/plan/src/file/plan-file.js';
import { readPlanFile } from '../../libs/plan/src/file/read-plan-file.js';
import { questionsOf, resolved } from '../../libs/plan/src/drafting.js';
import { effectiveLevels } from '../../libs/plan/src/lines.js';
import type { Measure, ResponseLevel } from '../../libs/plan/src/plan.js';
import { whatIsMissing } from '../../libs/plan/src/readiness.js';
import { bookOf } from '../../libs/plan/src/unit-matching.js';

const twice = (values: readonly string[]): string[] => values.filter((value, at) => values.indexOf(value) !== at);

it('the demo that is loaded without asking stands first', () => {
  expect(demoNames()[0]).toBe(FIRST_DEMO);
  expect(demoNames().length).toBeGreaterThanOrEqual(3);
});

describe.each(demoNames())('the demo %s', (name) => {
  const { district, planText } = readDemo(name);
  const file = readPlanFile(planText);
  const units = district.units.map((unit) => ({ ...unit, id: unit.name }));
  const groups = (file.groups ?? []).map((group) => ({ id: group.name, name: group.name }));
  const book = bookOf(units, groups);
  const content = { ...contentOf(file), measures: contentOf(file).measures.map((measure) => resolved(measure, book)) };
  const emergency = content.measures.filter(({ phase }) => phase === 'emergency');

  /** Units of a group, as the directory will resolve it. */
  const members = (groupName: string): string[] => {
    const { any, ...own } = file.groups!.find((group) => group.name === groupName)!;
    const fits = (rule: PlanFileGroupRule, unit: (typeof units)[number]) =>
      (rule.kinds?.includes(unit.kind) && (rule.attributes ?? []).every((attribute) => unit.attributes.includes(attribute))) || rule.units?.includes(unit.name);
    return units.filter((unit) => (any ?? [own]).some((rule) => fits(rule, unit))).map((unit) => unit.name);
  };
  const onThere = (measure: Measure, level: ResponseLevel) => measure.lines.filter((line) => effectiveLevels(measure, line).includes(level));
  const unitsOf = (measure: Measure): string[] => measure.assignments.flatMap(({ unitId, groupId }) => (unitId ? [unitId] : members(groupId!)));

  it('has a district whose people, accounts and rosters belong together', () => {
    const known = new Set(units.map((unit) => unit.name));
    const people = new Map(district.people.map((person) => [person.name, person.unit]));
    expect({ units: twice(units.map((unit) => unit.name)), people: twice(district.people.map((person) => person.name)), accounts: twice(district.accounts.map(({ username }) => username)) }).toEqual({ units: [], people: [], accounts: [] });
    expect(district.people.filter((person) => !known.has(person.unit))).toEqual([]);
    expect(units.filter((unit) => !district.people.some((person) => person.unit === unit.name && person.head)).map((unit) => unit.name)).toEqual([]);
    expect(units.filter((unit, at) => unit.parent && units.findIndex(({ name: parent }) => parent === unit.parent) >= at)).toEqual([]);
    expect(district.accounts.filter(({ unit, person }) => people.get(person) !== unit)).toEqual([]);
    expect(district.shifts.filter(({ unit, people: turns }) => turns.length === 0 || turns.some((turn) => people.get(turn) !== unit))).toEqual([]);
  });

  it('has an account for each role, with two officers and two who sign', () => {
    expect(new Set(district.accounts.map(({ role }) => role))).toEqual(new Set(ROLES));
    // The guides call them by these names, whatever the place.
    for (const username of ['zhiban01', 'shenpi01', 'zhihui01', 'xuncha01']) expect(district.accounts.map((account) => account.username)).toContain(username);
    for (const role of ['duty-officer', 'approver', 'inspector', 'enterprise']) expect(district.accounts.filter((account) => account.role === role).length).toBeGreaterThanOrEqual(2);
  });

  it('has a plan from which nothing is missing: every unit known, every group somebody, every question decided', () => {
    expect(whatIsMissing(content, questionsOf(content.measures, decidedIn(file)))).toEqual([]);
    expect(groups.filter((group) => members(group.name).length === 0)).toEqual([]);
    expect((file.groups ?? []).flatMap((group) => (group.units ?? []).filter((unit) => !units.some((known) => known.name === unit)))).toEqual([]);
    expect(content.measures.filter(({ title, requirement, path }) => !title || !requirement || path.length === 0)).toEqual([]);
  });

  it('switches more on at each higher level, with lines that replace each other, in two languages', () => {
    const lines = content.levels.map(({ response }) => emergency.reduce((sum, measure) => sum + onThere(measure, response).length, 0));
    const measures = content.levels.map(({ response }) => emergency.filter((measure) => onThere(measure, response).length > 0).length);
    expect(content.levels.map(({ response }) => response)).toEqual(['III', 'II', 'I']);
    expect(measures[0]).toBeGreaterThan(0);
    expect([...lines].sort((one, other) => one - other)).toEqual(lines);
    expect([...measures].sort((one, other) => one - other)).toEqual(measures);
    const slots = emergency.flatMap((measure) => [...new Set(measure.lines.flatMap(({ slot }) => slot ?? []))].map((slot) => measure.lines.filter((line) => line.slot === slot).length));
    expect(slots.filter((variants) => variants > 1).length).toBeGreaterThanOrEqual(3);
    expect(emergency.flatMap(({ no, lines: all }) => all.filter((line) => !line.textEn).map((line) => `${no} ${line.no}`))).toEqual([]);
  });

  it.each(['III', 'II', 'I'] as const)('reaches, at level %s, every unit that gets lines: an account of its own and somebody on duty', (level) => {
    const concerned = new Set(emergency.filter((measure) => onThere(measure, level).length > 0).flatMap(unitsOf));
    const reached = (unit: string) => district.accounts.some((account) => account.unit === unit && account.role === 'unit') && district.shifts.some((shift) => shift.unit === unit);
    expect([...concerned].filter((unit) => !reached(unit))).toEqual([]);
    expect(concerned.size).toBeGreaterThan(5);
  });

  it('says what it is in its first lines', () => {
    expect(planText.startsWith('# ')).toBe(true);
    expect(parse(planText)).toMatchObject({ format: 'qingkong.plan/1' });
    expect(planText.split('\n').slice(0, 6).join('\n')).toMatch(/fictional/);
  });
});
