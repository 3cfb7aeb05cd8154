import { CommandBus } from '@nestjs/cqrs';
import { Within, type Reaction } from '#platform';
import { ResponseActivated } from '#response';
import { IssueChecklists } from '../commands/issue-checklists.js';

@Within(ResponseActivated)
export class WhenResponseActivatedIssueChecklists implements Reaction<ResponseActivated> {
  constructor(private readonly commands: CommandBus) {}

  async react(event: ResponseActivated): Promise<void> {
    await this.commands.execute(new IssueChecklists(event));
  }
}
