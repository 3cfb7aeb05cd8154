import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { Database, defineJob, Handles } from '#platform';

/**
 * Writes the end into sessions that ran out an hour ago or earlier. For tidiness only: every request judges a session by
 * its times, so one that ran out lets nobody in, whether this ran or not.
 */
export class ExpireSessions extends Command<number> {}

export const expireSessions = defineJob({ name: 'identity.expire-sessions', lane: 'slow', command: ExpireSessions, key: () => 'expire-sessions', attempts: 3 });

const EXPIRE = `
  UPDATE identity_session SET ended_at = idle_by
   WHERE id IN (SELECT id FROM identity_session WHERE ended_at IS NULL AND idle_by < clock_now() - interval '1 hour'
                 LIMIT 5000 FOR UPDATE SKIP LOCKED)
  RETURNING 1`;

@Handles(ExpireSessions)
export class ExpireSessionsHandler implements ICommandHandler<ExpireSessions> {
  constructor(private readonly database: Database) {}

  async execute(): Promise<number> {
    return (await this.database.query(EXPIRE)).length;
  }
}
