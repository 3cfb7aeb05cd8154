import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, type Actor } from '#platform';
import { bookOf, wordOf, workbookOf } from '../book/index.js';
import { PlanFiles } from '../plan-files.js';

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
  constructor(private readonly files: PlanFiles) {}

  async execute({ actor, planId, format }: PlanExport): Promise<ExportedPlan> {
    const { plan, file } = await this.files.of(actor, planId);
    return { title: plan.title, bytes: (format === 'xlsx' ? workbookOf : wordOf)(bookOf(file)) };
  }
}
