import { CommandBus } from '@nestjs/cqrs';
import { PlaceInInbox } from '#notification';
import { Database, failpoint, Rings, sql, Store, type RingingClock } from '#platform';
import { ClockRang } from './checklist.events.js';
import { subjectOf, type Rung } from './clocks.js';

const TAKE = sql(import.meta.url, './ring-take.sql');
const FIRE = sql(import.meta.url, './ring-fire.sql');
const LATE = `SELECT coalesce(extract(epoch FROM clock_now() - min(ring_at)), 0)::float8 AS seconds FROM checklist_checklist WHERE ring_at <= clock_now()`;
const NEXT = sql(import.meta.url, './ring-next.sql');

/** Silence climbs the ranks 催办·上报: each step of each clock fires once, and never after an answer that came before it. */
@Rings('checklist.silence')
export class SilenceClock implements RingingClock {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
    private readonly commands: CommandBus,
  ) {}

  async ring(limit: number): Promise<number> {
    const taken = (await this.database.query<{ id: string }>(TAKE, [limit])).map((row) => row.id);
    if (taken.length === 0) return 0;
    const rungs = await this.database.query<Rung>(FIRE, [taken]);
    await failpoint('clock.fired');
    await this.database.query(NEXT, [taken]);
    for (const together of bySaying(rungs)) await this.say(together);
    return taken.length;
  }

  async lateness(): Promise<number> {
    const [late] = await this.database.query<{ seconds: number }>(LATE);
    return late!.seconds;
  }

  /** One step of one clock in one response: its notices, and one journal entry for all of them. */
  private async say(rungs: readonly Rung[]): Promise<void> {
    const { jurisdictionId, responseId, exercise, clock, step, ring } = rungs[0]!;
    const checklists = [...new Set(rungs.flatMap((rung) => rung.checklists))];
    const recipients = rungs.map((rung) => ({
      unitId: rung.unitId,
      personId: rung.personId,
      subject: subjectOf(rung),
      round: rung.round,
      facts: { clock, step, ring, checklists: rung.checklists.length, measures: rung.measures.slice(0, 20) },
    }));
    await this.commands.execute(new PlaceInInbox({ jurisdictionId, thread: responseId, kind: `clock.${clock}`, exercise, recipients }));
    await this.store.append(new ClockRang(jurisdictionId, responseId, clock, step, ring, checklists.length, checklists.slice(0, 20)));
  }
}

/** What is said together: one step of one clock of one response. */
function bySaying(rungs: readonly Rung[]): Rung[][] {
  const groups = new Map<string, Rung[]>();
  for (const rung of rungs) {
    const key = `${rung.responseId} ${rung.clock} ${rung.step} ${rung.ring}`;
    const together = groups.get(key);
    if (together) together.push(rung);
    else groups.set(key, [rung]);
  }
  return [...groups.values()];
}
