import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Database, type Actor } from '#platform';
import { countProgress } from './progress-count.js';
import type { Progress } from './progress-view.js';
import { SharedCount } from './shared-count.js';

/** 进度: how far a response has got, in all and by measure. */
export class ResponseProgress extends Query<Progress> {
  constructor(
    readonly actor: Actor,
    readonly responseId: string,
  ) {
    super();
  }
}

/** Up to so many checklists are counted for each reader anew: that costs less than one page of them. */
const FEW = 20_000;
const IS_LARGE = `SELECT count(*) = ${FEW} AS large FROM (SELECT 1 FROM checklist_checklist WHERE response_id = $2 AND jurisdiction_id = $1 LIMIT ${FEW}) list`;

@Answers(ResponseProgress)
export class ResponseProgressHandler implements IQueryHandler<ResponseProgress> {
  private readonly large = new Map<string, SharedCount<Progress>>();

  constructor(private readonly database: Database) {}

  async execute({ actor: { jurisdictionId }, responseId }: ResponseProgress): Promise<Progress> {
    const shared = this.large.get(`${jurisdictionId} ${responseId}`) ?? (await this.sharedIfLarge(jurisdictionId, responseId));
    return shared ? shared.latest() : countProgress(this.database, jurisdictionId, responseId);
  }

  private async sharedIfLarge(jurisdictionId: string, responseId: string): Promise<SharedCount<Progress> | null> {
    const [{ large }] = (await this.database.query<{ large: boolean }>(IS_LARGE, [jurisdictionId, responseId])) as [{ large: boolean }];
    if (!large) return null;
    const key = `${jurisdictionId} ${responseId}`;
    const shared = this.large.get(key) ?? new SharedCount(() => countProgress(this.database, jurisdictionId, responseId));
    this.large.set(key, shared);
    return shared;
  }
}
