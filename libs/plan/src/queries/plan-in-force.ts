import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Count, Database, Id, Instant, Part, Parts, Text, type Actor } from '#platform';
import { PlanClocksTerms, PlanLevelPair } from '../terms.js';

/** What a warning switches on today. */
export class PlanInForceView {
  @Id() planId!: string;
  @Id() versionId!: string;
  @Text() title!: string;
  @Count() ordinal!: number;
  @Instant() publishedAt!: Date;
  @Id() publishedBy!: string;
  @Count({ about: 'Measures of the emergency phase' }) emergencyMeasures!: number;
  @Count({ about: 'Lines of all levels together' }) lines!: number;
  @Parts(() => PlanLevelPair) levels!: PlanLevelPair[];
  @Part(() => PlanClocksTerms) clocks!: PlanClocksTerms;
}

/** The version in force in a jurisdiction; null while none is. */
export class PlanInForce extends Query<PlanInForceView | null> {
  constructor(readonly actor: Pick<Actor, 'jurisdictionId'>) {
    super();
  }
}

const SQL = `
  SELECT version.plan_id AS "planId", version.id AS "versionId", version.title, version.ordinal,
         version.published_at AS "publishedAt", version.published_by AS "publishedBy",
         (SELECT count(*)::int FROM plan_measure m WHERE m.version_id = version.id AND m.phase = 'emergency') AS "emergencyMeasures",
         (SELECT count(*)::int FROM plan_line l WHERE l.version_id = version.id) AS lines,
         (SELECT jsonb_agg(jsonb_build_object('warning', l.warning_level, 'response', l.response_level)
                           ORDER BY array_position(ARRAY['yellow', 'orange', 'red'], l.warning_level))
            FROM plan_level l WHERE l.version_id = version.id) AS levels,
         (SELECT jsonb_object_agg(CASE c.clock WHEN 'stand_down' THEN 'standDown' ELSE c.clock END,
                                  jsonb_build_object('withinMinutes', c.within_minutes, 'ladder', c.ladder))
            FROM plan_clock c WHERE c.version_id = version.id) AS clocks
    FROM plan_version version
   WHERE version.jurisdiction_id = $1 AND version.in_force`;

@Answers(PlanInForce)
export class PlanInForceHandler implements IQueryHandler<PlanInForce> {
  constructor(private readonly database: Database) {}

  async execute({ actor }: PlanInForce): Promise<PlanInForceView | null> {
    const [row] = await this.database.query<PlanInForceView>(SQL, [actor.jurisdictionId]);
    return row ?? null;
  }
}
