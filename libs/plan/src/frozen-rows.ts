import { Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { FrozenPlan } from './publishing.js';

export interface Seal {
  readonly id: string;
  readonly jurisdictionId: string;
  readonly planId: string;
  readonly ordinal: number;
  readonly title: string;
  readonly publishedAt: Date;
  readonly publishedBy: string;
}

/** The holes in which the version was published, and why. */
type Left = Pick<FrozenPlan, 'holes' | 'reason'>;

const MEASURES = `
  INSERT INTO plan_measure (version_id, no, ordinal, phase, path, title, requirement, deadline, levels, confirm_minutes, exemptions)
  SELECT $1, no, ordinal, phase, path, title, requirement, deadline, levels, "confirmMinutes", exemptions
    FROM jsonb_to_recordset($2) AS m(no text, ordinal int, phase text, path text[], title text, requirement text, deadline jsonb,
                                     levels text[], "confirmMinutes" int, exemptions text[])`;

const LINES = `
  INSERT INTO plan_line (version_id, measure_no, line_no, ordinal, slot, text, text_en, evidence, levels)
  SELECT $1, "measureNo", "lineNo", ordinal, slot, text, "textEn", evidence, levels
    FROM jsonb_to_recordset($2) AS l("measureNo" text, "lineNo" int, ordinal int, slot text, text text, "textEn" text,
                                     evidence text[], levels text[])`;

const ASSIGNMENTS = `
  INSERT INTO plan_assignment (version_id, measure_no, n, role, unit_id, group_id, raw)
  SELECT $1, "measureNo", n, role, "unitId", "groupId", raw
    FROM jsonb_to_recordset($2) AS a("measureNo" text, n int, role text, "unitId" bigint, "groupId" bigint, raw text)`;

const LEVELS = `
  INSERT INTO plan_level (version_id, warning_level, response_level)
  SELECT $1, warning, response FROM jsonb_to_recordset($2) AS l(warning text, response text)`;

const CLOCKS = `
  INSERT INTO plan_clock (version_id, clock, within_minutes, ladder)
  SELECT $1, clock, "withinMinutes", ladder FROM jsonb_to_recordset($2) AS c(clock text, "withinMinutes" int, ladder jsonb)`;

const SEAL = `
  INSERT INTO plan_version (id, jurisdiction_id, plan_id, ordinal, title, published_at, published_by, in_force, holes, holes_reason)
  VALUES ($1, $2, $3, $4, $5, $6, $7, true, $8, $9)`;

const OUT_OF_FORCE = 'UPDATE plan_version SET in_force = false WHERE jurisdiction_id = $1 AND in_force RETURNING plan_id AS id';
const LAST_ORDINAL = 'SELECT coalesce(max(ordinal), 0) AS ordinal FROM plan_version WHERE jurisdiction_id = $1';

/** Writes a version down. Its own row comes last: once it stands, the database lets nothing be added or changed. */
@Injectable()
export class FrozenRows {
  constructor(private readonly database: Database) {}

  async write(versionId: string, { measures, lines, assignments, levels, clocks }: FrozenPlan): Promise<void> {
    const parts = [[MEASURES, measures], [LINES, lines], [ASSIGNMENTS, assignments], [LEVELS, levels], [CLOCKS, clocks]] as const;
    for (const [statement, rows] of parts) await this.database.query(statement, [versionId, JSON.stringify(rows)]);
  }

  /** One publishing at a time in a jurisdiction: the version in force goes out of force, the next number is ours. */
  async makeRoom(jurisdictionId: string): Promise<{ former: string | null; ordinal: number }> {
    await this.database.query(`SELECT pg_advisory_xact_lock(hashtext('plan.publish'), hashtext($1))`, [jurisdictionId]);
    const [former] = await this.database.query<{ id: string }>(OUT_OF_FORCE, [jurisdictionId]);
    const [last] = await this.database.query<{ ordinal: number }>(LAST_ORDINAL, [jurisdictionId]);
    return { former: former?.id ?? null, ordinal: last!.ordinal + 1 };
  }

  async seal({ id, jurisdictionId, planId, ordinal, title, publishedAt, publishedBy }: Seal, { holes, reason }: Left): Promise<void> {
    await this.database.query(SEAL, [id, jurisdictionId, planId, ordinal, title, publishedAt, publishedBy, JSON.stringify(holes), reason]);
    // Perhaps a warning is raised by it within the minute.
    await this.database.query('SELECT plan_make_known()');
  }
}
