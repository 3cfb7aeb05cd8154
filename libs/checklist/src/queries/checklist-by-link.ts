import { Query, QueryBus, type IQueryHandler } from '@nestjs/cqrs';
import { LinkedDelivery, LinkUse, type LinkedMessage } from '#notification';
import { Answers, Choice, Count, Database, Flag, Id, Instant, Text } from '#platform';
import { RESPONSE_LEVELS, RESPONSE_STATES, type ResponseLevel, type ResponseState } from '#response';
import { WARNING_LEVELS, type WarningLevel } from '#warning';
import { NothingToAcknowledge } from '../checklist.refusals.js';

/** What stands behind a one-time link: enough to know what one signs for, and nothing that one could not be shown without signing in. */
export class LinkView {
  @Id() checklistId!: string;
  @Text() unitName!: string;
  @Text({ nullable: true, about: 'The person the link was sent to; null: the unit itself' }) personName!: string | null;
  @Text({ about: 'Number of the response' }) number!: string;
  @Choice(WARNING_LEVELS, { name: 'WarningLevel' }) warningLevel!: WarningLevel;
  @Choice(RESPONSE_LEVELS, { name: 'ResponseLevel' }) level!: ResponseLevel;
  @Choice(RESPONSE_STATES, { name: 'ResponseState' }) responseState!: ResponseState;
  @Flag() exercise!: boolean;
  @Count({ about: 'The revision it was sent for' }) revision!: number;
  @Count({ about: 'The revision in force; greater when a newer order was sent since' }) currentRevision!: number;
  @Count() measures!: number;
  @Count({ about: 'Lines this unit has to answer' }) lines!: number;
  @Instant({ nullable: true }) acknowledgeBy!: Date | null;
  @Instant({ nullable: true, about: 'By whomever' }) acknowledgedAt!: Date | null;
  @Instant({ nullable: true, about: 'When this very link was used' }) usedAt!: Date | null;
  @Instant() validUntil!: Date;
}

/** Nobody is signed in: the link itself says which unit may look, and at what. */
export class ChecklistByLink extends Query<LinkView> {
  constructor(
    readonly token: string,
    readonly clientKey: string | null = null,
  ) {
    super();
  }
}

const SQL = `
  SELECT list.id AS "checklistId", unit.name AS "unitName", response.number, response.warning_level AS "warningLevel", response.level,
         response.state AS "responseState", list.exercise, list.revision AS "currentRevision", items.measures, list.items_total AS lines,
         list.acknowledge_by AS "acknowledgeBy", list.acknowledged_at AS "acknowledgedAt"
    FROM checklist_checklist list
    JOIN response_face_responses($1) response ON response.response_id = list.response_id
    JOIN directory_face_units($1) unit ON unit.unit_id = list.unit_id
    CROSS JOIN LATERAL (
      SELECT count(DISTINCT line.measure_no)::int AS measures
        FROM checklist_item item JOIN checklist_line line ON line.response_id = list.response_id AND line.line_id = item.line_id
       WHERE item.checklist_id = list.id AND item.state <> 'withdrawn') items
   WHERE list.jurisdiction_id = $1 AND list.id = $2 AND list.unit_id = $3`;

@Answers(ChecklistByLink)
export class ChecklistByLinkHandler implements IQueryHandler<ChecklistByLink> {
  constructor(
    private readonly queries: QueryBus,
    private readonly database: Database,
    private readonly uses: LinkUse,
  ) {}

  async execute({ token, clientKey }: ChecklistByLink): Promise<LinkView> {
    const message = await this.queries.execute(new LinkedDelivery(token, clientKey));
    const [list] = await this.database.query<LinkView>(SQL, [message.jurisdictionId, checklistOf(message), message.unitId]);
    if (!list) throw new NothingToAcknowledge();
    const use = await this.uses.of(message);
    const { personName, round: revision, validUntil } = message;
    return { ...list, personName, revision, usedAt: use?.at ?? null, validUntil };
  }
}

/** Kinds of message that ask to be acknowledged. */
const ORDERS: readonly string[] = ['checklist.issued', 'checklist.revised'];

/** The checklist that a message orders to acknowledge; a link that came with anything else opens nothing. */
export function checklistOf({ kind, subject }: LinkedMessage): string {
  const id = /^checklist\/(\d+)$/.exec(subject)?.[1];
  if (!id || !ORDERS.includes(kind)) throw new NothingToAcknowledge();
  return id;
}
