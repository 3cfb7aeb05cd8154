import { Injectable } from '@nestjs/common';
import { Database, RecordNotFound, type Actor } from '#platform';
import { MessageEntity } from './message.entity.js';
import { WarningEntity } from './warning.entity.js';
import { NoOpenMessage } from './warning.refusals.js';

/** Loads a warning with its open message, locked for the decision. Two officers at once: the second waits here. */
@Injectable()
export class Warnings {
  constructor(private readonly database: Database) {}

  async locked(actor: Actor, id: string): Promise<WarningEntity> {
    const warning = await this.database.manager
      .createQueryBuilder(WarningEntity, 'warning')
      .setLock('pessimistic_write')
      .where('warning.id = :id AND warning.jurisdictionId = :jurisdiction', { id, jurisdiction: actor.jurisdictionId })
      .getOne();
    if (!warning) throw new RecordNotFound('warning', id);
    return warning;
  }

  /** The message that is being worked on; after a decision, the last one, so that its own refusal can explain. */
  async openMessage(warning: WarningEntity): Promise<MessageEntity> {
    const [latest] = await this.database.manager.find(MessageEntity, { where: { warningId: warning.id }, order: { ordinal: 'DESC' }, take: 1 });
    if (!latest) throw new NoOpenMessage();
    return latest;
  }
}
