import { Store, Within, type Reaction } from '#platform';
import { WarningLevelLowered } from '#warning';
import { changeLevel } from '../response.js';
import { ResponseEntity } from '../response.entity.js';
import { Responses } from '../responses.js';

@Within(WarningLevelLowered)
export class WhenLevelLoweredLower implements Reaction<WarningLevelLowered> {
  constructor(
    private readonly store: Store,
    private readonly responses: Responses,
  ) {}

  async react({ warningId, to, previewHash }: WarningLevelLowered): Promise<void> {
    const id = await this.responses.idOfWarning(warningId);
    const { planVersionId } = (await this.store.find(ResponseEntity, { id }))!;
    const level = await this.responses.levelFor(planVersionId, to);
    await this.store.change(ResponseEntity, id, (response) => changeLevel(response, to, level, previewHash));
  }
}
