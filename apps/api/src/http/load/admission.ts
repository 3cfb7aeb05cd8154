import { DOOR_LANES, type DoorLane } from './lane.js';

export interface Bounds {
  /** Requests of the lane that run at the same time. */
  readonly running: number;
  /** Requests that may wait for their turn beyond those. */
  readonly waiting: number;
  /** How long one waits at most, milliseconds. */
  readonly patience: number;
}

/**
 * Answers go together in shared statements, so many may run at once; views are as many as their connections can serve without
 * a queue in the pool; an export is heavy. A raise has no bound: it is what the system is for.
 */
export const BOUNDS: Readonly<Record<DoorLane, Bounds>> = {
  raise: { running: Infinity, waiting: 0, patience: 0 },
  answer: { running: 400, waiting: 2_000, patience: 10_000 },
  view: { running: 8, waiting: 64, patience: 2_000 },
  export: { running: 2, waiting: 4, patience: 2_000 },
};

/** Views that run however much else does: a commander must not be blind. */
const FEWEST_VIEWS = 2;
/** So many answers in flight cost one place of the views. */
const ANSWERS_A_VIEW = 3;

/** How many of a lane may run now. Views share one thread and two cores with what is more important, so they make room before it has to wait. */
export function placesOf(lane: DoorLane, { running }: Pick<Load, 'running'>, bounds: Readonly<Record<DoorLane, Bounds>> = BOUNDS): number {
  const { running: most } = bounds[lane];
  if (lane !== 'view') return most;
  if (running.raise > 0) return Math.min(most, FEWEST_VIEWS);
  return Math.max(Math.min(most, FEWEST_VIEWS), most - Math.floor(running.answer / ANSWERS_A_VIEW));
}

/** What is known of the load when a request comes. */
export interface Load {
  readonly running: Readonly<Record<DoorLane, number>>;
  readonly waiting: Readonly<Record<DoorLane, number>>;
  /** Who waits for a connection for work. */
  readonly poolWaiting: number;
  /** How late the process has been for two seconds. */
  readonly lagMs: number;
}

/** From which strain on a lane lets nobody in; the least important goes first. Raise stands in no row: it is never refused. */
const STRAIN: ReadonlyArray<{ readonly poolWaiting: number; readonly lagMs: number }> = [
  { poolWaiting: 24, lagMs: 150 },
  { poolWaiting: 100, lagMs: 300 },
  { poolWaiting: 1_500, lagMs: 4_000 },
];
const REFUSED_FROM = { answer: 3, view: 2, export: 1 } as const;

/** 0 calm, 1 exports stay outside, 2 views too, 3 even answers. */
export const strainOf = ({ poolWaiting, lagMs }: Pick<Load, 'poolWaiting' | 'lagMs'>): number =>
  STRAIN.filter((step) => poolWaiting >= step.poolWaiting || lagMs >= step.lagMs).length;

/** 准入: whether a request may run now, has to wait, or is refused. While a more important lane has to wait, whoever is below it stays outside. */
export function admission(lane: DoorLane, load: Load, bounds: Readonly<Record<DoorLane, Bounds>> = BOUNDS): 'run' | 'wait' | 'refuse' {
  if (lane === 'raise') return 'run';
  if (strainOf(load) >= REFUSED_FROM[lane] || isAboveWaiting(lane, load)) return 'refuse';
  if (load.waiting[lane] === 0 && mayBegin(lane, load, bounds)) return 'run';
  return load.waiting[lane] < bounds[lane].waiting ? 'wait' : 'refuse';
}

/** A place is free in this lane and nobody above it waits. */
export const mayBegin = (lane: DoorLane, load: Load, bounds: Readonly<Record<DoorLane, Bounds>> = BOUNDS): boolean =>
  load.running[lane] < placesOf(lane, load, bounds) && !isAboveWaiting(lane, load);

const isAboveWaiting = (lane: DoorLane, load: Load): boolean => DOOR_LANES.slice(0, DOOR_LANES.indexOf(lane)).some((other) => load.waiting[other] > 0);
