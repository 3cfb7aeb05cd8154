import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Database, decodeCursor, Id, INSTALLATION, Instant, Paging, pageOf, pageSize, Text, type Actor, type Page } from '#platform';
import { ENTRY_COLUMNS, ENTRY_SOURCES, type JournalEntryView } from './journal-view.js';

export class AuditFilter extends Paging {
  @Text({ optional: true, max: 80, about: 'Wire name or its beginning, e.g. identity.' })
  type?: string;

  @Id({ optional: true, about: 'Who acted' })
  actorId?: string;

  @Instant({ optional: true })
  from?: string;

  @Instant({ optional: true, about: 'Not included' })
  to?: string;

  @Text({ optional: true, max: 100, about: 'Number of the entry, or words of its subject, of its unit or of what was written down' })
  search?: string;
}

/** 审计: the whole journal of the jurisdiction, and what the installation did for all of them (repairs), for the audit administrator. */
export class AuditTrail extends Query<Page<JournalEntryView>> {
  constructor(
    readonly actor: Actor,
    readonly filter: AuditFilter,
  ) {
    super();
  }
}

const SQL = `
  SELECT ${ENTRY_COLUMNS} FROM ${ENTRY_SOURCES}
   WHERE entry.jurisdiction_id IN ($1, '${INSTALLATION}') AND ($2::text IS NULL OR starts_with(entry.type, $2)) AND ($3::uuid IS NULL OR entry.actor_id = $3)
     AND ($4::timestamptz IS NULL OR entry.at >= $4) AND ($5::timestamptz IS NULL OR entry.at < $5) AND entry.id < $6
     AND ($8::text IS NULL OR entry.id::text = $8 OR strpos(lower(concat_ws(' ', entry.subject, entry.thread, unit.name, entry.data)), lower($8)) > 0)
   ORDER BY entry.id DESC LIMIT $7`;

@Answers(AuditTrail)
export class AuditTrailHandler implements IQueryHandler<AuditTrail> {
  constructor(private readonly database: Database) {}

  async execute({ actor, filter }: AuditTrail): Promise<Page<JournalEntryView>> {
    const [before] = decodeCursor(filter.cursor, 1) ?? ['9223372036854775807'];
    const values = [actor.jurisdictionId, filter.type ?? null, filter.actorId ?? null, filter.from ?? null, filter.to ?? null, before, pageSize(filter) + 1, filter.search ?? null];
    return pageOf(await this.database.query<JournalEntryView>(SQL, values), filter, (row) => [row.id]);
  }
}
