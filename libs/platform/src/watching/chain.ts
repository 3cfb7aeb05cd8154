import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';

/** A leader that has not finished a pass for so long stands still. They pass every second and note it every five. */
const STILL_SECONDS = 30;
/** What an act set off should be done by then; a batch that waits longer is stuck, not busy. */
const STUCK_SECONDS = 120;

const LINKS = `
  SELECT link FROM (VALUES ('relay'), ('clocks'), ('timetable')) AS leader (link)
   WHERE NOT EXISTS (SELECT 1 FROM platform_leader WHERE name = leader.link AND passed_at > clock_now() - make_interval(secs => ${STILL_SECONDS}))
  UNION ALL
  SELECT 'entries' WHERE (SELECT entry.at FROM journal_pending pending JOIN journal entry ON entry.id = pending.entry_id ORDER BY pending.entry_id LIMIT 1)
                         < clock_now() - make_interval(secs => ${STUCK_SECONDS})
  UNION ALL
  SELECT 'batches' WHERE (SELECT min(entry.at) FROM journal_batch batch JOIN journal entry ON entry.id = batch.entries[1] WHERE batch.state = 'waiting')
                         < clock_now() - make_interval(secs => ${STUCK_SECONDS})`;

/** Is the whole chain alive, from the journal through relay, clocks, timetable and queue to the last batch? */
@Injectable()
export class Chain {
  constructor(private readonly database: Database) {}

  /** The links that stand still; none when all is well. Throws when the database does not answer. */
  async broken(): Promise<string[]> {
    return (await this.database.query<{ link: string }>(LINKS)).map((row) => row.link);
  }
}
