import { Injectable, Logger } from '@nestjs/common';
import pg from 'pg';
import { Environment } from '#config/environment';
import { connectionOf } from '../database/pools.js';
import { Database } from '../database/database.js';
import type { Prepared } from '../database/sql.js';
import { pause } from '../leading/leadership.js';
import { FEED_BELL } from './bell.js';
import { FeedTail } from './feed-tail.js';

/** A published entry as the feed shows it. `position` is gap-free per installation and is the client's Last-Event-ID. */
export interface FeedEntry {
  readonly position: string;
  readonly jurisdictionId: string;
  readonly type: string;
  readonly subject: string;
  readonly thread: string | null;
  readonly audience: string[];
  readonly at: Date;
}

/** Whose eyes and ears: entries of this jurisdiction that share a word with these. */
export interface Ears {
  readonly jurisdictionId: string;
  readonly words: readonly string[];
}

/** What somebody missed: the entries he may hear, and how far that reaches; null when it is too much to be told one by one. */
export interface Missed {
  readonly entries: readonly FeedEntry[];
  readonly upTo: string;
}

type Listener = (entry: FeedEntry) => void;
const PAGE = 1_000;
/** Entries that a new process reads back, so that those who come back to it after a restart cost no query each. */
const TAIL = 2_000;
/** Positions that the database is asked to search for one reader. Whoever is further behind reads the lists again. */
const FARTHEST = 50_000n;
const POLL_FLOOR_MS = 1_000;

const AFTER: Prepared = {
  name: 'journal-feed-after',
  // Entry by entry, for the reason that the relay gives.
  text: `
  SELECT feed.position, entry.*
    FROM journal_feed feed, LATERAL (
      SELECT jurisdiction_id AS "jurisdictionId", type, subject, thread, audience, at FROM journal WHERE id = feed.entry_id OFFSET 0
    ) entry
   WHERE feed.position > $1
   ORDER BY feed.position LIMIT ${PAGE}`,
};

const MISSED = `
  SELECT feed.position, entry.jurisdiction_id AS "jurisdictionId", entry.type, entry.subject, entry.thread, entry.audience, entry.at
    FROM journal_feed feed JOIN journal entry ON entry.id = feed.entry_id
   WHERE feed.position > $1 AND feed.position <= $2 AND entry.jurisdiction_id = $3 AND entry.audience && $4::text[]
   ORDER BY feed.position LIMIT $5`;

export const hearsEntry = ({ jurisdictionId, words }: Ears, entry: FeedEntry): boolean =>
  entry.jurisdictionId === jurisdictionId && entry.audience.some((word) => words.includes(word));

/** Follows the journal in one process and tells its listeners. A hint, never the truth: clients read the lists again. */
@Injectable()
export class Feed {
  private readonly listeners = new Set<Listener>();
  private readonly log = new Logger(Feed.name);
  private readonly tail = new FeedTail();
  private position: string | null = null;

  constructor(
    private readonly environment: Environment,
    private readonly database: Database,
  ) {}

  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The newest position; what this process has read itself, or else what the database says. */
  async head(): Promise<string> {
    return this.tail.head ?? (await this.readHead());
  }

  /** What these ears missed since a position, at most so many entries. From memory when it reaches so far, else one query. */
  async missed(since: string, ears: Ears, most: number): Promise<Missed | null> {
    const position = BigInt(since);
    const head = await this.head();
    // A reader ahead of the head saw entries that a restore has undone.
    if (position > BigInt(head) || BigInt(head) - position > FARTHEST) return null;
    const entries = this.tail.after(position)?.filter((entry) => hearsEntry(ears, entry)) ?? (await this.lookUp(since, head, ears, most + 1));
    return entries.length > most ? null : { entries, upTo: head };
  }

  /** The same from memory alone, in one go, so that nothing can come between; null when memory does not reach so far. */
  recent(since: bigint, ears: Ears): readonly FeedEntry[] | null {
    if (this.tail.head === null) return [];
    return this.tail.after(since)?.filter((entry) => hearsEntry(ears, entry)) ?? null;
  }

  private lookUp(since: string, upTo: string, { jurisdictionId, words }: Ears, most: number): Promise<FeedEntry[]> {
    return this.database.asView(() => this.database.query<FeedEntry>(MISSED, [since, upTo, jurisdictionId, words, most]));
  }

  private async readHead(): Promise<string> {
    const [row] = await this.database.query<{ position: string }>('SELECT position FROM journal_head');
    return row!.position;
  }

  async run(closing: AbortSignal): Promise<void> {
    while (!closing.aborted) {
      try {
        await this.follow(closing);
      } catch (error) {
        if (!closing.aborted) this.log.warn(`the feed lost its connection and will return: ${(error as Error).message}`);
      }
      await pause(POLL_FLOOR_MS, closing);
    }
  }

  private async follow(closing: AbortSignal): Promise<void> {
    const client = new pg.Client(connectionOf('worker', this.environment.DATABASE_URL!, 'feed'));
    const round = { lost: new AbortController(), wake: new AbortController() };
    client.on('error', () => round.lost.abort());
    client.on('end', () => (round.lost.abort(), round.wake.abort()));
    client.on('notification', () => round.wake.abort());
    closing.addEventListener('abort', () => round.wake.abort(), { once: true });
    try {
      await client.connect();
      await client.query(`LISTEN ${FEED_BELL}`);
      if (this.position === null) await this.readTail();
      while (!closing.aborted && !round.lost.signal.aborted) {
        round.wake = new AbortController();
        while ((await this.publish()) === PAGE);
        if (!closing.aborted) await pause(POLL_FLOOR_MS, round.wake.signal);
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async readTail(): Promise<void> {
    const head = BigInt(await this.readHead());
    this.position = String(head > BigInt(TAIL) ? head - BigInt(TAIL) : 0n);
    while ((await this.publish()) === PAGE);
  }

  private async publish(): Promise<number> {
    const entries = await this.database.prepared<FeedEntry>(AFTER, [this.position]);
    for (const entry of entries) {
      this.position = entry.position;
      this.tail.add(entry);
      for (const listener of this.listeners) listener(entry);
    }
    return entries.length;
  }
}
