import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { ReviewItem, WarningPreview } from '#checklist';
import type { ResponseLevel } from '#plan';
import { isOpen, type AnswerWord } from './checklists-model.js';
import { issue, move } from './desk-acts.js';
import { District } from './district.js';
import { effectsOf, type Effects } from './effects.js';
import { NightModel } from './night-model.js';
import { BUREAU, LEVELS, rosterOf, somePlan, WARNING_OF, type PlanShape } from './plan-shape.js';
import { seenIn, type Seen } from './seen.js';
import { holds, patience } from './settings.js';
import { Telling } from './telling.js';

/** One move of the level, and what was answered before it: to each open item the word whose turn it is. */
interface Step {
  readonly to: ResponseLevel;
  readonly answers: readonly (AnswerWord | null)[];
  readonly accepts: boolean;
}

const step: fc.Arbitrary<Step> = fc.record({
  to: fc.constantFrom(...LEVELS),
  answers: fc.array(fc.constantFrom(null, 'done' as const, 'partly' as const), { minLength: 1, maxLength: 4 }),
  accepts: fc.boolean(),
});
const isOnEverywhere = (plan: PlanShape): boolean => LEVELS.every((level) => rosterOf(plan, level).size > 0);

/** Told first on every run: an answer that is handed on over two milder levels; a level that comes back. */
const LADDER: PlanShape = { measures: [{ lead: [BUREAU], responsible: ['甲镇'], support: [], confirmMinutes: null, lines: LEVELS.map((level) => ({ slot: 'a', levels: [level], evidence: ['count'] })) }] };
const moves = (accepts: boolean, ...levels: ResponseLevel[]): Step[] => levels.map((to) => ({ to, answers: ['done'], accepts }));
const KNOWN: [PlanShape, ResponseLevel, Step[]][] = [
  [LADDER, 'I', moves(false, 'II', 'III')],
  [LADDER, 'I', moves(true, 'II', 'III', 'I', 'III')],
];

/** 差异: for any plan and any way through its levels. Through the real SQL, because the difference is SQL. */
describe('the difference of two levels', () => {
  let district: District;

  beforeAll(async () => {
    district = await District.founded();
  });
  afterAll(() => district.close());

  it(
    'applied to the items of the one gives exactly the items of the other, as the preview had shown, and loses no answer',
    () => holds(fc.asyncProperty(somePlan.filter(isOnEverywhere), fc.constantFrom(...LEVELS), fc.array(step, { minLength: 1, maxLength: 5 }), walk), 25, { examples: KNOWN }),
    patience(),
  );

  async function walk(plan: PlanShape, first: ResponseLevel, steps: readonly Step[]): Promise<void> {
    await district.begins(plan);
    const [model, telling] = [new NightModel(plan), new Telling(district)];
    await issue(WARNING_OF[first]).run(model, telling);
    for (const { to, answers, accepts } of steps) {
      await answer(model, telling, answers, accepts);
      const { level: from } = model.response!;
      if (to === from) continue;
      const before = await seenIn(telling);
      expect(await shownBefore(telling, to)).toEqual(effectsOf(model.checklists, from, to));
      await move('adjust', WARNING_OF[to]).run(model, telling);
      const after = await seenIn(telling);
      expect(live(after).map(({ place, role }) => `${place} ${role}`)).toEqual(wanted(plan, to));
      const kept = new Map(live(before).map((item) => [item.place, item.state]));
      for (const { place, state } of live(after)) expect(`${place} ${state}`).toBe(`${place} ${kept.get(place) ?? state}`);
    }
  }

  async function answer(model: NightModel, telling: Telling, words: Step['answers'], accepts: boolean): Promise<void> {
    let turn = 0;
    for (const [unit, { items }] of model.checklists.lists) {
      const given = [...items].flatMap(([line, item]) => {
        const word = isOpen(item.state) && item.role === 'responsible' ? words[turn++ % words.length] : null;
        return word ? [{ line, answer: word, note: true, proof: true, until: 'none' as const }] : [];
      });
      if (given.length === 0) continue;
      const key = randomUUID();
      expect([await telling.confirms(unit, key, given), model.confirm(unit, key, given)]).toEqual([null, null]);
      if (accepts) await accept(model, telling, unit, given[0]!.line);
    }
  }

  async function accept(model: NightModel, telling: Telling, unit: string, line: number): Promise<void> {
    const by = district.officer('officer');
    const { refused } = await district.tries(new ReviewItem(by, await telling.listOf(unit), String(line), 'accepted', null), by);
    expect([refused, model.review({ unit: null, isOffice: true }, unit, line, 'accepted')]).toEqual([null, null]);
  }

  /** What the preview says, unit by unit; units to whom nothing happens are left out. */
  async function shownBefore({ warningId }: Telling, to: ResponseLevel): Promise<Effects> {
    const { units } = await district.stage.query(new WarningPreview(district.officer('approver'), warningId, { warningLevel: WARNING_OF[to] }));
    return new Map(units.map(({ name, start, tighten, relax, stop, continue: goesOn }) => [name, { start, tighten, relax, stop, continue: goesOn }]));
  }
});

const live = ({ lists }: Seen) =>
  lists.flatMap(({ unit, items }) => items.filter(({ state }) => state !== 'withdrawn').map(({ line, role, state }) => ({ place: `${unit} ${line}`, role, state }))).sort(byPlace);
const wanted = (plan: PlanShape, level: ResponseLevel): string[] =>
  [...rosterOf(plan, level)]
    .flatMap(([unit, lines]) => [...lines].map(([line, role]) => ({ place: `${unit} ${line}`, role })))
    .sort(byPlace)
    .map(({ place, role }) => `${place} ${role}`);
const byPlace = (one: { place: string }, other: { place: string }): number => (one.place < other.place ? -1 : 1);
