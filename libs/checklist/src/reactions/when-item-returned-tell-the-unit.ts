import { CommandBus } from '@nestjs/cqrs';
import { PlaceInInbox } from '#notification';
import { After, Database, type Reaction } from '#platform';
import { ItemReviewed } from '../checklist.events.js';

const EXERCISE = 'SELECT exercise FROM checklist_checklist WHERE id = $1';

/** 退回: the sender's unit is told; the round is the answer that came back, so the same return is told once. */
@After(ItemReviewed, 'checklist.tell-returned')
export class WhenItemReturnedTellTheUnit implements Reaction<ItemReviewed> {
  constructor(
    private readonly commands: CommandBus,
    private readonly database: Database,
  ) {}

  async react({ verdict, jurisdictionId, responseId, checklistId, unitId, line, answerId, subject }: ItemReviewed): Promise<void> {
    if (verdict !== 'returned') return;
    const [list] = await this.database.query<{ exercise: boolean }>(EXERCISE, [checklistId]);
    const recipients = [{ unitId, personId: '0', subject: `${subject}/${line}`, round: Number(answerId) % 2_147_483_647, facts: { line } }];
    await this.commands.execute(new PlaceInInbox({ jurisdictionId, thread: responseId, kind: 'checklist.returned', exercise: list!.exercise, recipients }));
  }
}
