import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Choice, Handles, Text, type Actor } from '#platform';
import { Drafts, type ImportedPlan } from '../drafts.js';
import { readSource, SOURCE_FORMATS, type SourceFormat } from '../reading-source.js';

export class NewPlanImport {
  @Text({ max: 200, about: 'Name of the file or document' })
  sourceName!: string;

  @Choice(SOURCE_FORMATS, { name: 'PlanSourceFormat', about: 'text: a document as plain text, its lines kept; qingkong.plan/1: a plan file in YAML' })
  format!: SourceFormat;

  @Text({ max: 2_000_000, about: 'The document or file itself' })
  text!: string;
}

/** Reads a text or plan file into a draft. A document of another kind is uploaded: `KeepDocument`, `ImportDocument`. */
export class ImportPlan extends Command<ImportedPlan> {
  constructor(
    readonly actor: Actor,
    readonly input: NewPlanImport,
  ) {
    super();
  }
}

@Handles(ImportPlan)
export class ImportPlanHandler implements ICommandHandler<ImportPlan> {
  constructor(private readonly drafts: Drafts) {}

  async execute({ actor, input }: ImportPlan): Promise<ImportedPlan> {
    const { sourceName, text } = input;
    return this.drafts.keep(actor, { sourceName, text, documentId: null }, readSource(input));
  }
}
