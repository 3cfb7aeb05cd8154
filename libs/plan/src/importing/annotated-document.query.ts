import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, type Actor } from '#platform';
import { DocumentRefused } from '../opening/document-refusals.js';
import { PlanDocuments, type PlanDocument } from './plan-documents.js';
import { annotatedInThread } from './read-in-thread.js';

/** 批注退回: an uploaded workbook with every fault and question at its cell, and a sheet that lists them. */
export class AnnotatedDocument extends Query<Pick<PlanDocument, 'name' | 'bytes'>> {
  constructor(
    readonly actor: Pick<Actor, 'jurisdictionId'>,
    readonly documentId: string,
  ) {
    super();
  }
}

/** A workbook is a ZIP; whatever else is one is refused when it is opened. */
const isZip = (bytes: Buffer): boolean => bytes.subarray(0, 2).toString('latin1') === 'PK';

@Answers(AnnotatedDocument)
export class AnnotatedDocumentHandler implements IQueryHandler<AnnotatedDocument> {
  constructor(private readonly documents: PlanDocuments) {}

  async execute({ actor, documentId }: AnnotatedDocument): Promise<Pick<PlanDocument, 'name' | 'bytes'>> {
    const { name, bytes } = await this.documents.find(actor, documentId);
    if (!isZip(bytes)) throw new DocumentRefused('plan.document-no-workbook');
    return { name: name.replace(/(\.[a-z]+)?$/i, '-批注.xlsx'), bytes: Buffer.from(await annotatedInThread({ name, bytes })) };
  }
}
