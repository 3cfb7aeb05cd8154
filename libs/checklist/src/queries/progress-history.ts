import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Count, Database, Instant, Parts, type Actor } from '#platform';
import { SharedByResponse } from './shared-by-response.js';

/** So many steps, whatever the length and the size of a response: a chart has no more room. */
export const HISTORY_STEPS = 60;

export class HistoryPoint {
  @Instant() at!: Date;
  @Count({ about: 'Units that had acknowledged for the first time' }) acknowledged!: number;
  @Count({ about: 'Lines whose present answer had been given' }) answered!: number;
  @Count({ about: 'Lines whose present answer had been accepted' }) accepted!: number;
  @Count() stoodDown!: number;
  @Count({ about: 'Lines that had ever been answered, whatever became of them: what the journal says of that moment' }) everAnswered!: number;
  @Count() everAccepted!: number;
}

/** The last point stands at the end of the response, or now; its figures are those of the rows as they are. */
export class ProgressHistoryView {
  @Parts(() => HistoryPoint) points!: HistoryPoint[];
  @Count() checklists!: number;
  @Count({ about: 'Lines to be answered' }) items!: number;
  @Instant() countedAt!: Date;
}

/** 进度曲线: when the units of a response acknowledged, answered, were accepted and stood down, added up in equal steps. */
export class ProgressHistory extends Query<ProgressHistoryView> {
  constructor(
    readonly actor: Actor,
    readonly responseId: string,
    readonly activatedAt: Date,
    readonly closedAt: Date | null,
  ) {
    super();
  }
}

/** $1 jurisdiction, $2 response, $3 and $4 its beginning and end (null: now), $5 steps. Whatever is older than the beginning counts from the first step on. */
const SQL = `
  WITH span AS (
    SELECT $3::timestamptz AS first, (greatest(coalesce($4, clock_now()), $3::timestamptz) - $3::timestamptz) / $5::int AS step
  ), list AS MATERIALIZED (
    SELECT id, items_total, stood_down_at,
           least(acknowledged_at, (SELECT min(earlier.acknowledged_at) FROM checklist_revision earlier WHERE earlier.checklist_id = checklist_checklist.id)) AS acknowledged_at
      FROM checklist_checklist WHERE response_id = $2 AND jurisdiction_id = $1
  ), item AS MATERIALIZED (
    SELECT item.answered_at, item.state,
           CASE WHEN item.state = 'accepted' THEN
             (SELECT review.at FROM checklist_review review WHERE review.checklist_id = item.checklist_id AND review.line_id = coalesce(item.answer_line, item.line_id) ORDER BY review.id DESC LIMIT 1) END AS reviewed_at
      FROM list JOIN checklist_item item ON item.checklist_id = list.id AND item.role = 'responsible' AND item.state IN ('done', 'partly', 'cannot', 'not_applicable', 'accepted')
  ), fact AS (
    SELECT 'acknowledged' AS what, acknowledged_at AS at FROM list WHERE acknowledged_at IS NOT NULL
    UNION ALL SELECT 'stoodDown', stood_down_at FROM list WHERE stood_down_at IS NOT NULL
    UNION ALL SELECT 'answered', coalesce(answered_at, span.first) FROM item, span
    UNION ALL SELECT 'everAnswered', min(answer.at) FROM list JOIN checklist_answer answer ON answer.checklist_id = list.id GROUP BY answer.checklist_id, answer.line_id
    UNION ALL SELECT 'everAccepted', min(review.at) FROM list JOIN checklist_review review ON review.checklist_id = list.id AND review.verdict = 'accepted' GROUP BY review.checklist_id, review.line_id
    UNION ALL SELECT 'accepted', coalesce(reviewed_at, answered_at, span.first) FROM item, span WHERE item.state = 'accepted'
  ), counted AS (
    SELECT fact.what, CASE WHEN span.step > interval '0' THEN least(greatest(ceil(extract(epoch FROM fact.at - span.first) / extract(epoch FROM span.step)), 0), $5)::int ELSE 0 END AS n, count(*)::int AS facts
      FROM fact, span GROUP BY 1, 2
  )
  SELECT (SELECT jsonb_agg(point ORDER BY point.n) FROM (
            SELECT step.n, span.first + span.step * step.n AS at,
                   coalesce((SELECT sum(facts) FROM counted WHERE what = 'acknowledged' AND counted.n <= step.n), 0)::int AS acknowledged,
                   coalesce((SELECT sum(facts) FROM counted WHERE what = 'answered' AND counted.n <= step.n), 0)::int AS answered,
                   coalesce((SELECT sum(facts) FROM counted WHERE what = 'accepted' AND counted.n <= step.n), 0)::int AS accepted,
                   coalesce((SELECT sum(facts) FROM counted WHERE what = 'stoodDown' AND counted.n <= step.n), 0)::int AS "stoodDown",
                   coalesce((SELECT sum(facts) FROM counted WHERE what = 'everAnswered' AND counted.n <= step.n), 0)::int AS "everAnswered",
                   coalesce((SELECT sum(facts) FROM counted WHERE what = 'everAccepted' AND counted.n <= step.n), 0)::int AS "everAccepted"
              FROM generate_series(0, $5::int) step(n), span) point) AS points,
         (SELECT count(*)::int FROM list) AS checklists, (SELECT coalesce(sum(items_total), 0)::int FROM list) AS items, clock_now() AS "countedAt"`;

const PATIENCE = { statementSeconds: 30 };

interface Row extends Omit<ProgressHistoryView, 'points'> {
  readonly points: (Omit<HistoryPoint, 'at'> & { readonly n: number; readonly at: string })[];
}

@Answers(ProgressHistory)
export class ProgressHistoryHandler implements IQueryHandler<ProgressHistory> {
  private readonly shared: SharedByResponse<ProgressHistoryView>;

  constructor(private readonly database: Database) {
    this.shared = new SharedByResponse(database);
  }

  execute({ actor, responseId, activatedAt, closedAt }: ProgressHistory): Promise<ProgressHistoryView> {
    const count = (): Promise<ProgressHistoryView> =>
      this.database.transaction(async () => {
        const [row] = (await this.database.query<Row>(SQL, [actor.jurisdictionId, responseId, activatedAt, closedAt, HISTORY_STEPS])) as [Row];
        return { ...row, points: row.points.map(({ n: _n, at, ...figures }) => ({ at: new Date(at), ...figures })) };
      }, PATIENCE);
    return this.shared.of(actor.jurisdictionId, responseId, count, closedAt ? 'closed' : 'running');
  }
}
