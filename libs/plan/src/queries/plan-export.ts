import { QueryBus, Query, type IQueryHandler } from '@nestjs/cqrs';
import { GroupRules } from '#directory';
import { Answers, Choice, Database, type Actor } from '#platform';
import { bookOf, fileOfPlan, wordOf, workbookOf } from '../book/index.js';
import { PlansAtWork } from '../plans-at-work.js';
import { settled } from '../settled.js';
import { UNIT_NAMES } from './plan-detail.js';

export const EXPORT_FORMATS = ['xlsx', 'docx'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export class PlanExportForm {
  @Choice(EXPORT_FORMATS, { optional: true, name: 'PlanExportFormat', about: 'A workbook (without this, too) or a Word document' }) format?: ExportFormat;
}

export interface ExportedPlan {
  readonly title: string;
  readonly bytes: Uint8Array;
}

/** 导出预案: the plan with its answers worked in, as tables for people; importing the file gives the same plan again. */
export class PlanExport extends Query<ExportedPlan> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly planId: string,
    readonly format: ExportFormat,
  ) {
    super();
  }
}

@Answers(PlanExport)
export class PlanExportHandler implements IQueryHandler<PlanExport> {
  constructor(
    private readonly plans: PlansAtWork,
    private readonly database: Database,
    private readonly queries: QueryBus,
  ) {}

  async execute({ actor, planId, format }: PlanExport): Promise<ExportedPlan> {
    const { plan, questions } = await this.plans.load(actor, planId);
    const named = plan.content.measures.flatMap((measure) => settled(measure, questions).assignments);
    const units = await this.database.query<{ id: string; name: string }>(UNIT_NAMES, [actor.jurisdictionId, [...new Set(named.flatMap(({ unitId }) => unitId ?? []))]]);
    const groups = await this.queries.execute(new GroupRules(actor, [...new Set(named.flatMap(({ groupId }) => groupId ?? []))]));
    const { title, issuer, number, issuedOn, seasonFrom, seasonTo, state, content } = plan;
    const season = seasonFrom && seasonTo ? { from: seasonFrom, to: seasonTo } : null;
    const file = fileOfPlan({ title, issuer, number, issuedOn, season, published: state !== 'draft', content }, questions, { units: new Map(units.map(({ id, name }) => [id, name])), groups });
    return { title, bytes: (format === 'xlsx' ? workbookOf : wordOf)(bookOf(file)) };
  }
}
