import { CommandBus } from '@nestjs/cqrs';
import { Within, type Reaction } from '#platform';
import { ResponseLifted } from '#response';
import { LiftChecklists } from '../commands/lift-checklists.js';

@Within(ResponseLifted)
export class WhenResponseLiftedStartStandDown implements Reaction<ResponseLifted> {
  constructor(private readonly commands: CommandBus) {}

  async react(event: ResponseLifted): Promise<void> {
    await this.commands.execute(new LiftChecklists(event));
  }
}
