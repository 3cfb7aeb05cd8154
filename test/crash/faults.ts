import type { Chance } from './chance.js';
import type { Backend } from './queue.js';
import { goesOutside, nightsAlikeBefore, nightsOutsideBefore, onWires } from './series.js';
import { troublesOn, type Trouble } from './troubles.js';

/** Which process passes a point. */
export type Kind = 'api' | 'worker';

/** What a night must hold so that a point is passed at all. */
export type Need = 'adjustment' | 'suspension' | 'lifting' | 'closing' | 'lost-hand-over' | 'election' | 'due';

/** A named failpoint of the product. */
export interface Point {
  readonly name: string;
  readonly kind: Kind;
  /** How often every night passes it, at least. */
  readonly passes: number;
  readonly needs?: Need;
}

const at = (kind: Kind, names: readonly string[], passes: number, needs?: Need): Point[] => names.map((name) => ({ name, kind, passes, needs }));

export const POINTS: readonly Point[] = [
  ...at('api', ['raise.signed', 'raise.frozen', 'raise.inserted', 'raise.before-commit', 'raise.committed'], 1),
  ...at('api', ['level.revised'], 1, 'adjustment'),
  ...at('api', ['clocks.resumed'], 1, 'suspension'),
  ...at('api', ['lift.withdrawn'], 1, 'lifting'),
  ...at('api', ['idempotency.worked'], 4),
  ...at('api', ['answer.decided', 'answer.before-commit', 'answer.committed'], 12),
  ...at('api', ['evidence.received', 'evidence.placed'], 2),
  ...at('api', ['review.settled'], 3),
  ...at('api', ['violation.kept'], 2),
  ...at('api', ['stand-down.committed'], 25, 'lifting'),
  ...at('worker', ['leader.elected'], 3, 'election'),
  ...at('worker', ['timetable.noted'], 1, 'due'),
  ...at('worker', ['relay.before-commit', 'relay.placed', 'relay.handed'], 6),
  ...at('worker', ['batch.taken', 'batch.before-commit', 'batch.committed'], 8),
  ...at('worker', ['block.marked', 'block.placed'], 1),
  ...at('worker', ['clock.fired', 'clock.before-commit'], 2),
  ...at('worker', ['seal.before-root', 'seal.signed', 'seal.before-export'], 2),
  ...at('worker', ['close.decided'], 1, 'closing'),
  ...at('worker', ['sweep.found'], 1, 'lost-hand-over'),
];

/** The ways outside: passed only by a night that is no exercise. */
export const CHANNEL_POINTS: readonly Point[] = [
  ...at('worker', ['channel.placed', 'channel.packed'], 1),
  ...at('worker', ['channel.leased', 'channel.sent-unrecorded', 'channel.recorded'], 2),
  ...at('api', ['channel.receipt'], 2),
  ...at('api', ['channel.replayed'], 1),
];
/** Passed only where somebody asks for a check of the trail: the blows stand in `test/archive/check.spec.ts`. */
export const POINTS_OF_CHECKS = ['journal-check.seal', 'journal-check.before-end'];
export const EVERY_POINT: readonly Point[] = [...POINTS, ...CHANNEL_POINTS];

/** Where the relay has placed entries and dies before it hands them on: then only the sweep finds them. */
export const LOSES_HAND_OVER = POINTS.find((point) => point.name === 'relay.placed')!;

/**
 * What befalls a process at a point.
 * - kill: it dies by SIGKILL. - together: it dies, and every other process of the product with it.
 * - hang: what it was doing never ends; a moment later it is killed. - throw: what it was doing fails.
 * - freeze: it stops (SIGSTOP), loses its leadership to another, and wakes up again.
 * - cut: every connection to the database is ended. - database: PostgreSQL dies by SIGKILL.
 * - restart: PostgreSQL is shut down in order and started again, as for an upgrade: every session is told so (57P01), nothing has to recover.
 * - power: everything dies at once, PostgreSQL too, and Redis.
 * With the queues on Redis also
 * - flush: Redis forgets everything. - redis: the server that holds the queues dies by SIGKILL and comes back. - torn: so too, and its file lacks the end.
 * On a cluster also
 * - master: that server is lost, with what its replica had not got yet, and the replica takes over. - failover: the two change places as planned.
 */
export const BLOWS = ['kill', 'hang', 'throw', 'freeze', 'cut', 'database', 'restart', 'together', 'power'] as const;
const REDIS_BLOWS = ['flush', 'redis', 'torn'] as const;
const CLUSTER_BLOWS = ['master', 'failover'] as const;
export type Blow = (typeof BLOWS)[number] | (typeof REDIS_BLOWS)[number] | (typeof CLUSTER_BLOWS)[number];

const BLOWS_ON: Record<Backend, readonly Blow[]> = { pg: BLOWS, redis: [...BLOWS, ...REDIS_BLOWS], cluster: [...BLOWS, ...REDIS_BLOWS, ...CLUSTER_BLOWS] };

export const blowsOn = (backend: Backend): readonly Blow[] => BLOWS_ON[backend];

export interface Fault {
  readonly point: Point;
  /** At the how-manieth passing, 1 for the first. */
  readonly nth: number;
  readonly blow: Blow;
}

/** How the product is told: it knows four ways to fail by itself, the rest is done to it from outside while it stands still. */
const OWN: Record<Blow, string> = { kill: 'kill', together: 'kill', hang: 'hang', throw: 'throw', freeze: 'stop', cut: 'stop', database: 'stop', restart: 'stop', power: 'stop', flush: 'stop', redis: 'stop', torn: 'stop', master: 'stop', failover: 'stop' };

export const armed = ({ point, nth, blow }: Fault): string => `${point.name}:${nth}:${OWN[blow]}`;

export const killsItself = ({ blow }: Fault): boolean => OWN[blow] === 'kill';

export const stops = ({ blow }: Fault): boolean => OWN[blow] === 'stop';

export const nameOf = ({ point, nth, blow }: Fault): string => `${point.name}#${nth} ${blow}`;

type Turn = Pick<Fault, 'point' | 'blow'>;

type Turns = Record<Kind, readonly Turn[]>;

interface Rotation {
  readonly inside: Turns;
  readonly outside: Turns;
  /** Of nights on wires, and of others. */
  readonly troubles: { readonly wired: readonly Trouble[]; readonly plain: readonly Trouble[] };
}

/** For each kind every point with every blow, once: a round passes all its points, each with another blow than in the rounds before. */
export function rotation(chance: Chance, backend: Backend): Rotation {
  const blows = blowsOn(backend);
  const turns = (among: readonly Point[], salt: number): Turns => ({ api: turnsOf('api', among, blows, chance.fork(salt)), worker: turnsOf('worker', among, blows, chance.fork(salt + 1)) });
  const troubles = { wired: chance.fork(5).shuffled(troublesOn(backend, true)), plain: chance.fork(6).shuffled(troublesOn(backend, false)) };
  return { inside: turns(POINTS, 1), outside: turns(CHANNEL_POINTS, 3), troubles };
}

function turnsOf(kind: Kind, among: readonly Point[], blows: readonly Blow[], chance: Chance): Turn[] {
  const points = among.filter((point) => point.kind === kind);
  const offset = new Map(points.map((point) => [point, chance.whole(0, blows.length - 1)]));
  return blows.flatMap((_, round) => chance.shuffled(points).map((point) => ({ point, blow: blows[(round + offset.get(point)!) % blows.length]! })));
}

/** Runs after which every point has met every blow. */
export const wholeRotation = (backend: Backend): number => blowsOn(backend).length * Math.max(...(['api', 'worker'] as const).map((kind) => POINTS.filter((point) => point.kind === kind).length));

/** What befalls one run. */
export interface Assault {
  readonly workers: 1 | 2;
  /** What waits for the processes of each kind: the next one once the one before it has struck. */
  readonly faults: Record<Kind, readonly Fault[]>;
  /** Besides, at the points of the ways outside. */
  readonly outside: Record<Kind, readonly Fault[]>;
  /** Out of the blue: after so many answered requests, at no point that has a name. */
  readonly sudden: { readonly afterRequests: number; readonly blow: Blow } | null;
  readonly trouble: { readonly afterRequests: number; readonly what: Trouble } | null;
}

export const CALM: Assault = { workers: 1, faults: { api: [], worker: [] }, outside: { api: [], worker: [] }, sudden: null, trouble: null };

/** Blows that need no process standing at a point. */
const SUDDEN: Record<Backend, readonly Blow[]> = { pg: ['together', 'cut', 'database', 'restart', 'power'], redis: ['together', 'database', 'restart', 'power', ...REDIS_BLOWS], cluster: ['restart', 'power', ...REDIS_BLOWS, ...CLUSTER_BLOWS] };

/** What befalls run `run`, from 1: the next turn of the api, the next of the workers, and at times more. */
export function assaultOf(chance: Chance, { inside, outside, troubles }: Rotation, run: number, backend: Backend): Assault {
  const turn = (turns: Turns, kind: Kind, n: number): Turn => turns[kind][n % turns[kind].length]!;
  const faults = { api: faultsOf(chance, turn(inside, 'api', run - 1)), worker: faultsOf(chance, turn(inside, 'worker', run - 1)) };
  const onTheWay = (kind: Kind): Fault[] => (goesOutside(run) ? [struckAt(turn(outside, kind, nightsOutsideBefore(run)), chance)] : []);
  const its = { api: onTheWay('api'), worker: onTheWay('worker') };
  const pair = [...faults.worker, ...its.worker].some(({ blow }) => blow === 'freeze' || blow === 'together') || chance.happens(0.3);
  const alone = faults.worker.some(({ point }) => point.needs === 'lost-hand-over');
  const sudden = chance.happens(0.25) ? { afterRequests: chance.whole(20, 300), blow: chance.one(SUDDEN[backend]) } : null;
  const among = onWires(run) ? troubles.wired : troubles.plain;
  const trouble = chance.happens(0.8) ? { afterRequests: chance.whole(8, 60), what: among[nightsAlikeBefore(run) % among.length]! } : null;
  return { workers: pair && !alone ? 2 : 1, faults, outside: its, sudden: alone ? null : sudden, trouble: alone ? null : trouble };
}

const struckAt = ({ point, blow }: Turn, chance: Chance): Fault => ({ point, blow, nth: chance.whole(1, point.passes) });

function faultsOf(chance: Chance, { point, blow }: Turn): Fault[] {
  const fault = struckAt({ point, blow }, chance);
  if (point.needs === 'lost-hand-over') return [...[2, 1].map((nth) => ({ point: LOSES_HAND_OVER, nth: nth + chance.whole(0, 2), blow: 'kill' as const })), fault];
  if (chance.happens(0.7)) return [fault];
  // What is passed often is still ahead, whatever the first one was.
  const often = POINTS.filter((other) => other.kind === point.kind && !other.needs && other.passes > 1);
  return [fault, { point: chance.one(often), nth: 1, blow: chance.one(['kill', 'throw', 'database'] as const) }];
}

export const allFaults = ({ faults, outside }: Assault): Fault[] => [...faults.api, ...faults.worker, ...outside.api, ...outside.worker];
