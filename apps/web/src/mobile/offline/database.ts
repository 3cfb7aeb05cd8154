import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { OutboxRecord } from './record';

/** What is being typed; it belongs to the account that typed it. */
export interface KeptDraft {
  readonly key: string;
  readonly owner: string;
  readonly name: string;
  readonly content: object;
  /** ISO 8601, by the server's clock as far as the phone knows it. */
  readonly at: string;
}

export interface KeptPhoto {
  readonly id: string;
  readonly owner: string;
  readonly blob: Blob;
  readonly deviceAt: string;
  /** The number that the server gave; null: it does not have it yet. */
  readonly serverId: string | null;
}

/** An answer of the API, for reading it where there is no signal. */
export interface KeptAnswer {
  readonly key: string;
  readonly owner: string;
  readonly at: string;
  readonly data: unknown;
}

interface Shelves extends DBSchema {
  drafts: { key: string; value: KeptDraft; indexes: { owner: string } };
  records: { key: string; value: OutboxRecord; indexes: { owner: string } };
  photos: { key: string; value: KeptPhoto; indexes: { owner: string } };
  answers: { key: string; value: KeptAnswer; indexes: { owner: string } };
}

/** The phone took it not: full, or a mode that keeps nothing. Whoever asked must say so and keep what is on the screen. */
export class NotKept extends Error {
  constructor(readonly isFull: boolean) {
    super(isFull ? 'This phone has no room left.' : 'This phone keeps nothing.');
  }
}

let opened: Promise<IDBPDatabase<Shelves>> | undefined;

export function shelves(): Promise<IDBPDatabase<Shelves>> {
  opened ??= openDB<Shelves>('qingkong-phone', 1, {
    upgrade(database) {
      for (const [name, keyPath] of [['drafts', 'key'], ['records', 'key'], ['photos', 'id'], ['answers', 'key']] as const) {
        database.createObjectStore(name, { keyPath }).createIndex('owner', 'owner');
      }
    },
    terminated: () => (opened = undefined),
  }).catch((error: unknown) => {
    opened = undefined;
    throw error;
  });
  return opened;
}

/** Writes whole or not at all, on the disk when it returns. */
export async function keep(write: (database: IDBPDatabase<Shelves>) => Promise<unknown>): Promise<void> {
  try {
    await write(await shelves());
  } catch (error) {
    throw new NotKept((error as { name?: string } | null)?.name === 'QuotaExceededError');
  }
}

/** What a phone that keeps nothing answers: nothing. */
export async function recall<T>(read: (database: IDBPDatabase<Shelves>) => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await read(await shelves());
  } catch {
    return otherwise;
  }
}

/** Without the reactive wrapping, which the database cannot copy. */
export const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
