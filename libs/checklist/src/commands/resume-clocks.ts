import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Database, failpoint, Handles } from '#platform';

/** 恢复: every deadline moves by the time the clocks stood still, then they are looked at again. */
export class ResumeClocks extends Command<void> {
  constructor(
    readonly responseId: string,
    readonly stoodStillMs: number,
  ) {
    super();
  }
}

const MOVE_ITEMS = `
  UPDATE checklist_item item SET confirm_by = item.confirm_by + make_interval(secs => $2)
    FROM checklist_checklist list
   WHERE list.response_id = $1 AND item.checklist_id = list.id AND item.state IN ('open', 'returned')`;
const MOVE_LISTS = `
  UPDATE checklist_checklist SET acknowledge_by = acknowledge_by + make_interval(secs => $2), ring_at = clock_now(), version = version + 1
   WHERE response_id = $1 AND stood_down_at IS NULL AND excused_at IS NULL`;

@Handles(ResumeClocks)
export class ResumeClocksHandler implements ICommandHandler<ResumeClocks> {
  constructor(private readonly database: Database) {}

  async execute({ responseId, stoodStillMs }: ResumeClocks): Promise<void> {
    const values = [responseId, stoodStillMs / 1_000];
    await this.database.query(MOVE_LISTS, values);
    await failpoint('clocks.resumed');
    await this.database.query(MOVE_ITEMS, values);
  }
}
