import { CommandBus } from '@nestjs/cqrs';
import { After, type Reaction } from '#platform';
import { ChecklistBlockIssued } from '../checklist.events.js';
import { SendBlock } from '../commands/send-block.js';

/** Each block is a batch of its own, so that blocks go out side by side. May run twice: what was sent is not sent again. */
@After(ChecklistBlockIssued, 'checklist.send-block', { batch: 1 })
export class WhenBlockIssuedSendIt implements Reaction<ChecklistBlockIssued> {
  constructor(private readonly commands: CommandBus) {}

  async react(event: ChecklistBlockIssued): Promise<void> {
    await this.commands.execute(new SendBlock(event));
  }
}
