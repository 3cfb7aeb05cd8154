import { Store, Within, type Reaction } from '#platform';
import { WarningLifted } from '#warning';
import { lift } from '../response.js';
import { ResponseEntity } from '../response.entity.js';
import { Responses } from '../responses.js';

@Within(WarningLifted)
export class WhenWarningLiftedLift implements Reaction<WarningLifted> {
  constructor(
    private readonly store: Store,
    private readonly responses: Responses,
  ) {}

  async react({ warningId, revoked }: WarningLifted): Promise<void> {
    await this.store.change(ResponseEntity, await this.responses.idOfWarning(warningId), (response, at) => lift(response, revoked, at));
  }
}
