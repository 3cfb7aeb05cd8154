import { Logger } from '@nestjs/common';
import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { failpoint } from '../../failpoint.js';
import { Handles } from '../../handles.js';
import { defineJob } from '../../jobs/job.js';
import { Queues } from '../../jobs/queues.js';
import { CheckBook, type Turn } from './check-book.js';
import { CheckLeft, CheckLost, CheckRunner } from './check-runner.js';

/** Runs the check that was asked for, if nobody else does. */
export class RunJournalCheck extends Command<void> {
  constructor(readonly of: { readonly checkId: string }) {
    super();
  }
}

/** In the lane of what can wait longest. One attempt: when to try again says the row, not the queue. */
export const runningJournalCheck = defineJob<{ checkId: string }>({ name: 'platform.run-journal-check', lane: 'slow', command: RunJournalCheck, key: ({ checkId }) => `journal-check-${checkId}`, attempts: 1 });

@Handles(RunJournalCheck)
export class RunJournalCheckHandler implements ICommandHandler<RunJournalCheck> {
  private readonly log = new Logger(RunJournalCheckHandler.name);

  constructor(
    private readonly book: CheckBook,
    private readonly runner: CheckRunner,
    private readonly queues: Queues,
  ) {}

  async execute({ of: { checkId } }: RunJournalCheck): Promise<void> {
    const turn = await this.book.take(checkId);
    if (!turn) return;
    try {
      const { report, rootsFile } = await this.runner.run(turn);
      await failpoint('journal-check.before-end');
      await this.book.end(turn, report, rootsFile);
    } catch (error) {
      await this.unfinished(turn, error as Error);
    }
  }

  private async unfinished(turn: Turn, error: Error): Promise<void> {
    if (error instanceof CheckLost) return this.log.warn(`check ${turn.checkId} is in other hands`);
    const isLeaving = error instanceof CheckLeft;
    if (!isLeaving) this.log.error(`check ${turn.checkId} did not come to its end: ${error.message}`);
    await this.book.letGo(turn, isLeaving ? null : error.message);
    // Whoever leaves hands it on at once; after a fault the sweep does, a minute later.
    if (isLeaving) await this.queues.add(runningJournalCheck, { checkId: turn.checkId }, `after-${turn.run}`).catch(() => undefined);
  }
}
