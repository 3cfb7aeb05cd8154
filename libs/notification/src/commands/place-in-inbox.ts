import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { currentAct, Database, failpoint, Handles, sql } from '#platform';
import { ChannelRegistry, type Route } from '../channels/channel-registry.js';
import type { Recipient } from '../delivery.js';

export interface Placement {
  readonly jurisdictionId: string;
  /** The response it belongs to. */
  readonly thread: string | null;
  /** What kind of message, a literal such as `checklist.issued`. */
  readonly kind: string;
  readonly exercise: boolean;
  readonly recipients: readonly Recipient[];
  /** The same for all, for those who read it outside the product. */
  readonly told?: Readonly<Record<string, unknown>>;
}

/**
 * Places one message in many inboxes by one statement, and queues it for every way out that is open to its addressees.
 * Placing it again changes nothing. Returns how many inboxes were new.
 */
export class PlaceInInbox extends Command<number> {
  constructor(readonly placement: Placement) {
    super();
  }
}

const PLACE = `
  INSERT INTO notification_delivery (jurisdiction_id, thread, kind, exercise, cause_id, channel, state, sent_at, delivered_at, read_at, acknowledged_at,
                                     unit_id, person_id, subject, round, facts)
  SELECT $1, $2, $3, $4, $5, 'in_app', coalesce(r.arrived, 'sent'), clock_now(), CASE WHEN r.arrived >= 'delivered' THEN clock_now() END,
         CASE WHEN r.arrived >= 'read' THEN clock_now() END, CASE WHEN r.arrived = 'acknowledged' THEN clock_now() END,
         r.unit, r.person, r.subject, r.round, r.facts::jsonb
    FROM unnest($6::bigint[], $7::bigint[], $8::text[], $9::int[], $10::text[], $11::notification_state[]) AS r(unit, person, subject, round, facts, arrived)
  ON CONFLICT ON CONSTRAINT notification_delivery_once DO NOTHING
  RETURNING 1`;
const PLACE_OUTSIDE = sql(import.meta.url, './place-outside.sql');

@Handles(PlaceInInbox)
export class PlaceInInboxHandler implements ICommandHandler<PlaceInInbox> {
  constructor(
    private readonly database: Database,
    private readonly channels: ChannelRegistry,
  ) {}

  async execute({ placement }: PlaceInInbox): Promise<number> {
    const { kind, exercise, recipients } = placement;
    if (recipients.length === 0) return 0;
    const routes = this.channels.routes(kind, exercise);
    if (routes.length > 0) return this.outside(placement, routes);
    return (await this.database.query(PLACE, columnsOf(placement))).length;
  }

  private async outside(placement: Placement, routes: readonly Route[]): Promise<number> {
    const values = [...columnsOf(placement), routes.map((route) => route.contact), routes.map((route) => route.channel), routes.map((route) => route.gateway)];
    const [counted] = await this.database.query<{ placed: number; outside: number }>(PLACE_OUTSIDE, [...values, JSON.stringify(placement.told ?? {})]);
    if (counted!.outside > 0) await failpoint('channel.placed');
    return counted!.placed;
  }
}

function columnsOf({ jurisdictionId, thread, kind, exercise, recipients }: Placement): unknown[] {
  const column = <T>(pick: (recipient: Recipient) => T): T[] => recipients.map(pick);
  return [
    jurisdictionId,
    thread,
    kind,
    exercise,
    currentAct().causeId,
    column((r) => r.unitId),
    column((r) => r.personId),
    column((r) => r.subject),
    column((r) => r.round),
    column((r) => (r.facts ? JSON.stringify(r.facts) : null)),
    column((r) => r.arrived ?? null),
  ];
}
