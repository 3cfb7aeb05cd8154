import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { RESPONSE_LEVELS, type ResponseLevel } from '#response';
import { Answers, Choice, ChoiceList, Count, Database, Flag, Id, Parts, RecordNotFound, Text, TextList, type Actor } from '#platform';
import { NothingToPreview, PlanSaysNothing } from '../preview.refusals.js';
import { previewHash } from '../preview-hash.js';

export class PreviewMeasure {
  @Text() measureNo!: string;
  @Text() title!: string;
  @Count({ about: 'Lines switched on at the new level' }) lines!: number;
  @Count({ about: 'Responsible units' }) units!: number;
  @Count({ about: 'Lines that start, over all units' }) start!: number;
  @Count() tighten!: number;
  @Count() relax!: number;
  @Count() stop!: number;
  @Count() continue!: number;
}

export class PreviewUnit {
  @Id() unitId!: string;
  @Text() name!: string;
  @ChoiceList(['responsible', 'lead', 'support'], { name: 'ItemRole' }) roles!: string[];
  @Count({ about: 'Lines it will have to answer' }) items!: number;
  @Count() start!: number;
  @Count() tighten!: number;
  @Count() relax!: number;
  @Count() stop!: number;
  @Count() continue!: number;
  @Flag({ about: 'Has a working account' }) reachable!: boolean;
  @Flag({ about: 'It or one of its people has a verified contact outside the product' }) reachableOutside!: boolean;
  @Text({ nullable: true }) onDuty!: string | null;
}

export class Preview {
  @Choice(RESPONSE_LEVELS, { nullable: true, name: 'ResponseLevel' }) from!: ResponseLevel | null;
  @Choice(RESPONSE_LEVELS, { name: 'ResponseLevel' }) to!: ResponseLevel;
  @Text() planTitle!: string;
  @Text({ about: 'The approval carries this; it stands for exactly these rows' }) previewHash!: string;
  @Count() checklists!: number;
  @Count() items!: number;
  @Parts(() => PreviewMeasure) measures!: PreviewMeasure[];
  @Parts(() => PreviewUnit, { about: 'The first 500 units' }) units!: PreviewUnit[];
  @TextList({ about: 'Units without a working account: they would not get the order in the product' }) unreachable!: string[];
  @TextList({ about: 'Units without a verified contact: they would get the order in the product only' }) insideOnly!: string[];
  @TextList({ about: 'Units that the directory has taken out of use since the plan was published: the order would go to them all the same' }) outOfUse!: string[];
}

/** 预览: what the open message of a warning would switch on, for whom, and who cannot be reached. */
export class WarningPreview extends Query<Preview> {
  constructor(
    readonly actor: Actor,
    readonly warningId: string,
    readonly target: { warningLevel: string | null },
  ) {
    super();
  }
}

const PLAN = `
  SELECT coalesce(running.plan_version_id, plan.version_id) AS version, version.title, running.response_id AS response, running.level AS "from",
         (SELECT response_level FROM plan_face_levels(coalesce(running.plan_version_id, plan.version_id)) WHERE warning_level = $3) AS "to"
    FROM (SELECT 1) one
    LEFT JOIN response_face_responses($1) running ON running.warning_id = $2 AND running.state IN ('active', 'suspended')
    LEFT JOIN plan_face_in_force($1) plan ON true
    LEFT JOIN plan_face_versions($1) version ON version.version_id = coalesce(running.plan_version_id, plan.version_id)`;

/** Counts per effect, over responsible lines. */
const EFFECTS = ['start', 'tighten', 'relax', 'stop', 'continue']
  .map((effect) => `count(*) FILTER (WHERE row.role = 'responsible' AND row.effect = '${effect}')::int AS ${effect}`)
  .join(', ');

/** The rows of the raise: from the same function that it inserts from; for a running response, from the same difference. */
const SHOW = `
  WITH row AS MATERIALIZED (SELECT * FROM checklist_effects($1, $3, $2, $4, $5)), unit AS (
    SELECT row.unit_id, unit.name, coalesce(array_agg(DISTINCT row.role::text) FILTER (WHERE row.wanted), '{}') AS roles,
           count(*) FILTER (WHERE row.role = 'responsible' AND row.wanted)::int AS items, ${EFFECTS}
      FROM row JOIN directory_face_units($1) unit USING (unit_id)
     GROUP BY row.unit_id, unit.name
  ), reached AS (
    SELECT unit.unit_id::text AS "unitId", unit.name, unit.roles, unit.items, unit.start, unit.tighten, unit.relax, unit.stop, unit.continue,
           account.unit_id IS NOT NULL AS reachable,
           EXISTS (SELECT 1 FROM directory_face_contacts($1) contact WHERE contact.unit_id = unit.unit_id AND contact.channel <> 'landline') AS "reachableOutside",
           person.name AS "onDuty"
      FROM unit
      LEFT JOIN identity_face_unit_accounts($1) account ON account.unit_id = unit.unit_id AND account.accounts > 0
      LEFT JOIN directory_face_on_duty($1, clock_now()) duty ON duty.unit_id = unit.unit_id
      LEFT JOIN directory_face_people($1) person ON person.person_id = duty.person_id
     ORDER BY unit.unit_id
  ), measure AS (
    SELECT line.measure_no AS "measureNo", min(line.measure_title) AS title, count(DISTINCT row.line_id) FILTER (WHERE row.wanted)::int AS lines,
           count(DISTINCT row.unit_id) FILTER (WHERE row.role = 'responsible' AND row.wanted)::int AS units, ${EFFECTS}
      FROM row JOIN plan_face_lines($2) line ON line.ordinal = row.line_id
     GROUP BY line.measure_no ORDER BY min(line.ordinal)
  )
  SELECT count(*) FILTER (WHERE wanted)::int AS rows, coalesce(bit_xor(checklist_mark(unit_id, line_id, role)) FILTER (WHERE wanted), 0)::text AS mark,
         count(DISTINCT unit_id) FILTER (WHERE wanted)::int AS checklists, count(*) FILTER (WHERE role = 'responsible' AND wanted)::int AS items,
         (SELECT coalesce(jsonb_agg(measure), '[]') FROM measure) AS measures,
         (SELECT coalesce(jsonb_agg(first), '[]') FROM (SELECT * FROM reached LIMIT 500) first) AS units,
         (SELECT coalesce(jsonb_agg(silent.name), '[]') FROM (SELECT name FROM reached WHERE NOT reachable LIMIT 500) silent) AS unreachable,
         (SELECT coalesce(jsonb_agg(inside.name), '[]') FROM (SELECT name FROM reached WHERE NOT "reachableOutside" LIMIT 500) inside) AS "insideOnly",
         (SELECT coalesce(jsonb_agg(gone.name ORDER BY gone.unit_id), '[]') FROM directory_face_units_out_of_use($1) gone WHERE gone.unit_id IN (SELECT unit_id FROM row WHERE wanted)) AS "outOfUse"
    FROM row`;

/** What has to be seen before it is signed may take as long as a nation takes: a preview that is cut short is a warning that cannot be raised. */
const PATIENCE = { statementSeconds: 30 };

type Shown = Pick<Preview, 'checklists' | 'items' | 'measures' | 'units' | 'unreachable' | 'insideOnly' | 'outOfUse'> & { rows: number; mark: string };

@Answers(WarningPreview)
export class WarningPreviewHandler implements IQueryHandler<WarningPreview> {
  constructor(private readonly database: Database) {}

  async execute({ actor, warningId, target }: WarningPreview): Promise<Preview> {
    if (!target.warningLevel) throw new NothingToPreview();
    const [plan] = await this.database.query<{ version: string | null; title: string; response: string | null; from: ResponseLevel | null; to: ResponseLevel | null }>(PLAN, [
      actor.jurisdictionId,
      warningId,
      target.warningLevel,
    ]);
    if (!plan) throw new RecordNotFound('warning', warningId);
    if (!plan.version || !plan.to) throw new PlanSaysNothing(target.warningLevel);
    const goesDown = plan.from !== null && RESPONSE_LEVELS.indexOf(plan.to) < RESPONSE_LEVELS.indexOf(plan.from);
    const values = [actor.jurisdictionId, plan.version, plan.response, plan.to, goesDown];
    const [{ rows, mark, ...shown }] = (await this.database.transaction(() => this.database.query<Shown>(SHOW, values), PATIENCE)) as [Shown];
    const hash = previewHash({ planVersionId: plan.version, from: plan.from, to: plan.to, rows, mark });
    return { from: plan.from, to: plan.to, planTitle: plan.title, previewHash: hash, ...shown };
  }
}
