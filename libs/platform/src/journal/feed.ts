import { Injectable, Logger } from '@nestjs/common';
import pg from 'pg';
import { Environment } from '#config/environment';
import { connectionOf } from '../database/pools.js';
import { Database } from '../database/database.js';
import { pause } from '../leading/leadership.js';
import { FEED_BELL } from './bell.js';

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

type Listener = (entry: FeedEntry) => void;
const PAGE = 1_000;
const POLL_FLOOR_MS = 1_000;

const AFTER = `
  SELECT feed.position, entry.jurisdiction_id AS "jurisdictionId", entry.type, entry.subject, entry.thread, entry.audience, entry.at
    FROM journal_feed feed JOIN journal entry ON entry.id = feed.entry_id
   WHERE feed.position > $1
   ORDER BY feed.position LIMIT ${PAGE}`;

/** Follows the journal in one process and tells its listeners. A hint, never the truth: clients read the lists again. */
@Injectable()
export class Feed {
  private readonly listeners = new Set<Listener>();
  private readonly log = new Logger(Feed.name);
  private position = '0';

  constructor(
    private readonly environment: Environment,
    private readonly database: Database,
  ) {}

  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What was published after a position, one page; fewer than `limit` rows means that is all. */
  async since(position: string, limit = PAGE): Promise<FeedEntry[]> {
    return (await this.database.query<FeedEntry>(AFTER, [position])).slice(0, limit);
  }

  async head(): Promise<string> {
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
      if (this.position === '0') this.position = await this.head();
      while (!closing.aborted && !round.lost.signal.aborted) {
        round.wake = new AbortController();
        while ((await this.publish()) === PAGE);
        if (!closing.aborted) await pause(POLL_FLOOR_MS, round.wake.signal);
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  private async publish(): Promise<number> {
    const entries = await this.since(this.position);
    for (const entry of entries) {
      this.position = entry.position;
      for (const listener of this.listeners) listener(entry);
    }
    return entries.length;
  }
}
