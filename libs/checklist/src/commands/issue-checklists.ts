import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Database, failpoint, Handles, sql, Store } from '#platform';
import type { ResponseActivated } from '#response';
import { NobodyToOrder, RosterChanged } from '../checklist.refusals.js';
import { previewHash } from '../preview-hash.js';
import { blocksIssued, type Block } from './block.js';

const FREEZE = sql(import.meta.url, './freeze.sql');
const ISSUE = sql(import.meta.url, './issue.sql');

/** What issuing and revising report back: how much, and the marks of the roster that was really inserted. */
export interface Issued {
  readonly checklists: number;
  readonly rows: number;
  readonly mark: string;
  readonly blocks: Block[];
}

/** 下发清单: freezes the plan into the response and inserts every obligation, all by sets, inside the signer's transaction. */
export class IssueChecklists extends Command<void> {
  constructor(readonly activated: ResponseActivated) {
    super();
  }
}

@Handles(IssueChecklists)
export class IssueChecklistsHandler implements ICommandHandler<IssueChecklists> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  async execute({ activated }: IssueChecklists): Promise<void> {
    const { jurisdictionId, responseId, planVersionId, level, exercise, speed, startsAt } = activated;
    await this.store.whole(async () => {
      await this.database.query(FREEZE, [responseId, planVersionId, jurisdictionId, speed]);
      await failpoint('raise.frozen');
      const [issued] = await this.database.bySets<Issued>(ISSUE, [jurisdictionId, responseId, planVersionId, level, exercise, startsAt]);
      await failpoint('raise.inserted');
      refuseUnseen(issued!, { planVersionId, from: null, to: level }, activated.previewHash);
      await this.store.append(...blocksIssued({ ...activated, responseId }, 'issued', issued!.blocks));
    });
  }
}

/** What was inserted must be what was signed. */
export function refuseUnseen(issued: Issued, levels: { planVersionId: string; from: string | null; to: string }, signed: string): void {
  const inserted = previewHash({ ...levels, rows: issued.rows, mark: issued.mark });
  if (issued.rows === 0) throw new NobodyToOrder(levels.to);
  if (inserted !== signed) throw new RosterChanged(inserted);
}
