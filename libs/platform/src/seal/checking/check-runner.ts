import { Injectable } from '@nestjs/common';
import { existsSync } from 'node:fs';
import { Environment } from '#config/environment';
import { connectionOf } from '../../database/pools.js';
import { failpoint } from '../../failpoint.js';
import { checkInSnapshot, type SnapshotReport } from '../check/check-in-snapshot.js';
import { sealFileOf } from '../seal-export.js';
import { SealFile } from '../seal-file.js';
import { CheckBook, type Progress, type Turn } from './check-book.js';

/** Somebody else has taken the check: this worker was silent for too long. */
export class CheckLost extends Error {}
/** The process leaves; another takes the check from its beginning. */
export class CheckLeft extends Error {}

/** How far it is, and that its worker lives, is written down so often. */
const NOTE_MS = 1_000;
/** Sealing takes a second; whoever still waits after this is a finding. */
export const CHECK_PATIENCE_SECONDS = 10;
/** The last two statements go through the whole journal in one piece. */
const STATEMENT_MS = 30 * 60_000;
/** A frozen worker lets go of its snapshot. */
const IDLE_MS = 60_000;

export interface CheckRun {
  readonly report: SnapshotReport;
  readonly rootsFile: string | null;
}

/** Runs one check in this process and says once a second how far it is. It reads on a connection of its own and holds nobody up. */
@Injectable()
export class CheckRunner {
  private leaving = new AbortController().signal;

  constructor(
    private readonly environment: Environment,
    private readonly book: CheckBook,
  ) {}

  /** From then on no check is begun, and the running one is left to another worker. */
  endsWith(leaving: AbortSignal): void {
    this.leaving = leaving;
  }

  async run(turn: Turn): Promise<CheckRun> {
    const over = new AbortController();
    const leave = (): void => over.abort(new CheckLeft());
    let progress: Progress = { seals: 0, entries: 0, of: null };
    const note = async (): Promise<void> => {
      // A note that fails is made up for by the next; whoever is silent for too long finds the check in other hands.
      if (!(await this.book.note(turn, progress).catch(() => true))) over.abort(new CheckLost());
    };
    if (this.leaving.aborted) throw new CheckLeft();
    this.leaving.addEventListener('abort', leave, { once: true });
    const noting = setInterval(() => void note(), NOTE_MS);
    try {
      return await this.check({
        signal: over.signal,
        begins: async (of) => {
          progress = { ...progress, of };
          await note();
        },
        heard: async (soFar) => {
          progress = { ...progress, ...soFar };
          await failpoint('journal-check.seal');
        },
      });
    } finally {
      clearInterval(noting);
      this.leaving.removeEventListener('abort', leave);
    }
  }

  private async check(hooks: Pick<Parameters<typeof checkInSnapshot>[1], 'signal' | 'begins' | 'heard'>): Promise<CheckRun> {
    const file = sealFileOf(this.environment);
    const rootsFile = existsSync(file) ? file : null;
    const settings = { ...connectionOf('worker', this.environment.DATABASE_URL!, 'check'), statement_timeout: STATEMENT_MS, idle_in_transaction_session_timeout: IDLE_MS };
    const report = await checkInSnapshot(settings, { roots: rootsFile ? new SealFile(rootsFile) : null, keys: null, patience: CHECK_PATIENCE_SECONDS, ...hooks });
    return { report, rootsFile };
  }
}
