import { CommandBus } from '@nestjs/cqrs';
import { Within, type Reaction } from '#platform';
import { ResponseSuspended } from '#response';
import { PauseClocks } from '../commands/pause-clocks.js';

@Within(ResponseSuspended)
export class WhenResponseSuspendedPauseClocks implements Reaction<ResponseSuspended> {
  constructor(private readonly commands: CommandBus) {}

  async react({ responseId }: ResponseSuspended): Promise<void> {
    await this.commands.execute(new PauseClocks(responseId));
  }
}
