import { CommandBus } from '@nestjs/cqrs';
import { PlaceInInbox, WHOLE_UNIT } from '#notification';
import { Database, Rings, Store, type RingingClock } from '#platform';
import { DutiesCameDue } from './duty.events.js';

/** Locked, and told once. What stands in a version that is no longer in force is told to nobody; its clock is put away. */
const FIRE = `
  WITH due AS (
    SELECT id, jurisdiction_id, version_id FROM duty_occurrence WHERE ring_at <= clock_now() ORDER BY ring_at LIMIT $1 FOR UPDATE SKIP LOCKED
  ), rung AS (
    UPDATE duty_occurrence occurrence
       SET ring_at = NULL, rung_at = CASE WHEN EXISTS (SELECT 1 FROM plan_face_in_force(due.jurisdiction_id) plan WHERE plan.version_id = due.version_id) THEN clock_now() END
      FROM due WHERE occurrence.id = due.id
    RETURNING occurrence.*
  )
  SELECT id::text, jurisdiction_id AS "jurisdictionId", unit_id::text AS "unitId", measure_no AS no, measure_title AS title, due_on::text AS "dueOn", rung_at IS NOT NULL AS told FROM rung`;
const LATE = `SELECT coalesce(extract(epoch FROM clock_now() - min(ring_at)), 0)::float8 AS seconds FROM duty_occurrence WHERE ring_at <= clock_now()`;

interface Rung {
  readonly id: string;
  readonly jurisdictionId: string;
  readonly unitId: string;
  readonly no: string;
  readonly title: string;
  readonly dueOn: string;
  readonly told: boolean;
}

/** 到期提醒: on its day each recurring duty is told to whoever carries it out, once. */
@Rings('duty.due')
export class DutyClock implements RingingClock {
  constructor(
    private readonly database: Database,
    private readonly store: Store,
    private readonly commands: CommandBus,
  ) {}

  async ring(limit: number): Promise<number> {
    const rung = await this.database.query<Rung>(FIRE, [limit]);
    const places = new Set(rung.map(({ jurisdictionId }) => jurisdictionId));
    for (const place of places) await this.tell(place, rung.filter(({ jurisdictionId, told }) => told && jurisdictionId === place));
    return rung.length;
  }

  async lateness(): Promise<number> {
    const [late] = await this.database.query<{ seconds: number }>(LATE);
    return late!.seconds;
  }

  private async tell(jurisdictionId: string, rung: readonly Rung[]): Promise<void> {
    if (rung.length === 0) return;
    const recipients = rung.map(({ id, unitId, no, title, dueOn }) => ({ unitId, personId: WHOLE_UNIT, subject: `duty/${id}`, round: 1, facts: { no, title, dueOn } }));
    await this.commands.execute(new PlaceInInbox({ jurisdictionId, thread: null, kind: 'duty.due', exercise: false, recipients }));
    await this.store.append(new DutiesCameDue(jurisdictionId, rung.length));
  }
}
