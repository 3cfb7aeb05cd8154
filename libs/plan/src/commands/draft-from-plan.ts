import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { stringify } from 'yaml';
import { Handles, type Actor } from '#platform';
import { Drafts, type ImportedPlan } from '../drafts.js';
import { PLAN_FILE_FORMAT } from '../file/plan-file.js';
import { PlanFiles } from '../plan-files.js';
import { readSource } from '../reading-source.js';

/** 另起修订稿: what a plan says now as a new draft, to be edited, compared with it and published. The plan itself stays as it is. */
export class DraftFromPlan extends Command<ImportedPlan> {
  constructor(
    readonly actor: Actor,
    readonly planId: string,
  ) {
    super();
  }
}

const LONGEST_TITLE = 180;

@Handles(DraftFromPlan)
export class DraftFromPlanHandler implements ICommandHandler<DraftFromPlan> {
  constructor(
    private readonly files: PlanFiles,
    private readonly drafts: Drafts,
  ) {}

  async execute({ actor, planId }: DraftFromPlan): Promise<ImportedPlan> {
    const { plan, file } = await this.files.of(actor, planId);
    const text = stringify(file, { aliasDuplicateObjects: false });
    const sourceName = `${[...plan.title].slice(0, LONGEST_TITLE).join('')}（修订稿）.yaml`;
    const read = readSource({ sourceName, text, format: PLAN_FILE_FORMAT });
    return this.drafts.keep(actor, { sourceName, text, documentId: null }, { ...read, content: { ...read.content, parent: plan.content.parent } });
  }
}
