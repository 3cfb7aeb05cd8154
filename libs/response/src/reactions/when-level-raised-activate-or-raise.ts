import { v7 as uuid } from 'uuid';
import { Store, Within, type Reaction } from '#platform';
import { WarningLevelRaised } from '#warning';
import { activate, changeLevel, type Response } from '../response.js';
import { ResponseEntity } from '../response.entity.js';
import { Responses } from '../responses.js';

/** The first level activates the response with the plan then in force; a higher one changes it. */
@Within(WarningLevelRaised)
export class WhenLevelRaisedActivateOrRaise implements Reaction<WarningLevelRaised> {
  constructor(
    private readonly store: Store,
    private readonly responses: Responses,
  ) {}

  async react(event: WarningLevelRaised): Promise<void> {
    if (event.from === null) await this.activate(event);
    else await this.raise(event);
  }

  private activate(event: WarningLevelRaised): Promise<void> {
    const { jurisdictionId, warningId, number, exercise, speed, to } = event;
    return this.store.whole(async (at) => {
      await this.responses.refuseSecond(jurisdictionId, exercise);
      const planVersionId = await this.responses.planInForce(jurisdictionId);
      const level = await this.responses.levelFor(planVersionId, to);
      const times = { startsAt: later(at, event.responseStartAt), activatedAt: at, suspendedAt: null, liftedAt: null, closedAt: null };
      const what = { id: uuid(), jurisdictionId, warningId, number, planVersionId, warningLevel: to, level, exercise, speed };
      const response: Response = { ...what, ...times, revision: 1, state: 'active', revoked: false, version: 1 };
      await this.store.add(ResponseEntity, response, () => [...activate(response, event.previewHash).events]);
    });
  }

  private async raise({ warningId, to, previewHash }: WarningLevelRaised): Promise<void> {
    const id = await this.responses.idOfWarning(warningId);
    const { planVersionId } = (await this.store.find(ResponseEntity, { id }))!;
    const level = await this.responses.levelFor(planVersionId, to);
    await this.store.change(ResponseEntity, id, (response) => changeLevel(response, to, level, previewHash));
  }
}

const later = (at: Date, start: string | null): Date => (start && new Date(start) > at ? new Date(start) : at);
