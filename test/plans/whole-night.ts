import { Acting } from './acting.js';
import type { FakeSms } from '../harness/gateways/index.js';
import { directory, handsOver, measuresAir } from './keeping.js';
import { looksAround, type Sights } from './looking.js';
import type { Walk } from './walk.js';

/**
 * A night in which every route of the door is used: drafted, signed by telephone, answered, reviewed, reminded, inspected,
 * tightened, suspended, resumed, relaxed, silent until clocks ring, lifted, stood down. Returns what there is to look at.
 */
export async function wholeNight(walk: Walk, sms: FakeSms): Promise<{ sights: Sights; lengths: Map<string, number> }> {
  const { city } = walk;
  const acting = new Acting(walk, sms);
  await acting.accounts();
  await acting.checks();
  await directory(walk);
  await acting.contacts();
  await handsOver(walk);
  await measuresAir(walk);
  const plan = await acting.plans();
  const { warning, response } = await acting.raises();
  const answered = await acting.answers();
  await acting.desk(response);
  const violation = await acting.violations();
  await acting.adjusts(warning, 'orange');
  const sights: Sights = { ...answered, plan, warning, response, violation };
  const lengths = await looksAround(walk, sights, 1);
  await acting.moves(warning, 'suspend');
  await acting.moves(warning, 'resume');
  await acting.adjusts(warning, 'yellow');
  await city.clockAdvances({ hours: 2 });
  await city.clockAdvances({ hours: 30 });
  await acting.almostRevokes(warning);
  await acting.moves(warning, 'lift');
  await city.clockAdvances({ hours: 13 });
  await acting.standsDown(answered.checklist);
  return { sights, lengths };
}
