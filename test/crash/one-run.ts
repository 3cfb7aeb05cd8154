import { mkdirSync, rmSync } from 'node:fs';
import { Chance } from './chance.js';
import type { Crew } from './crew.js';
import { allFaults, assaultOf, CALM, nameOf, rotation, type Assault } from './faults.js';
import { CITY, NIGHT } from './grounds.js';
import { History, HISTORY_ROWS, HISTORY_TABLE } from './history.js';
import { breachesIn, type Breach } from './invariants.js';
import { Night, type Cast } from './night.js';
import { inWords, programmeOf } from './programme.js';
import { comesToRest } from './rest.js';
import type { Server } from './server.js';

/** What all runs share. */
export interface Ground {
  readonly server: Server;
  readonly crew: Crew;
  readonly cast: Cast;
  /** Ends all processes and PostgreSQL; its folder goes too, unless it is to be kept. */
  cleared(): Promise<void>;
}

export interface RunReport {
  readonly run: number;
  readonly night: string;
  readonly planned: readonly string[];
  readonly befell: readonly string[];
  readonly reached: readonly string[];
  readonly kills: number;
  readonly breaches: readonly Breach[];
  readonly milliseconds: number;
}

/** One night with its faults, from a fresh copy of the city to the verdict. The run's number and the seed say all of it. */
export async function oneRun({ server, crew, cast }: Ground, seed: number, run: number, calm: boolean): Promise<RunReport> {
  const began = Date.now();
  const chance = new Chance(seed).fork(run);
  const assault = calm ? CALM : assaultOf(chance, rotation(new Chance(seed)), run);
  const programme = programmeOf(chance, assault);
  await freshNight(crew);
  crew.muster(assault);
  const history = new History();
  const faults = await tell(crew, new Night(cast, programme, history, chance.fork(0)), history, assault);
  // What waits behind the last answer may be struck too; only then do the faults stop, and the minute begins.
  await comesToRest(server, NIGHT);
  await crew.settled();
  const left = await comesToRest(server, NIGHT);
  await server.once(NIGHT, HISTORY_TABLE);
  await server.once(NIGHT, HISTORY_ROWS, [JSON.stringify(history.requests)]);
  const { befell, reached, kills, misdeeds } = await crew.account();
  const breaches = [...(await breachesIn(server.url(NIGHT), crew.place.dataDir)), ...outsideSql(left, [...faults, ...misdeeds])];
  const planned = allFaults(assault).map(nameOf);
  return { run, night: inWords(programme), planned, befell, reached, kills, breaches, milliseconds: Date.now() - began };
}

/** The night itself, with what strikes it out of the blue; returns what went wrong in the telling. */
async function tell(crew: Crew, night: Night, history: History, { sudden }: Assault): Promise<string[]> {
  if (sudden) void history.reaches(sudden.afterRequests).then(() => crew.suddenly(sudden.blow));
  try {
    await night.happens();
    return [];
  } catch (error) {
    return [`the night could not be told to its end: ${(error as Error).message}`];
  }
}

/** A copy of the standing city, and an empty folder for its photos. Whoever worked in the one before loses his connections. */
async function freshNight({ server, place }: Crew): Promise<void> {
  rmSync(place.dataDir, { recursive: true, force: true });
  mkdirSync(place.dataDir, { recursive: true, mode: 0o700 });
  await server.drop(NIGHT);
  await server.copy(CITY, NIGHT);
}

/** What no SQL can see. */
function outsideSql(left: object | null, misdeeds: readonly string[]): Breach[] {
  const unrest = { invariant: 'comes-to-rest', says: 'I14: after the faults everything comes to rest within 60 s, without a human.' };
  const order = { invariant: 'nobody-ends-by-itself', says: 'No process ends by itself, and the night is told to its end.' };
  return [
    ...(left ? [{ ...unrest, rows: [{ verdict: 'broken' as const, ...left }] }] : []),
    ...(misdeeds.length > 0 ? [{ ...order, rows: misdeeds.map((what) => ({ verdict: 'broken' as const, what })) }] : []),
  ];
}
