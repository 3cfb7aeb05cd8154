import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Count, Database, Decimal, Id, Parts, Text, type Actor } from '#platform';
import { SharedByResponse } from './shared-by-response.js';

/** Worst first: whoever is late and silent counts as late. */
const PLACE_STATES = ['overdue', 'unacknowledged', 'working', 'done', 'off'] as const;
/** More points than a map shows apart; those with the most to say come first. */
const SHOWN = 2_000;

export class UnitPlace {
  @Id() checklistId!: string;
  @Id() unitId!: string;
  @Text() unitName!: string;
  @Decimal({ about: 'Degrees, WGS-84' }) latitude!: number;
  @Decimal() longitude!: number;
  @Choice(PLACE_STATES, { name: 'UnitPlaceState', about: 'off: stood down or excused' }) state!: (typeof PLACE_STATES)[number];
}

export class UnitPlaces {
  @Parts(() => UnitPlace, { max: SHOWN }) items!: UnitPlace[];
  @Count({ about: 'Units with a checklist' }) units!: number;
  @Count({ about: 'Of these, with a place in the directory' }) placed!: number;
}

/** 一张图·单位: where the units of a response lie and how they stand. */
export class ResponseUnitPlaces extends Query<UnitPlaces> {
  constructor(
    readonly actor: Actor,
    readonly responseId: string,
  ) {
    super();
  }
}

const SQL = `
  WITH list AS MATERIALIZED (
    SELECT list.id, list.unit_id, place.latitude, place.longitude,
           CASE WHEN list.stood_down_at IS NOT NULL OR list.excused_at IS NOT NULL THEN 5
                WHEN list.stand_down_by < clock_now() OR list.acknowledged_at IS NULL AND list.acknowledge_by < clock_now()
                     OR list.items_answered < list.items_total
                        AND EXISTS (SELECT FROM checklist_item item WHERE item.checklist_id = list.id AND item.state IN ('open', 'returned') AND item.confirm_by < clock_now()) THEN 1
                WHEN list.acknowledged_at IS NULL THEN 2
                WHEN list.items_accepted = list.items_total AND list.stand_down_by IS NULL THEN 4 ELSE 3 END AS state
      FROM checklist_checklist list
      LEFT JOIN LATERAL (SELECT face.latitude, face.longitude FROM directory_face_places($1) face WHERE face.unit_id = list.unit_id OFFSET 0) place ON true
     WHERE list.response_id = $2 AND list.jurisdiction_id = $1
  ), shown AS (
    SELECT list.*, unit.name FROM (SELECT * FROM list WHERE latitude IS NOT NULL ORDER BY state, unit_id LIMIT ${SHOWN}) list,
           LATERAL (SELECT face.name FROM directory_face_units($1) face WHERE face.unit_id = list.unit_id OFFSET 0) unit
  )
  SELECT coalesce((SELECT jsonb_agg(jsonb_build_object('checklistId', id::text, 'unitId', unit_id::text, 'unitName', name, 'latitude', latitude, 'longitude', longitude,
                                    'state', ($3::text[])[state]) ORDER BY state, unit_id) FROM shown), '[]') AS items,
         (SELECT count(*)::int FROM list) AS units, (SELECT count(latitude)::int FROM list) AS placed`;

const PATIENCE = { statementSeconds: 30 };

@Answers(ResponseUnitPlaces)
export class ResponseUnitPlacesHandler implements IQueryHandler<ResponseUnitPlaces> {
  private readonly shared: SharedByResponse<UnitPlaces>;

  constructor(private readonly database: Database) {
    this.shared = new SharedByResponse(database);
  }

  execute({ actor: { jurisdictionId }, responseId }: ResponseUnitPlaces): Promise<UnitPlaces> {
    return this.shared.of(jurisdictionId, responseId, () =>
      this.database.transaction(async () => ((await this.database.query<UnitPlaces>(SQL, [jurisdictionId, responseId, PLACE_STATES])) as [UnitPlaces])[0], PATIENCE),
    );
  }
}
