import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database.js';
import { failpoint } from '../failpoint.js';
import { Leadership, pause, type Term } from '../leading/leadership.js';
import type { JobDefinition } from './job.js';
import { Queues } from './queues.js';

/** A recurring job and the reason why it exists. */
export interface Recurring {
  readonly everySeconds: number;
  readonly job: JobDefinition;
  readonly because: string;
}

const RESTING = `SELECT 1 FROM platform_timetable WHERE name = $1 AND ran_at > clock_now() - make_interval(secs => $2)`;
const DUE = `
  INSERT INTO platform_timetable (name, ran_at) VALUES ($1, clock_now())
  ON CONFLICT (name) DO UPDATE SET ran_at = clock_now()
   WHERE platform_timetable.ran_at <= clock_now() - make_interval(secs => $2)
  RETURNING to_char(ran_at, 'YYYYMMDDHH24') AS hour`;

/** Enqueues what is due. When something last ran is a row, so a restart neither repeats nor forgets it. */
@Injectable()
export class Timetable {
  private readonly log = new Logger(Timetable.name);

  constructor(
    private readonly database: Database,
    private readonly leadership: Leadership,
    private readonly queues: Queues,
  ) {}

  run(closing: AbortSignal, timetable: readonly Recurring[]): Promise<void> {
    return this.leadership.stand('timetable', closing, async (term) => {
      while (!term.ended.aborted) {
        await this.pass(term, timetable);
        await pause(1_000, term.ended);
      }
    });
  }

  /** One look at everything that recurs. */
  async pass(term: Term, timetable: readonly Recurring[]): Promise<void> {
    for (const recurring of timetable) await this.consider(term, recurring);
    await this.leadership.passed(term);
  }

  private async consider(term: Term, { job, everySeconds }: Recurring): Promise<void> {
    if ((await this.database.query(RESTING, [job.name, everySeconds])).length > 0) return;
    const due = await this.database.transaction(async () => {
      await this.leadership.fence(term);
      return (await this.database.query<{ hour: string }>(DUE, [job.name, everySeconds]))[0];
    });
    if (!due) return;
    await failpoint('timetable.noted');
    // One that waits is not queued twice; one that a dead worker holds (see Queues.lost) keeps out the others of its hour only.
    await this.queues.add(job, {}, due.hour).catch((error: Error) => this.log.warn(`${job.name} could not be queued: ${error.message}`));
  }
}
