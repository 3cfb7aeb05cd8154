import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { currentAct } from '../act.js';
import { Database } from '../database/database.js';
import { Bell, JOURNAL_BELL } from './bell.js';
import { wireNameOf, type DomainEvent } from './event.js';
import { withinMarks, type Reaction } from './reactions.js';

const APPEND = `
  WITH entry AS (
    INSERT INTO journal (jurisdiction_id, type, subject, thread, audience, data, actor_id, request_id, cause_id)
    SELECT e.jurisdiction, e.type, e.subject, e.thread, e.audience, e.data, $2, $3, $4
      FROM jsonb_to_recordset($1::jsonb)
        AS e(n int, jurisdiction uuid, type text, subject text, thread uuid, audience text[], data jsonb)
     ORDER BY e.n
    RETURNING id
  ), pointer AS (
    INSERT INTO journal_pending (entry_id) SELECT id FROM entry
  )
  SELECT id FROM entry ORDER BY id`;

/**
 * One journal, four uses: audit trail, after-action timeline, live feed and, through `journal_pending`, the outbox.
 * An entry is written in the transaction that made it true, so the trail cannot disagree with the truth.
 */
@Injectable()
export class Journal {
  constructor(
    private readonly database: Database,
    private readonly bell: Bell,
    private readonly modules: ModuleRef,
  ) {}

  /** Writes the entries and lets the `@Within` chain join, in story order, before anything commits. */
  async append(events: readonly DomainEvent[]): Promise<void> {
    if (events.length === 0) return;
    const { actor, requestId, causeId } = currentAct();
    const rows = events.map((event, n) => ({
      n,
      jurisdiction: event.jurisdictionId,
      type: wireNameOf(event),
      subject: event.subject,
      thread: event.thread,
      audience: event.audience,
      data: event,
    }));
    await this.database.query(APPEND, [JSON.stringify(rows), actor?.id ?? null, requestId, causeId]);
    this.database.afterCommit(this.ring);
    for (const event of events) await this.join(event);
  }

  private readonly ring = (): void => this.bell.ring(JOURNAL_BELL);

  private async join(event: DomainEvent): Promise<void> {
    for (const { event: type, reaction } of withinMarks) {
      if (type !== event.constructor) continue;
      await this.modules.get<Reaction>(reaction, { strict: false }).react(event);
    }
  }
}
