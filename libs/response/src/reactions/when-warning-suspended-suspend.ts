import { Store, Within, type Reaction } from '#platform';
import { WarningSuspended } from '#warning';
import { suspend } from '../response.js';
import { ResponseEntity } from '../response.entity.js';
import { Responses } from '../responses.js';

@Within(WarningSuspended)
export class WhenWarningSuspendedSuspend implements Reaction<WarningSuspended> {
  constructor(
    private readonly store: Store,
    private readonly responses: Responses,
  ) {}

  async react({ warningId }: WarningSuspended): Promise<void> {
    await this.store.change(ResponseEntity, await this.responses.idOfWarning(warningId), (response, at) => suspend(response, at));
  }
}
