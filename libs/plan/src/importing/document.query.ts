import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Count, Database, Id, Instant, Part, Parts, RecordNotFound, Text, type Actor } from '#platform';
import { IMPORT_STEPS, type ImportStep } from './plan-documents.js';

export class ImportFaultView {
  @Text() field!: string;
  @Text() code!: string;
  @Text() message!: string;
}

export class ImportRefusalView {
  @Text({ about: 'Stable code, as in the problem document' }) code!: string;
  @Text() detail!: string;
  @Parts(() => ImportFaultView) faults!: ImportFaultView[];
}

export class PlanDocumentView {
  @Id() id!: string;
  @Text() name!: string;
  @Count({ about: 'Bytes' }) size!: number;
  @Text({ about: 'SHA-256 of the file, hexadecimal' }) sha256!: string;
  @Instant() keptAt!: Date;
  @Choice(IMPORT_STEPS, { name: 'PlanImportStep' }) step!: ImportStep;
  @Count({ about: 'Pages, rows or parts of the step that are done' }) done!: number;
  @Count({ about: '0 where it is not known' }) total!: number;
  @Part(() => ImportRefusalView, { nullable: true, about: 'Why it became no plan' }) refusal!: ImportRefusalView | null;
  @Id({ nullable: true }) planId!: string | null;
}

/** How far the import of an uploaded document is. */
export class DocumentDetail extends Query<PlanDocumentView> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly documentId: string,
  ) {
    super();
  }
}

const SQL = `
  SELECT id, name, size, sha256, kept_at AS "keptAt", step, done, total, refusal, plan_id AS "planId"
    FROM plan_document WHERE id = $1 AND jurisdiction_id = $2`;

@Answers(DocumentDetail)
export class DocumentDetailHandler implements IQueryHandler<DocumentDetail> {
  constructor(private readonly database: Database) {}

  async execute({ actor, documentId }: DocumentDetail): Promise<PlanDocumentView> {
    const [document] = await this.database.query<PlanDocumentView>(SQL, [documentId, actor.jurisdictionId]);
    if (!document) throw new RecordNotFound('plan document', documentId);
    return document;
  }
}
