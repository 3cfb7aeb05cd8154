import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Database, Handles } from '#platform';

/** 暂停: no clock of this response rings until it is resumed. */
export class PauseClocks extends Command<void> {
  constructor(readonly responseId: string) {
    super();
  }
}

const PAUSE = `UPDATE checklist_checklist SET ring_at = NULL, version = version + 1 WHERE response_id = $1 AND ring_at IS NOT NULL`;

@Handles(PauseClocks)
export class PauseClocksHandler implements ICommandHandler<PauseClocks> {
  constructor(private readonly database: Database) {}

  async execute({ responseId }: PauseClocks): Promise<void> {
    await this.database.query(PAUSE, [responseId]);
  }
}
