import { RecordNotFound, type Database } from '#platform';
import type { MeasureProgress, Progress, ProgressTotals } from './progress-view.js';

const LISTS = `
  SELECT clock_now() AS "countedAt", count(*)::int AS checklists, count(sent_at)::int AS sent, count(delivered_at)::int AS delivered, count(read_at)::int AS read,
         count(acknowledged_at)::int AS acknowledged, count(*) FILTER (WHERE items_total > 0)::int AS answering,
         count(*) FILTER (WHERE items_total > 0 AND items_answered = items_total)::int AS completed,
         count(stood_down_at)::int AS "stoodDown", count(excused_at)::int AS excused, coalesce(sum(items_total), 0)::int AS items,
         coalesce(sum(items_answered), 0)::int AS answered, coalesce(sum(items_accepted), 0)::int AS accepted,
         count(*) FILTER (WHERE acknowledged_at IS NULL AND excused_at IS NULL AND acknowledge_by < clock_now())::int AS "acknowledgeOverdue",
         count(*) FILTER (WHERE stood_down_at IS NULL AND excused_at IS NULL AND stand_down_by < clock_now())::int AS "standDownOverdue",
         count(*) FILTER (WHERE acknowledged_at IS NULL AND excused_at IS NULL)::int AS unacknowledged,
         count(*) FILTER (WHERE items_answered < items_total AND excused_at IS NULL)::int AS unanswered,
         count(*) FILTER (WHERE stood_down_at IS NULL AND excused_at IS NULL)::int AS "notStoodDown",
         count(*) FILTER (WHERE items_total > 0 AND items_accepted = items_total)::int AS done,
         min(acknowledge_by) FILTER (WHERE acknowledged_at IS NULL AND excused_at IS NULL AND acknowledge_by >= clock_now()) AS "nextAcknowledgeBy",
         min(stand_down_by) FILTER (WHERE stood_down_at IS NULL AND excused_at IS NULL AND stand_down_by >= clock_now()) AS "nextStandDownBy"
    FROM checklist_checklist WHERE response_id = $2 AND jurisdiction_id = $1`;

/**
 * One pass over the lines, first added up by checklist and measure: counting units by sorting every line took five times as long.
 * `next` is the next time limit of a line that is still open, of nobody who is excused.
 */
const MEASURES = `
  WITH line AS (
    SELECT line_id, min(line_id) OVER measure AS measure FROM checklist_line WHERE response_id = $2 WINDOW measure AS (PARTITION BY measure_no)
  ), part AS (
    SELECT line.measure, count(*) AS items, count(*) FILTER (WHERE item.state = 'open') AS open, count(*) FILTER (WHERE item.state = 'returned') AS returned,
           count(*) FILTER (WHERE item.state = 'done') AS done, count(*) FILTER (WHERE item.state = 'partly') AS partly,
           count(*) FILTER (WHERE item.state = 'cannot') AS cannot, count(*) FILTER (WHERE item.state = 'not_applicable') AS "notApplicable",
           count(*) FILTER (WHERE item.state = 'accepted') AS accepted,
           min(item.confirm_by) FILTER (WHERE item.state IN ('open', 'returned') AND list.excused_at IS NULL AND item.confirm_by >= clock_now()) AS next
      FROM checklist_checklist list
      JOIN checklist_item item ON item.checklist_id = list.id AND item.role = 'responsible' AND item.state <> 'withdrawn'
      JOIN line USING (line_id)
     WHERE list.response_id = $2 AND list.jurisdiction_id = $1
     GROUP BY item.checklist_id, line.measure
  ), counted AS (
    SELECT measure, count(*)::int AS units, sum(items)::int AS items, sum(open)::int AS open, sum(returned)::int AS returned, sum(done)::int AS done, sum(partly)::int AS partly,
           sum(cannot)::int AS cannot, sum("notApplicable")::int AS "notApplicable", sum(accepted)::int AS accepted, min(next) AS next
      FROM part GROUP BY measure
  )
  SELECT first.measure_no AS "measureNo", first.measure_title AS title,
         coalesce((SELECT array_agg(unit.name ORDER BY unit.unit_id) FROM checklist_lead lead JOIN directory_face_units($1) unit USING (unit_id)
                    WHERE lead.response_id = $2 AND lead.measure_no = first.measure_no), '{}') AS leads,
         units, items, open, returned, done, partly, cannot, "notApplicable", accepted, next
    FROM counted JOIN checklist_line first ON first.response_id = $2 AND first.line_id = counted.measure
   ORDER BY first.line_id`;

/** Late lists, by the same words as a row of the board says it: by a line, and by a line or another clock. */
const LATE = `
  WITH list AS (
    SELECT id, stood_down_at IS NULL AS standing,
           stood_down_at IS NULL AND (stand_down_by < clock_now() OR acknowledged_at IS NULL AND acknowledge_by < clock_now()) IS TRUE AS late
      FROM checklist_checklist WHERE response_id = $2 AND jurisdiction_id = $1 AND excused_at IS NULL
  ), by_line AS (
    SELECT count(*) AS lists, count(*) FILTER (WHERE standing AND NOT late) AS otherwise
      FROM list WHERE EXISTS (SELECT FROM checklist_item item WHERE item.checklist_id = list.id AND item.state IN ('open', 'returned') AND item.confirm_by < clock_now())
  )
  SELECT by_line.lists::int AS "confirmOverdue", (by_line.otherwise + (SELECT count(*) FROM list WHERE late))::int AS overdue FROM by_line`;

const PATIENCE = { statementSeconds: 30 };
/** A line of a nation's checklists added up on disk costs twice the time. One count of a response runs at a time. */
const ROOM = `SET LOCAL work_mem = '32MB'`;

type Lists = Omit<ProgressTotals, 'confirmOverdue' | 'overdue' | 'nextConfirmBy' | 'toReview' | 'returned' | 'cannot'> & { readonly countedAt: Date };
type Late = Pick<ProgressTotals, 'confirmOverdue' | 'overdue'>;
type Counted = MeasureProgress & { readonly next: Date | null };

/** Counts all rows of a response. That of a nation takes seconds, more than an ordinary statement of a view may. */
export function countProgress(database: Database, jurisdictionId: string, responseId: string): Promise<Progress> {
  return database.transaction(async () => {
    const values = [jurisdictionId, responseId];
    await database.query(ROOM);
    const [{ countedAt, ...lists }] = (await database.query<Lists>(LISTS, values)) as [Lists];
    if (lists.checklists === 0) throw new RecordNotFound('response', responseId);
    const [late] = (await database.query<Late>(LATE, values)) as [Late];
    const counted = await database.query<Counted>(MEASURES, values);
    const sum = (pick: (measure: MeasureProgress) => number): number => counted.reduce((total, measure) => total + pick(measure), 0);
    const toReview = sum((m) => m.done + m.partly + m.cannot + m.notApplicable);
    const totals = { ...lists, ...late, nextConfirmBy: soonest(counted), toReview, returned: sum((m) => m.returned), cannot: sum((m) => m.cannot) };
    return { totals, measures: counted.map(({ next: _, ...measure }) => measure), countedAt };
  }, PATIENCE);
}

const soonest = (counted: readonly Counted[]): Date | null => counted.reduce<Date | null>((first, { next }) => (next && (!first || next < first) ? next : first), null);
