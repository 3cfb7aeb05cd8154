import { Command, CommandBus, type ICommandHandler } from '@nestjs/cqrs';
import { PlaceInInbox } from '#notification';
import { Choice, Count, Database, Handles, IdList, Store, type Actor } from '#platform';
import { UnitsReminded } from '../checklist.events.js';
import { NobodyToRemind } from '../checklist.refusals.js';

export class Reminder {
  @Choice(['unacknowledged', 'unanswered', 'not_stood_down'], { name: 'ReminderReason', about: '未签收, 未反馈, or 未解除 after the lifting' })
  about!: 'unacknowledged' | 'unanswered' | 'not_stood_down';

  @IdList({ optional: true, max: 1000, about: 'Only these checklists; absent: all that owe it' })
  checklistIds?: string[];
}

export class Reminded {
  @Count() reminded!: number;
}

/** 催办: one notice per silent unit, to the person on duty or else to its inbox. */
export class RemindUnits extends Command<Reminded> {
  constructor(
    readonly actor: Actor,
    readonly responseId: string,
    readonly input: Reminder,
  ) {
    super();
  }
}

/** Rounds of reminding are counted by the minute: two clicks within one are one reminder. */
const SILENT = `
  SELECT list.id, list.unit_id AS "unitId", coalesce(duty.person_id, 0)::text AS "personId", list.exercise,
         (extract(epoch FROM clock_now()) / 60)::int AS round, (list.items_total - list.items_answered) AS open
    FROM checklist_checklist list
    LEFT JOIN LATERAL (SELECT person_id FROM directory_face_on_duty($1, clock_now()) face WHERE face.unit_id = list.unit_id OFFSET 0) duty ON true
   WHERE list.response_id = $2 AND list.jurisdiction_id = $1 AND list.stood_down_at IS NULL AND list.excused_at IS NULL
     AND ($3::bigint[] IS NULL OR list.id = ANY ($3))
     AND CASE $4 WHEN 'unacknowledged' THEN list.acknowledged_at IS NULL
                 WHEN 'not_stood_down' THEN list.stand_down_by IS NOT NULL ELSE list.items_answered < list.items_total END
   ORDER BY list.id LIMIT 5000`;

@Handles(RemindUnits)
export class RemindUnitsHandler implements ICommandHandler<RemindUnits> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
    private readonly commands: CommandBus,
  ) {}

  execute({ actor: { jurisdictionId }, responseId, input }: RemindUnits): Promise<Reminded> {
    return this.store.whole(async () => {
      const silent = await this.database.query<{ id: string; unitId: string; personId: string; exercise: boolean; round: number; open: number }>(SILENT, [
        jurisdictionId,
        responseId,
        input.checklistIds ?? null,
        input.about,
      ]);
      if (silent.length === 0) throw new NobodyToRemind();
      const recipients = silent.map((list) => ({ ...list, subject: `checklist/${list.id}`, facts: { about: input.about, open: list.open } }));
      const placement = { jurisdictionId, thread: responseId, kind: 'checklist.reminder', exercise: silent[0]!.exercise, recipients };
      const reminded = await this.commands.execute(new PlaceInInbox(placement));
      await this.store.append(new UnitsReminded(jurisdictionId, responseId, silent.map((list) => list.id)));
      return { reminded };
    });
  }
}
