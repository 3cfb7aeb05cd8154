import { CommandBus } from '@nestjs/cqrs';
import { Within, type Reaction } from '#platform';
import { ResponseResumed } from '#response';
import { ResumeClocks } from '../commands/resume-clocks.js';

@Within(ResponseResumed)
export class WhenResponseResumedResumeClocks implements Reaction<ResponseResumed> {
  constructor(private readonly commands: CommandBus) {}

  async react({ responseId, stoodStillMs }: ResponseResumed): Promise<void> {
    await this.commands.execute(new ResumeClocks(responseId, stoodStillMs));
  }
}
