import { Logger } from '@nestjs/common';
import { Command, type ICommandHandler } from '@nestjs/cqrs';
import type { Actor } from '../../actor.js';
import { Handles } from '../../handles.js';
import { Flag, Id } from '../../input/fields.js';
import { Queues } from '../../jobs/queues.js';
import { After, type Reaction } from '../../journal/reactions.js';
import { CheckBook } from './check-book.js';
import { JournalCheckAsked } from './check.events.js';
import { runningJournalCheck } from './run-journal-check.js';

export class CheckAsked {
  @Id() id!: string;
  @Flag({ about: 'False: one was waiting or running already, and this is it' }) isNew!: boolean;
}

/** 核验: has the journal compared with its seals. One check at a time: who asks while one is open is told of that one. */
export class AskForCheck extends Command<CheckAsked> {
  constructor(readonly actor: Actor) {
    super();
  }
}

@Handles(AskForCheck)
export class AskForCheckHandler implements ICommandHandler<AskForCheck> {
  constructor(private readonly book: CheckBook) {}

  execute({ actor }: AskForCheck): Promise<CheckAsked> {
    return this.book.ask(actor);
  }
}

/** A queue that is down is no reason to fail: the row waits, and the sweep hands it on. */
@After(JournalCheckAsked, 'platform.journal-check', { batch: 1 })
export class WhenJournalCheckAsked implements Reaction<JournalCheckAsked> {
  private readonly log = new Logger(WhenJournalCheckAsked.name);

  constructor(private readonly queues: Queues) {}

  async react({ checkId }: JournalCheckAsked): Promise<void> {
    await this.queues.add(runningJournalCheck, { checkId }, '0').catch((error: Error) => this.log.warn(`check ${checkId} could not be queued: ${error.message}`));
  }
}
