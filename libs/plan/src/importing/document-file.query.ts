import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, type Actor } from '#platform';
import { PlanDocuments, type PlanDocument } from './plan-documents.js';

/** An uploaded document as it came. */
export class DocumentFile extends Query<PlanDocument> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly documentId: string,
  ) {
    super();
  }
}

@Answers(DocumentFile)
export class DocumentFileHandler implements IQueryHandler<DocumentFile> {
  constructor(private readonly documents: PlanDocuments) {}

  execute({ actor, documentId }: DocumentFile): Promise<PlanDocument> {
    return this.documents.find(actor, documentId);
  }
}
