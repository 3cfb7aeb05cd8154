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

const MEASURES = `
  SELECT line.measure_no AS "measureNo", min(line.measure_title) AS title,
         coalesce((SELECT array_agg(unit.name ORDER BY unit.unit_id) FROM checklist_lead lead JOIN directory_face_units($1) unit USING (unit_id)
                    WHERE lead.response_id = $2 AND lead.measure_no = line.measure_no), '{}') AS leads,
         count(DISTINCT item.checklist_id)::int AS units, count(*)::int AS items,
         count(*) FILTER (WHERE item.state = 'open')::int AS open, count(*) FILTER (WHERE item.state = 'returned')::int AS returned,
         count(*) FILTER (WHERE item.state = 'done')::int AS done, count(*) FILTER (WHERE item.state = 'partly')::int AS partly,
         count(*) FILTER (WHERE item.state = 'cannot')::int AS cannot, count(*) FILTER (WHERE item.state = 'not_applicable')::int AS "notApplicable",
         count(*) FILTER (WHERE item.state = 'accepted')::int AS accepted
    FROM checklist_checklist list
    JOIN checklist_item item ON item.checklist_id = list.id AND item.role = 'responsible' AND item.state <> 'withdrawn'
    JOIN checklist_line line ON line.response_id = list.response_id AND line.line_id = item.line_id
   WHERE list.response_id = $2 AND list.jurisdiction_id = $1
   GROUP BY line.measure_no ORDER BY min(line.line_id)`;

/** Late lists, by the same words as a row of the board says it. */
const LATE = `
  WITH open AS (
    SELECT list.id, min(item.confirm_by) AS first, min(item.confirm_by) FILTER (WHERE item.confirm_by >= clock_now()) AS next
      FROM checklist_checklist list JOIN checklist_item item ON item.checklist_id = list.id AND item.state IN ('open', 'returned')
     WHERE list.response_id = $2 AND list.jurisdiction_id = $1 AND list.excused_at IS NULL
     GROUP BY list.id
  )
  SELECT count(*) FILTER (WHERE open.first < clock_now())::int AS "confirmOverdue", min(open.next) AS "nextConfirmBy",
         count(*) FILTER (WHERE list.stood_down_at IS NULL AND (open.first < clock_now() OR list.stand_down_by < clock_now()
                            OR list.acknowledged_at IS NULL AND list.acknowledge_by < clock_now()))::int AS overdue
    FROM checklist_checklist list LEFT JOIN open USING (id)
   WHERE list.response_id = $2 AND list.jurisdiction_id = $1 AND list.excused_at IS NULL`;

const PATIENCE = { statementSeconds: 30 };

type Lists = Omit<ProgressTotals, 'confirmOverdue' | 'overdue' | 'nextConfirmBy' | 'toReview' | 'returned' | 'cannot'> & { readonly countedAt: Date };
type Late = Pick<ProgressTotals, 'confirmOverdue' | 'overdue' | 'nextConfirmBy'>;

/** Counts all rows of a response. That of a nation takes seconds, more than an ordinary statement of a view may. */
export function countProgress(database: Database, jurisdictionId: string, responseId: string): Promise<Progress> {
  return database.transaction(async () => {
    const values = [jurisdictionId, responseId];
    const [{ countedAt, ...lists }] = (await database.query<Lists>(LISTS, values)) as [Lists];
    if (lists.checklists === 0) throw new RecordNotFound('response', responseId);
    const [late] = (await database.query<Late>(LATE, values)) as [Late];
    const measures = await database.query<MeasureProgress>(MEASURES, values);
    const sum = (pick: (measure: MeasureProgress) => number): number => measures.reduce((total, measure) => total + pick(measure), 0);
    const toReview = sum((m) => m.done + m.partly + m.cannot + m.notApplicable);
    return { totals: { ...lists, ...late, toReview, returned: sum((m) => m.returned), cannot: sum((m) => m.cannot) }, measures, countedAt };
  }, PATIENCE);
}
