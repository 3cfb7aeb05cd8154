import { Query, type IQueryHandler } from '@nestjs/cqrs';
import { Answers, Choice, Count, Database, decodeCursor, Facts, FINDING_CODES, Id, Instant, outcomeOf, pageOf, pageSize, Part, Parts, Text, type Actor, type CheckOutcome, type CheckState, type FindingCode, type Page, type Paging } from '#platform';

/** The first thing that is not as it was sealed. */
export class JournalFinding {
  @Choice(FINDING_CODES, { name: 'JournalFindingCode' }) code!: FindingCode;
  @Id({ nullable: true, about: 'The first bad entry; null when no entry can be told' }) entry!: string | null;
  @Text({ nullable: true, about: 'Its wire name as it stands there; null when it is gone' }) kind!: string | null;
  @Text({ nullable: true, about: 'Number of the seal' }) seal!: string | null;
  @Facts() facts!: Record<string, unknown>;
}

/** 核验: one comparison of the journal with its seals. */
export class JournalCheckView {
  @Id() id!: string;
  @Choice(['waiting', 'running', 'finished'], { name: 'JournalCheckState' }) state!: CheckState;
  @Choice(['sound', 'broken', 'failed'], { name: 'JournalCheckOutcome', nullable: true, about: 'Null until it has ended; `failed`: it has no result' }) outcome!: CheckOutcome | null;
  @Choice(['console', 'command'], { name: 'JournalCheckSource', about: '`command`: npm run audit:verify' }) source!: 'console' | 'command';
  @Text({ nullable: true, about: 'Who asked; null for the command line, or somebody of another jurisdiction' }) askedBy!: string | null;
  @Instant() askedAt!: Date;
  @Instant({ nullable: true }) finishedAt!: Date | null;
  @Count({ nullable: true, about: 'How long the check itself took, milliseconds' }) tookMs!: number | null;
  @Count() seals!: number;
  @Count({ about: 'Entries that are as they were sealed, so far' }) entries!: number;
  @Count({ nullable: true, about: 'Of so many; null until it is known' }) ofEntries!: number | null;
  @Count({ nullable: true, about: 'Entries too young to be sealed' }) unsealed!: number | null;
  @Count({ nullable: true, about: 'Exported roots that agree; null when there was no file of them' }) roots!: number | null;
  @Text({ nullable: true }) rootsFile!: string | null;
  @Part(() => JournalFinding, { nullable: true }) found!: JournalFinding | null;
  @Text({ nullable: true, about: 'The finding in English words, as the command line says it' }) finding!: string | null;
  @Text({ nullable: true, about: 'Why it has no result, or why its last run did not come to an end' }) trouble!: string | null;
}

export class JournalCheckPage {
  @Parts(() => JournalCheckView) items!: JournalCheckView[];
  @Text({ nullable: true }) nextCursor!: string | null;
}

/** The checks of the one journal that the installation has; names only of one's own jurisdiction. */
export class JournalChecks extends Query<Page<JournalCheckView>> {
  constructor(
    readonly actor: Actor,
    readonly paging: Paging,
  ) {
    super();
  }
}

const SQL = `
  SELECT done.check_id AS id, done.state, done.source, actor.name AS "askedBy", done.asked_at AS "askedAt", done.finished_at AS "finishedAt",
         (extract(epoch FROM done.finished_at - done.began_at) * 1000)::float8 AS "tookMs", done.seals::float8, done.entries::float8, done.of_entries::float8 AS "ofEntries",
         done.unsealed::float8, done.roots::float8, done.roots_file AS "rootsFile", done.found, done.finding, done.trouble
    FROM journal_face_checks() done LEFT JOIN identity_face_users($1) actor ON actor.user_id = done.asked_by
   WHERE done.check_id < $2 ORDER BY done.check_id DESC LIMIT $3`;

@Answers(JournalChecks)
export class JournalChecksHandler implements IQueryHandler<JournalChecks> {
  constructor(private readonly database: Database) {}

  async execute({ actor, paging }: JournalChecks): Promise<Page<JournalCheckView>> {
    const [before] = decodeCursor(paging.cursor, 1) ?? ['9223372036854775807'];
    const rows = await this.database.query<Omit<JournalCheckView, 'outcome'>>(SQL, [actor.jurisdictionId, before, pageSize(paging) + 1]);
    return pageOf(rows.map(told), paging, (row) => [row.id]);
  }
}

const told = (row: Omit<JournalCheckView, 'outcome'>): JournalCheckView => ({
  ...row,
  tookMs: row.tookMs === null ? null : Math.max(0, Math.round(row.tookMs)),
  outcome: row.state === 'finished' ? outcomeOf(row.finding, row.trouble) : null,
});
