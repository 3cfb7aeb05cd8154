import { CommandBus } from '@nestjs/cqrs';
import { CloseResponse, ResponseLifted } from '#response';
import { After, Database, failpoint, type Reaction } from '#platform';
import { ChecklistExcused, ChecklistStoodDown } from '../checklist.events.js';

const WAITING = 'SELECT 1 FROM checklist_checklist WHERE response_id = $1 AND stood_down_at IS NULL AND excused_at IS NULL LIMIT 1';

/** The last stand-down closes the response. Asked after each one, because the last to commit does not know that it is the last. */
@After(ChecklistStoodDown, 'checklist.close-after-stand-down')
export class WhenUnitStoodDownCloseResponse implements Reaction<ChecklistStoodDown> {
  constructor(
    private readonly commands: CommandBus,
    private readonly database: Database,
  ) {}

  async react({ responseId }: ChecklistStoodDown): Promise<void> {
    const waiting = await this.database.query(WAITING, [responseId]);
    if (waiting.length === 0) await failpoint('close.decided');
    if (waiting.length === 0) await this.commands.execute(new CloseResponse(responseId));
  }
}

@After(ChecklistExcused, 'checklist.close-after-excuse')
export class WhenUnitExcusedCloseResponse implements Reaction<ChecklistExcused> {
  constructor(
    private readonly commands: CommandBus,
    private readonly database: Database,
  ) {}

  async react({ responseId }: ChecklistExcused): Promise<void> {
    const waiting = await this.database.query(WAITING, [responseId]);
    if (waiting.length === 0) await this.commands.execute(new CloseResponse(responseId));
  }
}

/** All had been excused before the lifting: then nobody is left to stand down. */
@After(ResponseLifted, 'checklist.close-after-lifting')
export class WhenResponseLiftedCloseIfNobodyIsLeft implements Reaction<ResponseLifted> {
  constructor(
    private readonly commands: CommandBus,
    private readonly database: Database,
  ) {}

  async react({ responseId }: ResponseLifted): Promise<void> {
    const waiting = await this.database.query(WAITING, [responseId]);
    if (waiting.length === 0) await this.commands.execute(new CloseResponse(responseId));
  }
}
