import { RESPONSE_LEVELS, RESPONSE_STATES, type ResponseLevel, type ResponseState } from '#response';
import { WARNING_LEVELS, type WarningLevel } from '#warning';
import { Choice, ChoiceList, Count, Decimal, Flag, Id, IdList, Instant, Parts, Text, TextList } from '#platform';
import { ANSWERS, EVIDENCE_KINDS, ITEM_ROLES, ITEM_STATES, VERDICTS, type Answer, type EvidenceKind, type ItemRole, type ItemState, type Verdict } from '../item.js';

/** A checklist in a list: how far it got, and what is due next. */
export class ChecklistRow {
  @Id() id!: string;
  @Id() responseId!: string;
  @Text() number!: string;
  @Choice(WARNING_LEVELS, { name: 'WarningLevel' }) warningLevel!: WarningLevel;
  @Choice(RESPONSE_LEVELS, { name: 'ResponseLevel' }) level!: ResponseLevel;
  @Choice(RESPONSE_STATES, { name: 'ResponseState' }) responseState!: ResponseState;
  @Flag() exercise!: boolean;
  @Id() unitId!: string;
  @Text() unitName!: string;
  @Count() revision!: number;
  @Count({ about: 'Lines this unit has to answer' }) itemsTotal!: number;
  @Count() itemsAnswered!: number;
  @Count() itemsAccepted!: number;
  @Count({ about: 'Answers that came back' }) itemsReturned!: number;
  @Instant() issuedAt!: Date;
  @Instant({ nullable: true }) sentAt!: Date | null;
  @Instant({ nullable: true }) deliveredAt!: Date | null;
  @Instant({ nullable: true }) readAt!: Date | null;
  @Instant({ nullable: true }) acknowledgedAt!: Date | null;
  @Text({ nullable: true, about: 'The channel of the one-time link by which it was acknowledged; null: by somebody who was signed in' }) acknowledgedByLink!: string | null;
  @Text({ nullable: true, about: 'The person that link was sent to; null: the unit itself' }) acknowledgedByName!: string | null;
  @Instant({ nullable: true }) completedAt!: Date | null;
  @Instant({ nullable: true }) acceptedAt!: Date | null;
  @Instant({ nullable: true }) stoodDownAt!: Date | null;
  @Instant({ nullable: true }) excusedAt!: Date | null;
  @Instant({ nullable: true }) acknowledgeBy!: Date | null;
  @Instant({ nullable: true, about: 'Earliest open line' }) confirmBy!: Date | null;
  @Instant({ nullable: true }) standDownBy!: Date | null;
  @Flag({ about: 'Some time limit has passed without an answer' }) overdue!: boolean;
}

export class ChecklistPage {
  @Parts(() => ChecklistRow) items!: ChecklistRow[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

/** One answer that was given to a line, and what became of it. */
export class AnswerView {
  @Id() id!: string;
  @Choice(ANSWERS, { name: 'Answer' }) state!: Answer;
  @Text({ nullable: true }) note!: string | null;
  @Count({ nullable: true }) count!: number | null;
  @Instant({ nullable: true }) untilAt!: Date | null;
  @Decimal({ nullable: true }) latitude!: number | null;
  @Decimal({ nullable: true }) longitude!: number | null;
  @Text({ nullable: true }) document!: string | null;
  @IdList() photos!: string[];
  @Text({ nullable: true }) answeredByName!: string | null;
  @Instant() at!: Date;
  @Instant({ nullable: true }) deviceAt!: Date | null;
  @Choice(VERDICTS, { nullable: true, name: 'Verdict' }) verdict!: Verdict | null;
  @Text({ nullable: true, about: 'Why it came back' }) reason!: string | null;
  @Text({ nullable: true }) reviewedByName!: string | null;
  @Instant({ nullable: true }) reviewedAt!: Date | null;
}

export class ItemView {
  @Id() id!: string;
  @Text() measureNo!: string;
  @Text() measureTitle!: string;
  @Text() requirement!: string;
  @TextList({ about: 'In whose case the measure does not apply' }) exemptions!: string[];
  @Count() lineNo!: number;
  @Text() text!: string;
  @Text({ nullable: true }) textEn!: string | null;
  @ChoiceList(EVIDENCE_KINDS, { name: 'EvidenceKind' }) evidence!: EvidenceKind[];
  @Choice(ITEM_ROLES, { name: 'ItemRole' }) role!: ItemRole;
  @Choice(ITEM_STATES, { name: 'ItemState' }) state!: ItemState;
  @Instant({ nullable: true }) confirmBy!: Date | null;
  @Instant({ nullable: true }) answeredAt!: Date | null;
  @TextList({ about: 'Lead units of the measure' }) leads!: string[];
  @Parts(() => AnswerView, { about: 'Newest first' }) answers!: AnswerView[];
}

export class ChecklistDetail extends ChecklistRow {
  @Parts(() => ItemView) items!: ItemView[];
}

/** Columns of a row; `list` is the checklist, `response` and `unit` their faces. */
export const ROW_COLUMNS = `
  list.id, list.response_id AS "responseId", response.number, response.warning_level AS "warningLevel", response.level, response.state AS "responseState",
  list.exercise, list.unit_id AS "unitId", unit.name AS "unitName", list.revision, list.items_total AS "itemsTotal", list.items_answered AS "itemsAnswered",
  list.items_accepted AS "itemsAccepted", open_items.returned AS "itemsReturned", list.issued_at AS "issuedAt", list.sent_at AS "sentAt",
  list.delivered_at AS "deliveredAt", list.read_at AS "readAt", list.acknowledged_at AS "acknowledgedAt",
  link.channel AS "acknowledgedByLink", linked.name AS "acknowledgedByName", list.completed_at AS "completedAt",
  list.accepted_at AS "acceptedAt", list.stood_down_at AS "stoodDownAt", list.excused_at AS "excusedAt", list.acknowledge_by AS "acknowledgeBy",
  open_items.confirm_by AS "confirmBy", list.stand_down_by AS "standDownBy",
  list.excused_at IS NULL AND list.stood_down_at IS NULL AND coalesce(
    list.acknowledged_at IS NULL AND list.acknowledge_by < clock_now() OR open_items.confirm_by < clock_now() OR list.stand_down_by < clock_now(), false) AS overdue`;

/** The face that `unit` comes from: all units, or those that are searched for. */
export const rowSources = (units: string): string => `
  checklist_checklist list
  JOIN response_face_responses($1) response ON response.response_id = list.response_id
  JOIN ${units} unit ON unit.unit_id = list.unit_id
  LEFT JOIN notification_face_link_uses($1) link ON link.subject = 'checklist/' || list.id AND link.round = list.revision
  LEFT JOIN directory_face_people($1) linked ON linked.person_id = link.person_id
  CROSS JOIN LATERAL (
    SELECT min(item.confirm_by) AS confirm_by, count(*) FILTER (WHERE item.state = 'returned')::int AS returned
      FROM checklist_item item WHERE item.checklist_id = list.id AND item.state IN ('open', 'returned')) open_items`;
export const ROW_SOURCES = rowSources('directory_face_units($1)');
