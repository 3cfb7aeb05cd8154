import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Database, type Actor } from '#platform';
import { countProgress } from './progress-count.js';
import type { Progress } from './progress-view.js';
import { SharedByResponse } from './shared-by-response.js';

/** 进度: how far a response has got, in all and by measure. */
export class ResponseProgress extends Query<Progress> {
  constructor(
    readonly actor: Actor,
    readonly responseId: string,
  ) {
    super();
  }
}

@Answers(ResponseProgress)
export class ResponseProgressHandler implements IQueryHandler<ResponseProgress> {
  private readonly shared: SharedByResponse<Progress>;

  constructor(private readonly database: Database) {
    this.shared = new SharedByResponse(database);
  }

  execute({ actor: { jurisdictionId }, responseId }: ResponseProgress): Promise<Progress> {
    return this.shared.of(jurisdictionId, responseId, () => countProgress(this.database, jurisdictionId, responseId));
  }
}
