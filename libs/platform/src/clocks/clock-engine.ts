import { Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Database } from '../database/database.js';
import { failpoint } from '../failpoint.js';
import { CLOCK_BELL } from '../journal/bell.js';
import { Leadership, LeadershipLost, type Term } from '../leading/leadership.js';
import { wakeful } from '../leading/wakeful.js';
import { clockMarks, type ClockMark, type RingingClock } from './rings.js';

/** Rows that one transaction fires at most. */
const BLOCK = 5_000;
/** The clocks are looked at this often, ring or no ring. */
const TICK_MS = 500;

/** Fires deadlines, block by block. One leader; what it fires is fenced by its epoch. */
@Injectable()
export class ClockEngine {
  private readonly log = new Logger(ClockEngine.name);

  constructor(
    private readonly database: Database,
    private readonly leadership: Leadership,
    private readonly modules: ModuleRef,
  ) {}

  run(closing: AbortSignal): Promise<void> {
    return this.leadership.stand('clocks', closing, (term) => wakeful(term, CLOCK_BELL, TICK_MS, () => this.tick(term)));
  }

  /** One look at every clock; true when any of them may have more. One clock that fails does not stop the others; an office that was lost ends the term. */
  async tick(term: Term): Promise<boolean> {
    let more = false;
    let failed = false;
    for (const mark of clockMarks) {
      try {
        if ((await this.block(term, mark)) === BLOCK) more = true;
      } catch (error) {
        if (error instanceof LeadershipLost) throw error;
        failed = true;
        this.log.error(`clock ${mark.name}: ${(error as Error).message}`);
      }
    }
    if (!failed) await this.leadership.passed(term);
    return more;
  }

  private block(term: Term, mark: ClockMark): Promise<number> {
    return this.database.transaction(async () => {
      await this.leadership.fence(term);
      const fired = await this.modules.get<RingingClock>(mark.clock, { strict: false }).ring(BLOCK);
      if (fired > 0) await failpoint('clock.before-commit');
      return fired;
    });
  }
}
