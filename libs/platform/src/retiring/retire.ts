import { Logger } from '@nestjs/common';
import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Database } from '../database/database.js';
import { Handles } from '../handles.js';
import { defineJob } from '../jobs/job.js';
import { defineRetirement, retirements } from './retirements.js';

/** Rows of one block: its locks are gone in a moment, and autovacuum can follow. */
const AT_ONCE = 5_000;

/** Lets go of everything that is old enough and no record (docs/decisions/retention.md), of every context, block by block. */
export class Retire extends Command<Readonly<Record<string, number>>> {}

export const retire = defineJob({ name: 'platform.retire', lane: 'slow', command: Retire, key: () => 'retire', attempts: 3 });

defineRetirement({ deletes: 'platform_retire_batches', because: 'the batches of the journal that are done for seven days are bookkeeping; their entries stay for ever' });
defineRetirement({ deletes: 'platform_retire_keys', because: 'nobody repeats a request after ninety days' });
defineRetirement({ deletes: 'platform_retire_processes', because: 'a process that has been gone for seven days is missed by nobody' });

@Handles(Retire)
export class RetireHandler implements ICommandHandler<Retire> {
  private readonly log = new Logger(RetireHandler.name);

  constructor(private readonly database: Database) {}

  /** How many rows went, by retirement. One that fails holds up no other. */
  async execute(): Promise<Record<string, number>> {
    const gone: Record<string, number> = {};
    for (const { deletes } of retirements) {
      gone[deletes] = await this.blocks(deletes).catch((error: Error) => {
        this.log.error(`${deletes}: ${error.message}`);
        return 0;
      });
    }
    return gone;
  }

  /** Each block commits by itself, so that a process that dies in the middle has lost nothing. */
  private async blocks(deletes: string): Promise<number> {
    for (let gone = 0; ; ) {
      const [block] = await this.database.query<{ gone: number }>(`SELECT ${deletes}($1) AS gone`, [AT_ONCE]);
      gone += block!.gone;
      if (block!.gone < AT_ONCE) return gone;
    }
  }
}
