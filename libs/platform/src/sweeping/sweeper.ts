import { Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Database } from '../database/database.js';
import { failpoint } from '../failpoint.js';
import { Journal } from '../journal/journal.js';
import { pause } from '../leading/leadership.js';
import { Tally } from '../watching/tally.js';
import { RepairMade } from './repaired.event.js';
import { sweepMarks, type Repaired, type Repairs, type Sweep, type SweepMark } from './sweeps.js';

const EVERY_SECONDS = 15;
const LOOK_MS = 1_000;
/** Repairs that one entry names: still one cell of a sheet and one page of the trail. */
const NAMED = 500;

const RESTING = `SELECT name FROM platform_sweep WHERE began_at > clock_now() - make_interval(secs => $1)`;
const BEGIN = `
  INSERT INTO platform_sweep (name, began_at, ended_at) VALUES ($1, clock_now(), clock_now())
  ON CONFLICT (name) DO UPDATE SET began_at = clock_now()
   WHERE platform_sweep.began_at <= clock_now() - make_interval(secs => $2)
  RETURNING name`;
const END = `UPDATE platform_sweep SET ended_at = clock_now(), repaired = repaired + $2, error = NULL WHERE name = $1`;
const FAILED = `UPDATE platform_sweep SET error = $2 WHERE name = $1`;

/**
 * Every sweep every 15 seconds, in whichever worker comes first. It goes by the database alone: neither the queue nor a
 * leader has to be well for it. A worker that freezes in the middle is followed by another at the next turn.
 */
@Injectable()
export class Sweeper {
  private readonly log = new Logger(Sweeper.name);
  private readonly busy = new Map<string, Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly modules: ModuleRef,
    private readonly tally: Tally,
  ) {}

  async run(closing: AbortSignal): Promise<void> {
    while (!closing.aborted) {
      await this.look().catch((error: Error) => this.log.warn(`the sweep has to wait: ${error.message}`));
      await pause(LOOK_MS, closing);
    }
    await Promise.allSettled(this.busy.values());
  }

  /** Begins what is due; a sweep that takes long holds up no other. */
  private async look(): Promise<void> {
    const resting = new Set((await this.database.query<{ name: string }>(RESTING, [EVERY_SECONDS])).map((row) => row.name));
    for (const mark of sweepMarks) {
      if (resting.has(mark.name) || this.busy.has(mark.name)) continue;
      if ((await this.database.query(BEGIN, [mark.name, EVERY_SECONDS])).length === 0) continue;
      this.busy.set(mark.name, this.once(mark).finally(() => this.busy.delete(mark.name)));
    }
  }

  private async once(mark: SweepMark): Promise<void> {
    let repaired = 0;
    const block = async (work: () => Promise<readonly Repaired[]>): Promise<number> => {
      const count = await this.database.transaction(() => this.keep(mark, work));
      repaired += count;
      this.tally.count('repairs_total', { kind: mark.name }, count);
      return count;
    };
    try {
      await this.modules.get<Sweep>(mark.sweep, { strict: false }).sweep({ block } satisfies Repairs);
      await this.database.query(END, [mark.name, repaired]);
    } catch (error) {
      this.log.error(`sweep ${mark.name}: ${(error as Error).message}`);
      await this.database.query(FAILED, [mark.name, (error as Error).message]).catch(() => undefined);
    }
  }

  private async keep({ name, because }: SweepMark, work: () => Promise<readonly Repaired[]>): Promise<number> {
    const repaired = await work();
    if (repaired.length === 0) return 0;
    const jurisdictions = [...new Set(repaired.map((one) => one.jurisdictionId))];
    const entries = jurisdictions.flatMap((jurisdiction) => {
      const subjects = repaired.filter((one) => one.jurisdictionId === jurisdiction).map((one) => one.subject);
      return inPieces(subjects).map((named) => new RepairMade(jurisdiction, name, because, named.length, named));
    });
    await this.journal.append(entries);
    await failpoint('sweep.found');
    this.log.warn(`${name} repaired ${repaired.length}: ${repaired.slice(0, 3).map((one) => one.subject).join(', ')}`);
    return repaired.length;
  }
}

const inPieces = (subjects: readonly string[]): string[][] => Array.from({ length: Math.ceil(subjects.length / NAMED) }, (_, n) => subjects.slice(n * NAMED, (n + 1) * NAMED));
