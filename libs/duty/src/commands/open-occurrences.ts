import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { addDays, calendarOf, type Deadline, type HolidayDay, type Recurrence, type WorkCalendar } from '#plan';
import { Database, defineJob, Handles } from '#platform';
import { dueDays, type DueDay } from '../due-days.js';

/**
 * Writes down what falls due today and tomorrow, for each unit that carries it out, and arms its clock. Asked again it moves what holidays entered
 * meanwhile have moved, and adds nothing twice. Answers how many were written or moved.
 */
export class OpenOccurrences extends Command<number> {}

export const openOccurrences = defineJob({ name: 'duty.open-occurrences', lane: 'slow', command: OpenOccurrences, key: () => 'open-occurrences', attempts: 3 });

const AHEAD_DAYS = 1;
/** A rule moves a day by thirty days at most, over a stretch off. */
const AROUND_DAYS = 45;
const PLACES = `
  SELECT place.jurisdiction_id AS "jurisdictionId", plan.version_id AS "versionId", to_char(clock_now() AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS today
    FROM directory_face_jurisdictions() place, plan_face_in_force(place.jurisdiction_id) plan`;
const DUTIES = `SELECT measure_no AS no, measure_title AS title, deadline, season_from::text AS "from", season_to::text AS "to" FROM plan_face_duties($1)`;
const YEARS = 'SELECT year, days FROM plan_face_holiday_years($1)';

/** At eight in the morning of its day. */
const OPEN = `
  INSERT INTO duty_occurrence (jurisdiction_id, version_id, measure_no, measure_title, unit_id, nominal_on, due_on, settled, ring_at)
  SELECT $1, $2, due.no, due.title, doer.unit_id, due.nominal, due.due, due.settled, (due.due + time '08:00') AT TIME ZONE 'Asia/Shanghai'
    FROM jsonb_to_recordset($3::jsonb) AS due(no text, title text, nominal date, due date, settled boolean)
    JOIN (SELECT DISTINCT named.measure_no, coalesce(named.unit_id, member.unit_id) AS unit_id
            FROM plan_face_duty_doers($2) named
            LEFT JOIN LATERAL (SELECT face.unit_id FROM directory_face_members($1) face WHERE face.group_id = named.group_id OFFSET 0) member ON true
           WHERE coalesce(named.unit_id, member.unit_id) IS NOT NULL) doer ON doer.measure_no = due.no
  ON CONFLICT ON CONSTRAINT duty_occurrence_once DO NOTHING
  RETURNING 1`;

/** What waits and falls on another day since holidays were entered: later, or on a day that has passed, and then it is told at once. */
const MOVE = `
  UPDATE duty_occurrence occurrence
     SET due_on = due.due, settled = due.settled, ring_at = (due.due + time '08:00') AT TIME ZONE 'Asia/Shanghai'
    FROM jsonb_to_recordset($3::jsonb) AS due(no text, nominal date, due date, settled boolean)
   WHERE occurrence.jurisdiction_id = $1 AND occurrence.version_id = $2 AND occurrence.measure_no = due.no AND occurrence.nominal_on = due.nominal
     AND occurrence.ring_at IS NOT NULL AND (occurrence.due_on, occurrence.settled) IS DISTINCT FROM (due.due, due.settled)
  RETURNING 1`;

interface Place {
  readonly jurisdictionId: string;
  readonly versionId: string;
  readonly today: string;
}
interface Duty {
  readonly no: string;
  readonly title: string;
  readonly deadline: Deadline & { readonly recurrence: Recurrence; readonly from?: string | null; readonly to?: string | null };
  readonly from: string | null;
  readonly to: string | null;
}

@Handles(OpenOccurrences)
export class OpenOccurrencesHandler implements ICommandHandler<OpenOccurrences> {
  constructor(private readonly database: Database) {}

  async execute(): Promise<number> {
    let opened = 0;
    for (const place of await this.database.query<Place>(PLACES)) opened += await this.open(place);
    return opened;
  }

  private async open({ jurisdictionId, versionId, today }: Place): Promise<number> {
    const duties = await this.database.query<Duty>(DUTIES, [versionId]);
    if (duties.length === 0) return 0;
    const years = await this.database.query<{ year: number; days: HolidayDay[] }>(YEARS, [jurisdictionId]);
    const calendar = calendarOf(years);
    const due = duties.flatMap((duty) => daysOf(duty, calendar, today).map((day) => ({ no: duty.no, title: duty.title, ...day })));
    const moved = await this.database.query(MOVE, [jurisdictionId, versionId, JSON.stringify(due)]);
    const near = due.filter((day) => day.due >= today && day.due <= addDays(today, AHEAD_DAYS));
    return moved.length + (await this.database.query(OPEN, [jurisdictionId, versionId, JSON.stringify(near)])).length;
  }
}

/** Within its own window, else within the season of the plan. */
function daysOf({ deadline, from, to }: Duty, calendar: WorkCalendar, today: string): DueDay[] {
  const within = { from: deadline.from ?? from, to: deadline.to ?? to };
  return dueDays(deadline.recurrence, within, calendar, [addDays(today, -AROUND_DAYS), addDays(today, AROUND_DAYS)]);
}
