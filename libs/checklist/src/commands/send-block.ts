import { Command, CommandBus, type ICommandHandler } from '@nestjs/cqrs';
import { PlaceInInbox, type Arrival } from '#notification';
import { Database, failpoint, Handles, sql, Store } from '#platform';
import { ChecklistBlockSent, type ChecklistBlockIssued } from '../checklist.events.js';

const SEND = sql(import.meta.url, './send-block.sql');

/** 送达: places one block of checklists in the units' inboxes. Sending it again places nothing. Answers with those that it sent. */
export class SendBlock extends Command<readonly string[]> {
  constructor(readonly block: ChecklistBlockIssued) {
    super();
  }
}

@Handles(SendBlock)
export class SendBlockHandler implements ICommandHandler<SendBlock> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
    private readonly commands: CommandBus,
  ) {}

  async execute({ block }: SendBlock): Promise<readonly string[]> {
    const { jurisdictionId, responseId, exercise, revision, kind, fromId, toId } = block;
    return this.store.whole(async () => {
      const sent = await this.database.query<{ id: string; unitId: string; arrived: Arrival | null }>(SEND, [responseId, revision, fromId, toId]);
      await failpoint('block.marked');
      if (sent.length === 0) return [];
      const recipients = sent.map(({ id, unitId, arrived }) => ({ unitId, personId: '0', subject: `checklist/${id}`, round: revision, arrived }));
      const placed = await this.commands.execute(new PlaceInInbox({ jurisdictionId, thread: responseId, kind: `checklist.${kind}`, exercise, recipients }));
      await failpoint('block.placed');
      await this.store.append(new ChecklistBlockSent(jurisdictionId, responseId, revision, kind, fromId, toId, placed));
      return sent.map((list) => list.id);
    });
  }
}
