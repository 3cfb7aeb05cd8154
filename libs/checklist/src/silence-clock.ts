import { CommandBus } from '@nestjs/cqrs';
import { Database, failpoint, Rings, sql, Store, type RingingClock } from '#platform';
import { Bundles } from './bundles.js';
import { ClockRang } from './checklist.events.js';
import type { Rung } from './clocks.js';
import { bySaying, inboxOf, isShared } from './saying.js';

const TAKE = sql(import.meta.url, './ring-take.sql');
const FIRE = sql(import.meta.url, './ring-fire.sql');
const LATE = `SELECT coalesce(extract(epoch FROM clock_now() - min(ring_at)), 0)::float8 AS seconds FROM checklist_checklist WHERE ring_at <= clock_now()`;
const SAMPLE = 20;

/** Silence climbs the ranks 催办·上报: each step of each clock fires once, and never after an answer that came before it. */
@Rings('checklist.silence')
export class SilenceClock implements RingingClock {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
    private readonly commands: CommandBus,
    private readonly bundles: Bundles,
  ) {}

  async ring(limit: number): Promise<number> {
    const taken = (await this.database.query<{ id: string }>(TAKE, [limit])).map((row) => row.id);
    if (taken.length > 0) await this.fire(taken);
    await this.bundles.say(taken.length < limit);
    return taken.length;
  }

  async lateness(): Promise<number> {
    const [late] = await this.database.query<{ seconds: number }>(LATE);
    return late!.seconds;
  }

  private async fire(taken: readonly string[]): Promise<void> {
    const rungs = await this.database.query<Rung>(FIRE, [taken]);
    await failpoint('clock.fired');
    for (const together of bySaying(rungs)) await this.say(together);
  }

  /** One step of one clock in one response: its notices, or what will be said of it, and one journal entry for all of them. */
  private async say(rungs: readonly Rung[]): Promise<void> {
    const { jurisdictionId, responseId, clock, step, ring, total, sample } = rungs[0]!;
    if (isShared(rungs[0]!)) await this.bundles.keep(rungs);
    else await this.commands.execute(inboxOf(rungs));
    const first = sample ?? rungs.slice(0, SAMPLE).map((rung) => rung.first);
    await this.store.append(new ClockRang(jurisdictionId, responseId, clock, step, ring, total ?? rungs.length, first));
  }
}
