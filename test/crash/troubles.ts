import type { Backend } from './queue.js';

/**
 * What befalls a whole night, at no point of the product.
 * - clocks: the host clock of each process jumps, by hours, to and fro. - repeats: what is in the queue arrives again, twice and
 *   in another order. - strays: jobs that name nothing, or are no jobs at all. - poison: journal entries that a subscriber cannot digest.
 * - emptied: the queue forgets everything.
 * - bystander lost: of a cluster a master that has no part in the queues is away, and the others refuse work for as long.
 */
const PLAIN = ['clocks', 'repeats', 'strays', 'poison', 'emptied'] as const;
/** The network to the database, and to Redis (to all nodes of a cluster, and from a replica to its master): connections end; are slow; are open on one side only. */
const TO_DATABASE = ['database cut off', 'database slow', 'database half open'] as const;
const TO_REDIS = ['redis cut off', 'redis slow', 'redis half open'] as const;
const IN_CLUSTER = ['bystander lost'] as const;
export type Trouble = (typeof PLAIN)[number] | (typeof IN_CLUSTER)[number] | (typeof TO_DATABASE)[number] | (typeof TO_REDIS)[number];

const AMONG_SERVERS: Record<Backend, readonly Trouble[]> = { pg: [], redis: TO_REDIS, cluster: [...IN_CLUSTER, ...TO_REDIS] };

/** A night of a series on wires has a network that may fail. */
export const troublesOn = (backend: Backend, wired: boolean): readonly Trouble[] => (wired ? [...TO_DATABASE, ...AMONG_SERVERS[backend]] : PLAIN);

const ALL: readonly string[] = [...PLAIN, ...IN_CLUSTER, ...TO_DATABASE, ...TO_REDIS];

/** Whether that is the name of one. */
export const isTrouble = (name: string): boolean => ALL.includes(name);
