import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Count, Database, Id, Instant, Parts, Text, type Actor } from '#platform';
import { TIMING } from './item-timing.js';
import { SharedByResponse } from './shared-by-response.js';

/** A chart has room for so many units; those with the most late lines come first. */
const SHOWN = 40;

export class UnitPunctuality {
  @Id() unitId!: string;
  @Text() unitName!: string;
  @Count({ about: 'Lines to be answered' }) items!: number;
  @Count({ about: 'Answered within their limit' }) onTime!: number;
  @Count({ about: 'Answered too late, or silent and over their limit' }) late!: number;
  @Count({ about: 'Silent, and still in time' }) waiting!: number;
}

export class PunctualityView {
  @Parts(() => UnitPunctuality) units!: UnitPunctuality[];
  @Count({ about: 'Units with lines to answer, shown or not' }) unitsInAll!: number;
  @Count() items!: number;
  @Count() onTime!: number;
  @Count() late!: number;
  @Count() waiting!: number;
  @Instant() countedAt!: Date;
}

/** 及时率: which units answered within their limits. Every figure is the number of rows that the list of lines shows by the same filter. */
export class Punctuality extends Query<PunctualityView> {
  constructor(
    readonly actor: Actor,
    readonly responseId: string,
  ) {
    super();
  }
}

const SQL = `
  WITH unit AS MATERIALIZED (
    SELECT line.unit_id, count(*)::int AS items, count(*) FILTER (WHERE timing = 'on_time')::int AS on_time,
           count(*) FILTER (WHERE timing = 'late')::int AS late, count(*) FILTER (WHERE timing = 'waiting')::int AS waiting
      FROM (SELECT list.unit_id, ${TIMING} AS timing
              FROM checklist_checklist list JOIN checklist_item item ON item.checklist_id = list.id AND item.role = 'responsible' AND item.state <> 'withdrawn'
             WHERE list.response_id = $2 AND list.jurisdiction_id = $1) line
     GROUP BY line.unit_id
  ), shown AS (
    SELECT unit.*, known.name FROM (SELECT * FROM unit ORDER BY late DESC, waiting DESC, items DESC, unit_id LIMIT ${SHOWN}) unit,
           LATERAL (SELECT face.name FROM directory_face_units($1) face WHERE face.unit_id = unit.unit_id OFFSET 0) known
  )
  SELECT coalesce((SELECT jsonb_agg(jsonb_build_object('unitId', unit_id::text, 'unitName', name, 'items', items, 'onTime', on_time, 'late', late, 'waiting', waiting)
                                    ORDER BY late DESC, waiting DESC, items DESC, unit_id) FROM shown), '[]') AS units,
         (SELECT count(*)::int FROM unit) AS "unitsInAll", coalesce((SELECT sum(items)::int FROM unit), 0) AS items, coalesce((SELECT sum(on_time)::int FROM unit), 0) AS "onTime",
         coalesce((SELECT sum(late)::int FROM unit), 0) AS late, coalesce((SELECT sum(waiting)::int FROM unit), 0) AS waiting, clock_now() AS "countedAt"`;

const PATIENCE = { statementSeconds: 30 };

@Answers(Punctuality)
export class PunctualityHandler implements IQueryHandler<Punctuality> {
  private readonly shared: SharedByResponse<PunctualityView>;

  constructor(private readonly database: Database) {
    this.shared = new SharedByResponse(database);
  }

  execute({ actor: { jurisdictionId }, responseId }: Punctuality): Promise<PunctualityView> {
    return this.shared.of(jurisdictionId, responseId, () =>
      this.database.transaction(async () => ((await this.database.query<PunctualityView>(SQL, [jurisdictionId, responseId])) as [PunctualityView])[0], PATIENCE),
    );
  }
}
