import type { ServerResponse } from 'node:http';
import { hears } from '#identity';
import { hearsEntry, type Actor, type Ears, type Feed, type FeedEntry } from '#platform';

/** Unread bytes in this process after which a reader is sent away; it comes back with its Last-Event-ID. */
const SLOW_BYTES = 256_000;
/** Entries that are told one by one to somebody who comes back; beyond that it is quicker to read the lists again. */
const REPLAY = 500;

export type Farewell = 'slow' | 'unheard' | 'session-ended' | 'rights-changed' | 'closing' | 'old';

/** One open page. Writes what its person may hear, in order, each position once, and remembers how far it got. */
export class FeedReader {
  readonly ears: Ears;
  private reached = -1n;
  private caughtUp = false;
  private undrained = false;
  private look: NodeJS.Immediate | null = null;

  constructor(
    readonly sessionId: string,
    readonly actor: Actor,
    private readonly raw: ServerResponse,
    private readonly goes: (why: Farewell) => void,
  ) {
    this.ears = { jurisdictionId: actor.jurisdictionId, words: hears(actor) };
  }

  begin(): void {
    this.raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close' });
    this.raw.write(`retry: ${comesBackAfter()}\n\n`);
  }

  /** What was missed since the last entry the page saw. Entries that arrive meanwhile are not kept but found at the end. */
  async catchUp(feed: Feed, lastEventId: unknown): Promise<void> {
    if (typeof lastEventId !== 'string' || !/^\d{1,18}$/.test(lastEventId)) return this.mark('ready', await feed.head());
    const missed = await feed.missed(lastEventId, this.ears, REPLAY);
    if (!missed) return this.mark('resync', await feed.head());
    for (const entry of missed.entries) await this.tell(entry);
    this.reached = BigInt(missed.upTo);
    const since = feed.recent(this.reached, this.ears);
    if (!since) return this.mark('resync', await feed.head());
    this.caughtUp = true;
    for (const entry of since) this.hear(entry, BigInt(entry.position));
  }

  hear(entry: FeedEntry, position: bigint): void {
    if (!this.caughtUp || position <= this.reached || !hearsEntry(this.ears, entry)) return;
    this.reached = position;
    this.write(entry);
    // Judged when the kernel has taken what it takes: within a turn even the quickest reader has read nothing.
    this.look ??= setImmediate(() => {
      this.look = null;
      if (this.raw.writableLength > SLOW_BYTES && !this.raw.destroyed) this.leave('slow');
    });
  }

  /** A sign of life, and the question for one: whoever has not taken the last one yet reads no more. */
  beat(): void {
    if (this.undrained && this.raw.writableLength > 0) return this.leave('unheard');
    this.raw.write(': \n\n');
    this.undrained = this.raw.writableLength > 0;
  }

  /** Politely where somebody still reads: when to come back. A reader who does not read is cut, because the polite end would wait for him. */
  leave(why: Farewell): void {
    this.goes(why);
    this.caughtUp = false;
    if (why === 'slow' || why === 'unheard') this.raw.destroy();
    else this.raw.end(`retry: ${comesBackAfter()}\n\n`);
  }

  /** Begins anew at a position: what came before it is in the lists. */
  private mark(event: 'ready' | 'resync', head: string): void {
    this.raw.write(`id: ${head}\nevent: ${event}\ndata: {}\n\n`);
    this.reached = BigInt(head);
    this.caughtUp = true;
  }

  /** Of what was missed: no faster than it is read, so that nobody is sent away for having been away. */
  private async tell(entry: FeedEntry): Promise<void> {
    this.write(entry);
    if (this.raw.writableNeedDrain && !this.raw.destroyed) await drained(this.raw);
  }

  private write({ position, type, subject, thread, at }: FeedEntry): void {
    if (this.raw.destroyed || this.raw.writableEnded) return;
    this.raw.write(`id: ${position}\nevent: entry\ndata: ${JSON.stringify({ type, subject, thread, at })}\n\n`);
  }
}

/** Milliseconds, spread: whoever is sent away together must not come back together. */
const comesBackAfter = (): number => 1_500 + Math.floor(Math.random() * 3_500);

/** The kernel has taken what was written, or the reader is gone. */
function drained(raw: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      raw.off('drain', done);
      raw.off('close', done);
      resolve();
    };
    raw.on('drain', done);
    raw.on('close', done);
  });
}
