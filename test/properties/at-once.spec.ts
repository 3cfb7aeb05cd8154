import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { issue } from './desk-acts.js';
import { District } from './district.js';
import { somePlans, type Doing, type Plan } from './doings.js';
import { brokenInvariants } from './invariants-hold.js';
import { NightModel, type Verdict } from './night-model.js';
import { rosterOf, somePlan, type PlanShape } from './plan-shape.js';
import { seenIn, toldBy } from './seen.js';
import { holds, patience } from './settings.js';
import { Telling } from './telling.js';

/** What was done so far, in an order that explains it. */
type Past = readonly ((model: NightModel) => unknown)[];

const issuing: Past = [(model) => model.draft('orange', 'officer'), (model) => model.submit(), (model) => model.approve('approver', true, 'now'), (model) => model.settle()];

/** People act at the same moment, each over a connection of his own, while relay and batches go on: what they are told, and what stands, is what some order of theirs gives. */
describe('people at once', () => {
  let district: District;

  beforeAll(async () => {
    district = await District.founded();
  });
  afterAll(() => district.close());

  it(
    'leave behind what one after the other would have',
    () => holds(fc.asyncProperty(somePlan.filter((plan) => rosterOf(plan, 'II').size > 0), fc.array(somePlans, { minLength: 1, maxLength: 6 }), tell), 25),
    patience(),
  );

  async function tell(plan: PlanShape, batches: readonly (readonly Plan[])[]): Promise<void> {
    await district.begins(plan);
    const telling = new Telling(district);
    await issue('orange').run(new NightModel(plan), telling);
    let past = issuing;
    for (const batch of batches) {
      const now = modelAfter(plan, past);
      const doings = batch.map((doing) => doing(now));
      const [, ...verdicts] = await Promise.all([district.engine.comesToRest(), ...doings.map((doing) => doing.product(telling))]);
      await district.engine.comesToRest();
      const seen = await seenIn(telling);
      const order = ordersOf(doings.map((doing, n) => ({ doing, verdict: verdicts[n]! }))).find((one) => explains(one, modelAfter(plan, past), seen));
      expect(order ? 'some order explains it' : { inNoOrder: doings.map(({ words }, n) => `${words}: ${verdicts[n] ?? 'done'}`), seen }).toBe('some order explains it');
      past = [...past, ...order!.map(({ doing }) => (model: NightModel) => doing.model(model)), (model) => model.settle()];
    }
    expect(await brokenInvariants(district, telling)).toEqual([]);
  }
});

interface Done {
  readonly doing: Doing;
  readonly verdict: Verdict;
}

function modelAfter(plan: PlanShape, past: Past): NightModel {
  const model = new NightModel(plan);
  for (const act of past) act(model);
  return model;
}

/** One after the other in this order, everybody would have been told the same, and the same would stand. */
function explains(order: readonly Done[], model: NightModel, seen: object): boolean {
  if (!order.every(({ doing, verdict }) => doing.model(model) === verdict)) return false;
  model.settle();
  return isDeepStrictEqual(toldBy(model), seen);
}

function ordersOf(done: readonly Done[]): (readonly Done[])[] {
  if (done.length <= 1) return [done];
  return done.flatMap((first) => ordersOf(done.filter((other) => other !== first)).map((rest) => [first, ...rest]));
}
