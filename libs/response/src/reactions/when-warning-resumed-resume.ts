import { Store, Within, type Reaction } from '#platform';
import { WarningResumed } from '#warning';
import { resume } from '../response.js';
import { ResponseEntity } from '../response.entity.js';
import { Responses } from '../responses.js';

@Within(WarningResumed)
export class WhenWarningResumedResume implements Reaction<WarningResumed> {
  constructor(
    private readonly store: Store,
    private readonly responses: Responses,
  ) {}

  async react({ warningId }: WarningResumed): Promise<void> {
    await this.store.change(ResponseEntity, await this.responses.idOfWarning(warningId), (response, at) => resume(response, at));
  }
}
