import { CommandBus } from '@nestjs/cqrs';
import { Within, type Reaction } from '#platform';
import { ResponseLevelChanged } from '#response';
import { ReviseChecklists } from '../commands/revise-checklists.js';

@Within(ResponseLevelChanged)
export class WhenLevelChangedReviseChecklists implements Reaction<ResponseLevelChanged> {
  constructor(private readonly commands: CommandBus) {}

  async react(event: ResponseLevelChanged): Promise<void> {
    await this.commands.execute(new ReviseChecklists(event));
  }
}
