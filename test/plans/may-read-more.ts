import type { Complaint } from './plan.js';

/** A statement that looks at more of some big tables than others may, and why that is right, or not worth its price. */
export interface Exception {
  /** Words that stand in this statement and in no other. */
  readonly words: string;
  readonly tables: readonly string[];
  readonly because: string;
}

const PREVIEW = 'WITH row AS MATERIALIZED (SELECT * FROM checklist_effects';

export const MAY_READ_MORE: readonly Exception[] = [
  {
    words: PREVIEW,
    tables: ['identity_user', 'identity_grant', 'directory_person', 'directory_unit'],
    because: 'it says of every unit of a roster whether it has an account and who is on duty: for a nation one pass over the accounts is five times faster than a question for each unit, and for a small roster it costs milliseconds',
  },
  {
    words: 'list.items_total - list.items_answered AS open, account.unit_id IS NOT NULL AS reachable',
    tables: ['identity_user', 'directory_person', 'directory_contact'],
    because: 'who hears of a lifting is said of every unit of the response, as the preview says it: one pass, when somebody looks at what he signs',
  },
  {
    words: 'direct.unit_id AS direct_id, direct.unit_id FROM unnest',
    tables: ['identity_user'],
    because: 'a dry run says of every unit a plan names whether it has an account, as the preview does: one pass over the accounts, when somebody looks at a draft and once when it is published',
  },
  {
    words: '-- One checklist per unit, one item per line and unit, every clock armed',
    tables: ['checklist_item', 'checklist_checklist', 'directory_unit'],
    because: 'Database.bySets: for a nation the nested loops that look cheapest before the first statistics take hours. It reads the units of the district, whom it is about to order',
  },
  {
    words: 'count(member.unit_id)::int AS members',
    tables: ['directory_unit'],
    because: 'how many units each group resolves to now can only be counted; a page of the administration',
  },
  {
    words: 'directory_face_contacts($1) contact WHERE contact.unit_id = unit.id AND contact.channel <>',
    tables: ['directory_unit', 'directory_contact', 'directory_person'],
    because: 'units that nothing reaches are found by what is not there, and their number is shown; a page of the administration',
  },
  {
    words: 'contact.person_id AS "personId", person.name AS "personName", contact.channel, contact.address',
    tables: ['directory_unit', 'directory_contact', 'directory_person'],
    because: 'a search of contacts by part of the name of a person or a unit goes through them; a page of the administration',
  },
  {
    words: 'person.is_head AS "isHead", person.version',
    tables: ['directory_person'],
    because: 'a search of people by part of the name goes through them; a page of the administration',
  },
  ...['own.attributes, above.name AS parent, place.longitude', 'SELECT person.person_id AS id, unit.name AS unit, person.name FROM directory_face_people($1)'].map((words) => ({
    words,
    tables: ['directory_unit', 'directory_person'],
    because: 'a workbook of units and people is compared with the whole directory, once, when an administrator imports it',
  })),
  ...['SELECT count(*)::int AS total FROM directory_face_active_units($1) unit', 'SELECT unit.unit_id AS id, unit.name, unit.kind FROM directory_face_active_units($1) unit'].map((words) => ({
    words,
    tables: ['directory_unit', 'identity_user'],
    because: 'units without an account are found by what is not there, and their number stands above the pages of those who can mend it',
  })),
  {
    words: 'starts_with(entry.type, $2)',
    tables: ['journal'],
    because: 'an auditor who asks for a kind, a person, a time or words goes through the trail. An index for him would be paid for by every act of everybody; he is in the lane that is refused first',
  },
  {
    words: 'WITH sealed AS (SELECT unnest(entries) AS id FROM public.journal_seal)',
    tables: ['journal', 'journal_feed'],
    because: 'a check looks for rows that no seal lists, and must look at every row for that: once, at its end, in one snapshot on a connection of its own',
  },
  {
    words: 'list.items_answered > list.items_accepted',
    tables: ['checklist_checklist'],
    because: 'the first page of what is to be reviewed walks past the checklists of earlier nights (20,000 in ten milliseconds). An index on response and id would cost every raise; later pages begin at their cursor',
  },
  {
    words: 'violation.latitude, violation.longitude, violation.found_at FROM inspection_violation',
    tables: ['inspection_violation', 'inspection_problem'],
    because: 'the map says how many findings a response has and how many are open: that is counted, and the newest response of this city has thirteen thousand of them. A night has a few dozen',
  },
  ...['item.confirm_by AS "confirmBy", item.answered_at AS "answeredAt", coalesce(cardinality(answer.photos)', 'd.channel, d.gateway, d.parcel_id AS number', 'SELECT * FROM ( SELECT list.id, list.response_id'].map((words) => ({
    words,
    tables: ['directory_unit', 'directory_person'],
    because: 'a search by part of a name: pairs of characters find the candidates, the name itself decides; every third unit of this city is one',
  })),
];

export const mayReadMore = (text: string, { table, what }: Complaint): Exception | undefined =>
  what === 'spills' ? undefined : MAY_READ_MORE.find(({ words, tables }) => tables.includes(table) && text.replace(/\s+/g, ' ').includes(words));
