import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Database, Handles } from '#platform';
import type { Arrival } from '../delivery.js';

/** Messages of these kinds repeat themselves round by round; whoever spoke of one round has said nothing of the next. */
export interface UpToRound {
  readonly kinds: readonly string[];
  readonly round: number;
}

/** The receiving side said how far messages about these subjects got. Earlier facts are implied; nothing is moved back. */
export class RecordArrival extends Command<number> {
  constructor(
    readonly unitId: string,
    readonly subjects: readonly string[],
    readonly arrival: Arrival,
    readonly upTo: UpToRound,
  ) {
    super();
  }
}

/**
 * A device that fetched it, or a person who opened it, speaks of the inbox alone. Whoever acknowledged has answered the notice itself:
 * by whatever way it was sent, it is answered, even where it could not be delivered. What has not left yet is then left behind.
 */
const RECORD = `
  UPDATE notification_delivery
     SET state           = CASE WHEN state = 'failed' THEN 'acknowledged' ELSE greatest(state, $3::notification_state) END,
         delivered_at    = CASE WHEN channel = 'in_app' THEN coalesce(delivered_at, clock_now()) ELSE delivered_at END,
         read_at         = CASE WHEN channel = 'in_app' AND $3 IN ('read', 'acknowledged') THEN coalesce(read_at, clock_now()) ELSE read_at END,
         acknowledged_at = CASE WHEN $3 = 'acknowledged' THEN coalesce(acknowledged_at, clock_now()) ELSE acknowledged_at END
   WHERE unit_id = $1 AND subject = ANY ($2::text[]) AND (channel = 'in_app' OR $3 = 'acknowledged')
     AND (state < $3::notification_state OR state = 'failed' AND $3 = 'acknowledged')
     AND (kind <> ALL ($4::text[]) OR round <= $5)
  RETURNING 1`;

@Handles(RecordArrival)
export class RecordArrivalHandler implements ICommandHandler<RecordArrival> {
  constructor(private readonly database: Database) {}

  async execute({ unitId, subjects, arrival, upTo }: RecordArrival): Promise<number> {
    if (subjects.length === 0) return 0;
    return (await this.database.query(RECORD, [unitId, subjects, arrival, upTo.kinds, upTo.round])).length;
  }
}
