import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '#config/environment';
import { Sessions, type Presence } from '#identity';
import { Feed, Refusal, Tally, type FeedEntry } from '#platform';
import { FeedReader, type Farewell } from './feed-reader.js';
import { FeedFull } from './load/load.refusals.js';

/** Proxies close a silent connection; a dead one is seen by what it does not take. */
const BEAT_MS = 15_000;
/** Browsers come back by themselves; nobody listens for ever. */
const LONGEST_MS = 10 * 60_000;
const PER_PERSON = 6;
/** Something happened to accounts or sessions: who still may listen is asked so soon, once for all of it. */
const DOUBT_MS = 200;

export class TooManyStreams extends Refusal {
  readonly code = 'feed.too-many-streams';
  readonly kind = 'too-many';
  readonly retryAfterSeconds = 60;

  constructor() {
    super('Too many live pages are open for this account. Close one.');
  }
}

interface Open {
  readonly reader: FeedReader;
  readonly until: number;
}

/** 动态: tells browsers that something they may see has happened. A hint; the lists are the truth. */
@Injectable()
export class FeedStream implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('Feed');
  private readonly open = new Set<Open>();
  private beats: NodeJS.Timeout | null = null;
  private doubt: NodeJS.Timeout | null = null;

  constructor(
    private readonly feed: Feed,
    private readonly sessions: Sessions,
    private readonly tally: Tally,
    private readonly environment: Environment,
  ) {
    tally.gauge('stream_clients', 'Live streams that are open', [], (gauge) => gauge.set(this.open.size));
  }

  onApplicationBootstrap(): void {
    this.feed.listen((entry) => this.publish(entry));
    this.beats = setInterval(() => this.beat(), BEAT_MS).unref();
  }

  beforeApplicationShutdown(): void {
    this.close();
  }

  /** Before the server closes: each page hears when to come back, to this process or to another. */
  close(): void {
    if (this.beats) clearInterval(this.beats);
    if (this.doubt) clearTimeout(this.doubt);
    for (const { reader } of [...this.open]) reader.leave('closing');
  }

  async serve({ actor, session }: Presence, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if ([...this.open].filter(({ reader }) => reader.actor.id === actor.id).length >= PER_PERSON) throw new TooManyStreams();
    if (this.open.size >= this.environment.FEED_MAX_CLIENTS) throw new FeedFull();
    reply.hijack();
    const reader = new FeedReader(session.id, actor, reply.raw, (why) => this.bid(here, why));
    const here = { reader, until: performance.now() + LONGEST_MS };
    this.open.add(here);
    reply.raw.on('error', () => undefined);
    reply.raw.on('close', () => this.open.delete(here));
    reader.begin();
    await reader.catchUp(this.feed, request.headers['last-event-id']).catch((error: Error) => {
      // The page comes back by itself and asks again.
      this.log.warn(`a stream could not catch up: ${error.message}`);
      reply.raw.destroy();
    });
  }

  private publish(entry: FeedEntry): void {
    const position = BigInt(entry.position);
    for (const { reader } of this.open) reader.hear(entry, position);
    if (entry.type.startsWith('identity.')) this.doubt ??= setTimeout(() => ((this.doubt = null), void this.recheck()), DOUBT_MS);
  }

  private beat(): void {
    for (const { reader, until } of [...this.open]) {
      if (performance.now() > until) reader.leave('old');
      else reader.beat();
    }
    void this.recheck();
  }

  /** Who signed out, was locked out, or has other rights than when the stream began, is cut: one question for all who listen. */
  private async recheck(): Promise<void> {
    const open = [...this.open];
    if (open.length === 0) return;
    try {
      const here = await this.sessions.stillHere([...new Set(open.map(({ reader }) => reader.sessionId))]);
      for (const { reader } of open) {
        const now = here.get(reader.sessionId);
        if (!now) reader.leave('session-ended');
        else if (!sameRights(now, reader.actor)) reader.leave('rights-changed');
      }
    } catch (error) {
      this.log.warn(`who still listens could not be asked: ${(error as Error).message}`);
    }
  }

  private bid(here: Open, why: Farewell): void {
    this.open.delete(here);
    this.tally.count('stream_drops_total', { why });
  }
}

const sameRights = (a: Presence['actor'], b: Presence['actor']): boolean => a.unitId === b.unitId && a.roles.join() === b.roles.join();
