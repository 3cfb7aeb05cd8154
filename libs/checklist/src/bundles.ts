import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Database } from '#platform';
import type { Saying } from './clocks.js';
import { bySaying, gathered, inboxOf } from './saying.js';

/** A part is a row of its own: blocks never wait for one another. */
const KEEP = `
  INSERT INTO checklist_bundle (response_id, jurisdiction_id, exercise, clock, step, ring, unit_id, person_id, round, checklists, first_checklist, measures)
  SELECT p."responseId", p."jurisdictionId", p.exercise, p.clock, p.step, p.ring, p."unitId", p."personId", p.round, p.checklists, p.first, p.measures
    FROM jsonb_to_recordset($1::jsonb) AS p("responseId" uuid, "jurisdictionId" uuid, exercise boolean, clock text, step int, ring text, "unitId" bigint,
                                            "personId" bigint, round int, checklists int, first bigint, measures text[])`;

/** Silence that goes on ringing for longer than a minute is told by the minute. */
const SAY = `
  UPDATE checklist_bundle SET said_at = clock_now()
   WHERE said_at IS NULL
     -- What somebody else is firing just now, the sweep for instance, still looks due from here: its parts are waited for.
     AND ($1 AND NOT EXISTS (SELECT 1 FROM checklist_checklist WHERE ring_at <= clock_now()) OR at < clock_now() - interval '1 minute')
  RETURNING response_id AS "responseId", jurisdiction_id AS "jurisdictionId", exercise, clock, step, ring, unit_id AS "unitId", person_id::text AS "personId",
            round, checklists, first_checklist AS first, measures`;

/** 捆: what lead units and commanders are to hear is gathered over the blocks of the engine and said once, when nothing more is due. */
@Injectable()
export class Bundles {
  constructor(
    private readonly database: Database,
    private readonly commands: CommandBus,
  ) {}

  /** Kept in the transaction that fires: whoever dies before it is said leaves it to his successor. */
  async keep(parts: readonly Saying[]): Promise<void> {
    if (parts.length > 0) await this.database.query(KEEP, [JSON.stringify(parts)]);
  }

  /** `isLast`: the block was not full, so perhaps nothing is due any more. Otherwise only what has waited for too long is said. */
  async say(isLast: boolean): Promise<void> {
    const parts = await this.database.query<Saying>(SAY, [isLast]);
    for (const together of bySaying(gathered(parts))) await this.commands.execute(inboxOf(together));
  }
}
