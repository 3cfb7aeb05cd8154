import { Facts, Id, Instant, Parts, Text } from '#platform';

/** One entry of the journal, with the name of whoever acted. */
export class JournalEntryView {
  @Id() id!: string;
  @Text({ about: 'Wire name, e.g. warning.level-raised' }) type!: string;
  @Text() subject!: string;
  @Id({ nullable: true, about: 'The story it belongs to: a response, or its warning' }) thread!: string | null;
  @Id({ nullable: true }) actorId!: string | null;
  @Text({ nullable: true, about: 'Null: a clock or the system acted' }) actorName!: string | null;
  @Text({ nullable: true, about: 'Acted by a one-time link: the person it was sent to; null with `data.link`: the unit itself' }) linkedName!: string | null;
  @Text({ nullable: true }) unitName!: string | null;
  @Facts() data!: Record<string, unknown>;
  @Instant() at!: Date;
}

export class JournalPage {
  @Parts(() => JournalEntryView) items!: JournalEntryView[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

/** Columns and sources; $1 is the jurisdiction. The unit is the one an entry speaks of. */
export const ENTRY_COLUMNS = `
  entry.id, entry.type, entry.subject, entry.thread, entry.actor_id AS "actorId", actor.name AS "actorName", linked.name AS "linkedName", unit.name AS "unitName", entry.data, entry.at`;

export const ENTRY_NAMES = `
  LEFT JOIN identity_face_users($1) actor ON actor.user_id = entry.actor_id
  LEFT JOIN directory_face_people($1) linked ON linked.person_id = (entry.data #>> '{link,personId}')::bigint
  LEFT JOIN directory_face_units($1) unit ON unit.unit_id = coalesce(entry.data ->> 'unitId', entry.data ->> 'assignedUnitId')::bigint`;
export const ENTRY_SOURCES = `journal entry ${ENTRY_NAMES}`;
