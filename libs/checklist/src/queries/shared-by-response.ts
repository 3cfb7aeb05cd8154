import type { Database } from '#platform';
import { SharedCount } from './shared-count.js';

/** Up to so many checklists are counted for each reader anew: that costs less than one page of them. */
const FEW = 20_000;
const IS_LARGE = `SELECT count(*) = ${FEW} AS large FROM (SELECT 1 FROM checklist_checklist WHERE response_id = $2 AND jurisdiction_id = $1 LIMIT ${FEW}) list`;

/** Counts of a response: of a small one for each reader anew, of a large one once for all who look. */
export class SharedByResponse<T> {
  private readonly large = new Map<string, SharedCount<T>>();

  constructor(private readonly database: Database) {}

  /** `phase`: a count that would be made otherwise now is another one. */
  async of(jurisdictionId: string, responseId: string, count: () => Promise<T>, phase = ''): Promise<T> {
    const key = `${jurisdictionId} ${responseId} ${phase}`;
    const shared = this.large.get(key) ?? (await this.sharedIfLarge(key, [jurisdictionId, responseId], count));
    return shared ? shared.latest() : count();
  }

  private async sharedIfLarge(key: string, whose: readonly string[], count: () => Promise<T>): Promise<SharedCount<T> | null> {
    const [{ large }] = (await this.database.query<{ large: boolean }>(IS_LARGE, [...whose])) as [{ large: boolean }];
    if (!large) return null;
    const shared = this.large.get(key) ?? new SharedCount(count);
    this.large.set(key, shared);
    return shared;
  }
}
