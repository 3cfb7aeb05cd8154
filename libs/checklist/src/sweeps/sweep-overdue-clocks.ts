import { Database, Sweeps, type Repaired, type Repairs, type Sweep } from '#platform';
import { Bundles } from '../bundles.js';
import { SilenceClock } from '../silence-clock.js';

const AT_ONCE = 5_000;

/** The engine looks twice a second. What is due for a minute and still silent, nobody looks after. */
const OVERDUE = `
  SELECT jurisdiction_id AS "jurisdictionId", 'checklist/' || id AS subject FROM checklist_checklist
   WHERE ring_at < clock_now() - interval '1 minute' ORDER BY ring_at LIMIT $1 FOR UPDATE SKIP LOCKED`;

/** Rings the clocks that the engine has passed over; whether and whom each one calls is decided where it always is. */
@Sweeps('checklist.clocks-overdue', { because: 'a deadline that rings late is better than one that never does' })
export class SweepOverdueClocks implements Sweep {
  constructor(
    private readonly database: Database,
    private readonly clock: SilenceClock,
    private readonly bundles: Bundles,
  ) {}

  async sweep(repairs: Repairs): Promise<void> {
    while ((await repairs.block(() => this.ring())) === AT_ONCE);
  }

  private async ring(): Promise<Repaired[]> {
    const overdue = await this.database.query<Repaired>(OVERDUE, [AT_ONCE]);
    // The clock takes the rows that are due for longest: those that were just locked.
    if (overdue.length > 0) await this.clock.ring(overdue.length);
    if (overdue.length < AT_ONCE) await this.bundles.say(true);
    return overdue;
  }
}
