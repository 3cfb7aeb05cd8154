import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Database, failpoint, Handles, sql, Store } from '#platform';
import { RESPONSE_LEVELS, type ResponseLevelChanged } from '#response';
import { blocksIssued } from './block.js';
import { refuseUnseen, type Issued } from './issue-checklists.js';

const REVISE = sql(import.meta.url, './revise.sql');
/** Answers that are being written now finish first; then the difference is computed from what stands. */
export const HOLD_ALL = 'SELECT count(*) FROM (SELECT id FROM checklist_checklist WHERE response_id = $1 ORDER BY id FOR UPDATE) held';

/** 调级: only the difference is changed, and only the units it touches get a new revision. */
export class ReviseChecklists extends Command<void> {
  constructor(readonly changed: ResponseLevelChanged) {
    super();
  }
}

@Handles(ReviseChecklists)
export class ReviseChecklistsHandler implements ICommandHandler<ReviseChecklists> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  async execute({ changed }: ReviseChecklists): Promise<void> {
    const { jurisdictionId, responseId, planVersionId, from, to, exercise, revision } = changed;
    const goesDown = RESPONSE_LEVELS.indexOf(to) < RESPONSE_LEVELS.indexOf(from);
    await this.store.whole(async () => {
      await this.database.query(HOLD_ALL, [responseId]);
      const [revised] = await this.database.query<Issued>(REVISE, [jurisdictionId, responseId, planVersionId, to, exercise, revision, goesDown]);
      await failpoint('level.revised');
      refuseUnseen(revised!, { planVersionId, from, to }, changed.previewHash);
      await this.store.append(...blocksIssued({ ...changed, responseId }, 'revised', revised!.blocks));
    });
  }
}
