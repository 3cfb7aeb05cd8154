import fc from 'fast-check';
import { BEGINNING, ENDING, STEPS, WHOLE } from './desk-acts.js';
import type { Act } from './act.js';
import { District } from './district.js';
import { ANSWERING, LEAVING, SAYING } from './field-acts.js';
import { ASKED, brokenInvariants } from './invariants-hold.js';
import { replayed, withoutClocks } from './journal-replay.js';
import { KNOWN_NIGHTS } from './known-nights.js';
import { NightModel } from './night-model.js';
import { somePlan, type PlanShape } from './plan-shape.js';
import { seenIn, toldBy } from './seen.js';
import { holds, patience, replayPath } from './settings.js';
import { Telling } from './telling.js';

/** Any plan, any sequence of acts: what the product answers and shows is what the model says, after every single act. In the end the invariants of the crash suite hold, and the journal alone, replayed, gives the state. */
describe('one night', () => {
  let district: District;

  beforeAll(async () => {
    district = await District.founded();
  });
  afterAll(() => district.close());

  const acts = fc.commands([...STEPS, ...WHOLE, ...ENDING, ...ANSWERING, ...ANSWERING, ...SAYING, ...LEAVING], { maxCommands: 80, size: 'max', ...replayPath() });

  async function tell(plan: PlanShape, first: Act, sequence: Iterable<fc.AsyncCommand<NightModel, Telling>>): Promise<void> {
    await district.begins(plan);
    const [model, real] = [new NightModel(plan), new Telling(district)];
    await first.run(model, real);
    await fc.asyncModelRun(() => ({ model, real }), sequence);
    expect(await brokenInvariants(district, real)).toEqual([]);
    expect(withoutClocks(toldBy(await replayed(real, plan)))).toEqual(withoutClocks(await seenIn(real)));
  }

  it('ends with nearly all invariants of the crash suite being asked', () => expect(ASKED.length).toBeGreaterThanOrEqual(16));

  it(
    'is told by the product as by the model',
    () => holds(fc.asyncProperty(somePlan, BEGINNING, acts, tell), 40, { examples: KNOWN_NIGHTS }),
    patience(),
  );
});
