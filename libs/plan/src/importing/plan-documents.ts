import { Injectable } from '@nestjs/common';
import { Database, RecordNotFound, type Actor, type FieldFault } from '#platform';

/** Where the import of a document stands. `refused` may be tried again; `imported` has a plan. */
export const IMPORT_STEPS = ['kept', 'opening', 'reading', 'keeping', 'imported', 'refused'] as const;
export type ImportStep = (typeof IMPORT_STEPS)[number];

/** How far a step is: so many of so many pages or rows; 0 of 0 where that is not known. */
export interface Progress {
  readonly step: ImportStep;
  readonly done: number;
  readonly total: number;
}

/** Why a document became no plan, in the words of a problem document. */
export interface ImportRefusal {
  readonly code: string;
  readonly detail: string;
  readonly faults: readonly FieldFault[];
}

export interface PlanDocument {
  readonly id: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly planId: string | null;
}

const FIND = 'SELECT id, name, bytes, plan_id AS "planId" FROM plan_document WHERE id = $1 AND jurisdiction_id = $2';
/** Two may read one document; whoever comes second does not speak over the plan of the first. */
const HAS_NO_PLAN = `NOT EXISTS (SELECT 1 FROM plan_plan plan WHERE plan.id = plan_document.plan_id AND plan.state <> 'undone')`;
const SHOW = `UPDATE plan_document SET step = $2, done = $3, total = $4, refusal = NULL WHERE id = $1 AND ${HAS_NO_PLAN}`;
const REFUSE = `UPDATE plan_document SET step = 'refused', refusal = $2 WHERE id = $1 AND ${HAS_NO_PLAN}`;

/** 上传的文件: the file as somebody uploaded it, unchanged, and how far its import is. */
@Injectable()
export class PlanDocuments {
  constructor(private readonly database: Database) {}

  async find(actor: Pick<Actor, 'jurisdictionId'>, id: string): Promise<PlanDocument> {
    const [document] = await this.database.query<PlanDocument>(FIND, [id, actor.jurisdictionId]);
    if (!document) throw new RecordNotFound('plan document', id);
    return document;
  }

  /** Seen at once by whoever asks: it commits by itself, outside of the import. */
  async show(id: string, { step, done, total }: Progress): Promise<void> {
    await this.database.query(SHOW, [id, step, done, total]);
  }

  async refuse(id: string, refusal: ImportRefusal): Promise<void> {
    await this.database.query(REFUSE, [id, JSON.stringify(refusal)]);
  }
}
