import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Database, Handles, Refusal, type Actor } from '#platform';
import { Drafts, type ImportedPlan } from '../drafts.js';
import { PlanDocuments, type PlanDocument, type Progress } from './plan-documents.js';
import { readInThread } from './read-in-thread.js';
import type { ReadDocument } from './thread-messages.js';

/**
 * Reads an uploaded document into a draft. Answers with the plan that came of it, also when it is asked again; once that
 * import was undone it is read anew. Whoever stops waiting (`signal`) ends the reading, and nothing is kept.
 */
export class ImportDocument extends Command<ImportedPlan> {
  constructor(
    readonly actor: Actor,
    readonly documentId: string,
    readonly signal?: AbortSignal,
  ) {
    super();
  }
}

/** Progress is written so seldom that it costs nothing, and so often that a bar moves. */
const TELL_EVERY_MS = 250;
const EARLIER = `
  SELECT plan.id, jsonb_array_length(plan.content -> 'measures') AS measures,
         (SELECT count(*)::int FROM plan_question question WHERE question.plan_id = plan.id AND question.answer IS NULL) AS questions
    FROM plan_document document JOIN plan_plan plan ON plan.id = document.plan_id AND plan.state <> 'undone'
   WHERE document.id = $1 AND document.jurisdiction_id = $2`;
const LOCK = 'SELECT 1 FROM plan_document WHERE id = $1 FOR UPDATE';
const DONE = `UPDATE plan_document SET step = 'imported', refusal = NULL, plan_id = $2 WHERE id = $1`;

@Handles(ImportDocument)
export class ImportDocumentHandler implements ICommandHandler<ImportDocument> {
  constructor(
    private readonly documents: PlanDocuments,
    private readonly drafts: Drafts,
    private readonly database: Database,
  ) {}

  async execute({ actor, documentId, signal }: ImportDocument): Promise<ImportedPlan> {
    const earlier = await this.earlier(actor, documentId);
    if (earlier) return earlier;
    const document = await this.documents.find(actor, documentId);
    try {
      return await this.keep(actor, document, await this.read(document, signal));
    } catch (problem) {
      if (problem instanceof Refusal) await this.documents.refuse(documentId, { code: problem.code, detail: problem.message, faults: problem.faults });
      throw problem;
    }
  }

  private async read({ id, name, bytes }: PlanDocument, signal?: AbortSignal): Promise<ReadDocument> {
    let shown = Promise.resolve();
    let next = 0;
    const told = (progress: Progress): void => {
      if (performance.now() < next) return;
      next = performance.now() + TELL_EVERY_MS;
      // A bar that stands still is no reason to fail.
      shown = shown.then(() => this.documents.show(id, progress)).catch(() => undefined);
    };
    told({ step: 'opening', done: 0, total: 0 });
    const read = await readInThread({ name, bytes }, { told, signal });
    await shown;
    await this.documents.show(id, { step: 'keeping', done: 0, total: 0 });
    return read;
  }

  /** Two at once: the second waits for the first and receives its plan. */
  private keep(actor: Actor, { id, name }: PlanDocument, { text, read }: ReadDocument): Promise<ImportedPlan> {
    return this.database.transaction(async () => {
      await this.database.query(LOCK, [id]);
      const earlier = await this.earlier(actor, id);
      if (earlier) return earlier;
      const plan = await this.drafts.keep(actor, { sourceName: name, text, documentId: id }, read);
      await this.database.query(DONE, [id, plan.id]);
      return plan;
    });
  }

  private async earlier({ jurisdictionId }: Actor, documentId: string): Promise<ImportedPlan | null> {
    const [plan] = await this.database.query<ImportedPlan>(EARLIER, [documentId, jurisdictionId]);
    return plan ?? null;
  }
}
