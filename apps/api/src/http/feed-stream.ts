import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { hears } from '#identity';
import { Feed, Refusal, type Actor, type FeedEntry } from '#platform';

/** Proxies close a silent connection; browsers notice a dead one late. */
const HEARTBEAT_MS = 15_000;
/** Browsers come back by themselves; a session that ended must not listen for ever. */
const LONGEST_MS = 10 * 60_000;
const PER_PERSON = 6;
/** A reader further behind than this is sent away and comes back with its Last-Event-ID. */
const SLOW_BYTES = 256_000;
const REPLAY = 500;

export class TooManyStreams extends Refusal {
  readonly code = 'feed.too-many-streams';
  readonly kind = 'too-many';

  constructor() {
    super('Too many live pages are open for this account. Close one.');
  }
}

/** 动态: tells browsers that something they may see has happened. A hint; the lists are the truth. */
@Injectable()
export class FeedStream {
  private readonly open = new Map<FastifyReply, string>();

  constructor(private readonly feed: Feed) {}

  async serve(actor: Actor, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if ([...this.open.values()].filter((id) => id === actor.id).length >= PER_PERSON) throw new TooManyStreams();
    const words = new Set(hears(actor));
    const wanted = (entry: FeedEntry): boolean => entry.jurisdictionId === actor.jurisdictionId && entry.audience.some((word) => words.has(word));
    this.begin(actor, reply);
    const live: FeedEntry[] = [];
    let caughtUp = false;
    const stop = this.feed.listen((entry) => {
      if (!wanted(entry)) return;
      if (caughtUp) this.send(reply, entry);
      else live.push(entry);
    });
    const heartbeat = setInterval(() => reply.raw.write(': \n\n'), HEARTBEAT_MS);
    const goodbye = setTimeout(() => reply.raw.end(), LONGEST_MS);
    reply.raw.on('close', () => {
      stop();
      clearInterval(heartbeat);
      clearTimeout(goodbye);
      this.open.delete(reply);
    });
    const reached = await this.replay(request.headers['last-event-id'], reply, wanted);
    for (const entry of live) if (BigInt(entry.position) > reached) this.send(reply, entry);
    caughtUp = true;
  }

  /** Sends everybody away; browsers come back by themselves, to another process or to the next one. */
  close(): void {
    for (const reply of this.open.keys()) reply.raw.end('retry: 1000\n\n');
  }

  private begin(actor: Actor, reply: FastifyReply): void {
    reply.hijack();
    this.open.set(reply, actor.id);
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    reply.raw.write('retry: 2000\n\n');
  }

  /** What was missed since the last entry the browser saw; if that is too much, it is told to read everything again. */
  private async replay(lastEventId: string | string[] | undefined, reply: FastifyReply, wanted: (entry: FeedEntry) => boolean): Promise<bigint> {
    if (typeof lastEventId !== 'string' || !/^\d{1,18}$/.test(lastEventId)) {
      const head = await this.feed.head();
      reply.raw.write(`id: ${head}\nevent: ready\ndata: {}\n\n`);
      return BigInt(head);
    }
    const missed = await this.feed.since(lastEventId);
    if (missed.length > REPLAY) {
      const head = await this.feed.head();
      reply.raw.write(`id: ${head}\nevent: resync\ndata: {}\n\n`);
      return BigInt(head);
    }
    for (const entry of missed) if (wanted(entry)) this.send(reply, entry);
    return BigInt(missed.at(-1)?.position ?? lastEventId);
  }

  private send(reply: FastifyReply, { position, type, subject, thread, at }: FeedEntry): void {
    if (reply.raw.writableLength > SLOW_BYTES) {
      reply.raw.end();
      return;
    }
    reply.raw.write(`id: ${position}\nevent: entry\ndata: ${JSON.stringify({ type, subject, thread, at })}\n\n`);
  }
}
