import { setTimeout as sleep } from 'node:timers/promises';
import type { Chance } from './chance.js';
import type { Crew } from './crew.js';
import { empties, poisons, repeats, strays } from './messages.js';
import type { Trouble } from './troubles.js';
import type { Wire } from './wire.js';

const HOURS = 5;
const CUT_MS = 400;
const SLOW_MS = 1_500;
/** So long nobody is told that he speaks to nobody. */
const MUTE_MS = 2_000;

/** Makes the trouble, and ends it where it has an end. */
export async function befalls(crew: Crew, trouble: Trouble, chance: Chance): Promise<void> {
  const { server, queue, wires } = crew.stores;
  switch (trouble) {
    case 'clocks':
      return crew.clocksJump(() => chance.whole(-HOURS * 60, HOURS * 60) * 60_000);
    case 'repeats':
      return repeats(server, queue, crew.place.database, chance);
    case 'strays':
      return strays(server, queue, crew.place.database, chance);
    case 'poison':
      return poisons(server, crew.place.database, chance);
    case 'emptied':
      return queue ? queue.flush() : empties(server, crew.place.database);
    case 'bystander lost':
      return crew.queueFalls('bystander');
    default: {
      const [where, ...how] = trouble.split(' ');
      return fails(where === 'database' ? wires!.database : wires!.redis, how.join(' '));
    }
  }
}

async function fails(wires: readonly Wire[], how: string): Promise<void> {
  for (const wire of wires) {
    if (how === 'cut off') wire.cut();
    else if (how === 'slow') wire.slow();
    else wire.mute();
  }
  await sleep(how === 'cut off' ? CUT_MS : how === 'slow' ? SLOW_MS : MUTE_MS);
  for (const wire of wires) wire.heal();
}
