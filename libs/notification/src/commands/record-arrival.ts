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

const RECORD = `
  UPDATE notification_delivery
     SET state           = greatest(state, $3::notification_state),
         delivered_at    = coalesce(delivered_at, clock_now()),
         read_at         = CASE WHEN $3 IN ('read', 'acknowledged') THEN coalesce(read_at, clock_now()) ELSE read_at END,
         acknowledged_at = CASE WHEN $3 = 'acknowledged' THEN coalesce(acknowledged_at, clock_now()) ELSE acknowledged_at END
   WHERE unit_id = $1 AND subject = ANY ($2::text[]) AND state < $3::notification_state
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
