import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { GroupRules } from '#directory';
import { Database, type Actor } from '#platform';
import { fileOfPlan } from './book/index.js';
import type { PlanFile } from './file/plan-file.js';
import type { PlanEntity } from './plan.entity.js';
import { PlansAtWork } from './plans-at-work.js';
import { UNIT_NAMES } from './queries/plan-detail.js';
import { settled } from './settled.js';

/** A plan of the jurisdiction as a plan file: answers worked in, units under the names of today, groups with their rules. */
@Injectable()
export class PlanFiles {
  constructor(
    private readonly plans: PlansAtWork,
    private readonly database: Database,
    private readonly queries: QueryBus,
  ) {}

  async of(actor: Pick<Actor, 'jurisdictionId'>, planId: string): Promise<{ plan: PlanEntity; file: PlanFile }> {
    const { plan, questions } = await this.plans.load(actor, planId);
    const named = plan.content.measures.flatMap((measure) => settled(measure, questions).assignments);
    const units = await this.database.query<{ id: string; name: string }>(UNIT_NAMES, [actor.jurisdictionId, [...new Set(named.flatMap(({ unitId }) => unitId ?? []))]]);
    const groups = await this.queries.execute(new GroupRules(actor, [...new Set(named.flatMap(({ groupId }) => groupId ?? []))]));
    const { title, issuer, number, issuedOn, seasonFrom, seasonTo, state, content } = plan;
    const season = seasonFrom && seasonTo ? { from: seasonFrom, to: seasonTo } : null;
    const kept = { title, issuer, number, issuedOn, season, published: state !== 'draft', content };
    return { plan, file: fileOfPlan(kept, questions, { units: new Map(units.map(({ id, name }) => [id, name])), groups }) };
  }
}
