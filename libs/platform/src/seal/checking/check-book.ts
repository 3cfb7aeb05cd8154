import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import { Database } from '../../database/database.js';
import { Journal } from '../../journal/journal.js';
import type { SnapshotReport } from '../check/check-in-snapshot.js';
import type { SoFar } from '../check/check-journal.js';
import { inWords } from '../check/finding.js';
import { JournalCheckAsked, JournalCheckFinished } from './check.events.js';
import { nextStep, outcomeOf, type CheckStanding } from './standing.js';

/** One worker's turn at a check. Another turn has another number, and this one then writes nothing more. */
export interface Turn {
  readonly checkId: string;
  readonly run: number;
}

/** How far a turn is; `of` once it is known how much there is. */
export interface Progress extends SoFar {
  readonly of: SoFar | null;
}

const ASK = `
  INSERT INTO journal_seal_check (state, source, jurisdiction_id, asked_by, handed_at) VALUES ('waiting', 'console', $1, $2, clock_now())
  ON CONFLICT DO NOTHING RETURNING id`;
const OPEN = `SELECT id FROM journal_seal_check WHERE state <> 'finished'`;
const STANDING = `
  SELECT state, run, extract(epoch FROM clock_timestamp() - seen_at)::float8 AS "silentSeconds" FROM journal_seal_check WHERE id = $1 FOR UPDATE`;
const TAKE = `
  UPDATE journal_seal_check
     SET state = 'running', run = run + 1, began_at = clock_now(), seen_at = clock_timestamp(), seals = 0, entries = 0, of_seals = NULL, of_entries = NULL
   WHERE id = $1 RETURNING run`;
const NOTE = `
  UPDATE journal_seal_check SET seen_at = clock_timestamp(), seals = $3, entries = $4, of_seals = $5, of_entries = $6
   WHERE id = $1 AND run = $2 AND state = 'running' RETURNING id`;
const LET_GO = `
  UPDATE journal_seal_check SET state = 'waiting', handed_at = clock_now(), trouble = coalesce($3, trouble)
   WHERE id = $1 AND run = $2 AND state = 'running'`;
const END = `
  UPDATE journal_seal_check
     SET state = 'finished', finished_at = clock_now(), trouble = NULL,
         seals = $3, entries = $4, unsealed = $5, roots = $6, roots_file = $7, signed_by = $8, finding = $9, found = $10
   WHERE id = $1 AND run = $2 AND state = 'running' RETURNING jurisdiction_id AS "jurisdictionId"`;
const GIVE_UP = `
  UPDATE journal_seal_check SET state = 'finished', finished_at = clock_now(), trouble = coalesce(trouble, 'each worker that took it died')
   WHERE id = $1 RETURNING jurisdiction_id AS "jurisdictionId", seals::float8, entries::float8`;
const COMMAND_ENDED = `
  INSERT INTO journal_seal_check (at, began_at, finished_at, seals, entries, unsealed, roots, roots_file, signed_by, finding, found)
  VALUES ($1, $1, clock_now(), $2, $3, $4, $5, $6, $7, $8, $9)`;

/** Anything that answers SQL. */
interface Asked {
  query(text: string, values: unknown[]): Promise<unknown>;
}

/** What is kept of a check that came to its end, in the order of the columns above. */
function kept(report: SnapshotReport, rootsFile: string | null): unknown[] {
  const { finding, kind } = report;
  const found = finding && { code: finding.code, entry: finding.entry, kind, seal: finding.seal, facts: finding.facts };
  return [report.seals, report.entries, report.waiting, report.roots, report.roots === null ? null : rootsFile, report.signedBy, finding && inWords(finding), found && JSON.stringify(found)];
}

/** A check by the command line stands in the same list, once it has ended. */
export const noteCommandCheck = (database: Asked, began: Date, report: SnapshotReport, rootsFile: string | null): Promise<unknown> =>
  database.query(COMMAND_ENDED, [began, ...kept(report, rootsFile)]);

/** The rows of checks: one at a time is open, and a result is written once. */
@Injectable()
export class CheckBook {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** A new check, or the one that is open already. */
  ask(actor: Actor): Promise<{ id: string; isNew: boolean }> {
    return this.database.transaction(async () => {
      // Between the two statements the open one may come to its end; then the next try makes a new one.
      for (;;) {
        const [made] = await this.database.query<{ id: string }>(ASK, [actor.jurisdictionId, actor.id]);
        if (made) {
          await this.journal.append([new JournalCheckAsked(actor.jurisdictionId, made.id)]);
          return { id: made.id, isNew: true };
        }
        const [open] = await this.database.query<{ id: string }>(OPEN);
        if (open) return { id: open.id, isNew: false };
      }
    });
  }

  /** Null: there is nothing to do, or nothing more to be done. */
  take(checkId: string): Promise<Turn | null> {
    return this.database.transaction(async () => {
      const [standing] = await this.database.query<CheckStanding>(STANDING, [checkId]);
      const step = standing ? nextStep(standing) : 'leave';
      if (step === 'give-up') await this.giveUp(checkId);
      if (step !== 'take') return null;
      const [taken] = await this.database.query<{ run: number }>(TAKE, [checkId]);
      return { checkId, run: taken!.run };
    });
  }

  /** A sign of life. False: somebody else has taken it meanwhile. */
  async note({ checkId, run }: Turn, { seals, entries, of }: Progress): Promise<boolean> {
    return (await this.database.query(NOTE, [checkId, run, seals, entries, of?.seals ?? null, of?.entries ?? null])).length > 0;
  }

  /** It waits again, for another worker or another try. */
  async letGo({ checkId, run }: Turn, trouble: string | null): Promise<void> {
    await this.database.query(LET_GO, [checkId, run, trouble]);
  }

  end({ checkId, run }: Turn, report: SnapshotReport, rootsFile: string | null): Promise<void> {
    return this.database.transaction(async () => {
      const [ended] = await this.database.query<{ jurisdictionId: string }>(END, [checkId, run, ...kept(report, rootsFile)]);
      if (!ended) return;
      const { seals, entries, finding } = report;
      await this.journal.append([new JournalCheckFinished(ended.jurisdictionId, checkId, outcomeOf(finding, null), seals, entries, finding?.entry ?? null)]);
    });
  }

  private async giveUp(checkId: string): Promise<void> {
    const [ended] = await this.database.query<{ jurisdictionId: string; seals: number; entries: number }>(GIVE_UP, [checkId]);
    await this.journal.append([new JournalCheckFinished(ended!.jurisdictionId, checkId, 'failed', ended!.seals, ended!.entries, null)]);
  }
}
