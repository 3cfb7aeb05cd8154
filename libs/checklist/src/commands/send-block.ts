import { Command, CommandBus, type ICommandHandler } from '@nestjs/cqrs';
import { PlaceInInbox, type Arrival } from '#notification';
import { Database, failpoint, Handles, sql, Store } from '#platform';
import { ChecklistBlockSent, type ChecklistBlockIssued } from '../checklist.events.js';

const SEND = sql(import.meta.url, './send-block.sql');
/** What a reader outside the product should know before he signs in. */
const TOLD = `SELECT warning_level AS warning, level FROM response_face_responses($1) WHERE response_id = $2`;

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
      const [told] = await this.database.query<{ warning: string; level: string }>(TOLD, [jurisdictionId, responseId]);
      const placement = { jurisdictionId, thread: responseId, kind: `checklist.${kind}`, exercise, recipients, told };
      const placed = await this.commands.execute(new PlaceInInbox(placement));
      await failpoint('block.placed');
      await this.store.append(new ChecklistBlockSent(jurisdictionId, responseId, revision, kind, fromId, toId, placed));
      return sent.map((list) => list.id);
    });
  }
}
