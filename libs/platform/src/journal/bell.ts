import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '../database/database.js';

export const JOURNAL_BELL = 'qk_journal';
export const FEED_BELL = 'qk_feed';
export const CLOCK_BELL = 'qk_clock';
export type BellName = typeof JOURNAL_BELL | typeof FEED_BELL | typeof CLOCK_BELL;

/** At most one ring per bell in this many milliseconds: a notification inside every confirmation costs four times its speed. */
const QUIET_MS = 10;

/** A ring may be lost, so nobody waits until its commit is on the disk. */
const RING = `SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, '')`;

/** Wakes the other processes after a commit: at once, then coalesced. A lost ring costs punctuality only; everybody also polls. */
@Injectable()
export class Bell implements OnModuleDestroy {
  private readonly quiet = new Map<BellName, NodeJS.Timeout>();
  private readonly again = new Set<BellName>();
  private readonly log = new Logger(Bell.name);
  private closed = false;

  constructor(private readonly database: Database) {}

  ring(name: BellName): void {
    if (this.closed) return;
    if (this.quiet.has(name)) {
      this.again.add(name);
      return;
    }
    this.quiet.set(name, setTimeout(() => this.wake(name), QUIET_MS));
    this.database.pool.query(RING, [name]).catch((error: Error) => {
      this.log.debug(`ring ${name} was lost: ${error.message}`);
    });
  }

  onModuleDestroy(): void {
    this.closed = true;
    for (const timer of this.quiet.values()) clearTimeout(timer);
  }

  private wake(name: BellName): void {
    this.quiet.delete(name);
    if (this.again.delete(name)) this.ring(name);
  }
}
