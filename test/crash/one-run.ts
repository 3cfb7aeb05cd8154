import { leaps } from './clock.js';
import { Chance } from './chance.js';
import type { Crew } from './crew.js';
import { allFaults, assaultOf, CALM, nameOf, rotation, type Assault, type Need } from './faults.js';
import { BOARD_ROW, History, HISTORY_ROWS } from './history.js';
import { breachesIn, type Breach } from './invariants.js';
import { NIGHTS, type Lane } from './lane.js';
import { Night } from './night.js';
import { inWords, programmeOf } from './programme.js';
import type { Backend } from './queue.js';
import { comesToRest } from './rest.js';
import { cityOf, goesOutside, onWires, type Series } from './series.js';

type Told = Pick<Series, 'seed' | 'backend'>;

export interface RunReport {
  readonly backend: Backend;
  readonly seed: number;
  readonly run: number;
  readonly night: string;
  readonly planned: readonly string[];
  readonly befell: readonly string[];
  readonly reached: readonly string[];
  readonly kills: number;
  /** Bytes of writes that lost masters took with them. */
  readonly unreplicated: number;
  readonly breaches: readonly Breach[];
  readonly milliseconds: number;
}

/** Then every recurring job of ten minutes is due. */
const ELEVEN_MINUTES = 660;

/** One night with its faults, to the verdict over the whole series so far. The run's number and the seed say all of it. */
export async function oneRun(lane: Lane, { backend, seed }: Told, run: number, calm: boolean): Promise<RunReport> {
  const began = Date.now();
  const { server } = lane;
  const chance = new Chance(seed).fork(run);
  const assault = calm ? CALM : assaultOf(chance, rotation(new Chance(seed), backend), run, backend);
  const programme = programmeOf(chance, assault, !goesOutside(run));
  lane.outside.behaves(chance.fork(8));
  const crew = await lane.crew(backend, onWires(run));
  await crew.stores.queue?.mended();
  crew.muster(assault);
  await provides(crew, assault);
  const history = new History(run);
  const night = new Night(lane.cast(cityOf(run)), programme, history, chance.fork(0));
  const faults = await tell(crew, night, history, assault, chance.fork(7));
  // What waits behind the last answer may be struck too; only then do the faults stop, and the minute begins.
  await comesToRest(server, NIGHTS);
  await night.afterwards();
  await comesToRest(server, NIGHTS);
  await lane.outside.reported();
  await crew.settled();
  const left = await comesToRest(server, NIGHTS);
  await server.once(NIGHTS, HISTORY_ROWS, [JSON.stringify(history.requests)]);
  await lane.outside.notesDown(server, NIGHTS);
  const board = night.response ? await night.progress().catch(() => null) : null;
  if (board) await server.once(NIGHTS, BOARD_ROW, [night.response, JSON.stringify(board)]);
  const { befell, reached, kills, unreplicated, misdeeds } = await crew.account();
  const breaches = [...(await breachesIn(server.url(NIGHTS), crew.place.dataDir)), ...outsideSql(left, [...faults, ...misdeeds])];
  const planned = [...allFaults(assault).map(nameOf), ...(assault.trouble ? [assault.trouble.what] : [])];
  return { backend, seed, run, night: inWords(programme), planned, befell, reached, kills, unreplicated, breaches, milliseconds: Date.now() - began };
}

/** The night itself, with what strikes it out of the blue; returns what went wrong in the telling. */
async function tell(crew: Crew, night: Night, history: History, { sudden, trouble }: Assault, chance: Chance): Promise<string[]> {
  if (sudden) void history.reaches(sudden.afterRequests).then(() => crew.suddenly(sudden.blow));
  if (trouble) void history.reaches(trouble.afterRequests).then(() => crew.troubled(trouble.what, chance));
  try {
    await night.happens();
    return [];
  } catch (error) {
    return [`the night could not be told to its end: ${(error as Error).message}`];
  }
}

/** Points that a quiet night of a long series would not pass. */
async function provides({ server, place }: Crew, assault: Assault): Promise<void> {
  const needs = new Set<Need | undefined>(allFaults(assault).map(({ point }) => point.needs));
  if (needs.has('election')) await server.cut(place.database, 'leaders');
  if (needs.has('due')) await leaps(server, place.database, ELEVEN_MINUTES);
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
