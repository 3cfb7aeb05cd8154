import { Command, CommandBus, type ICommandHandler } from '@nestjs/cqrs';
import { PlaceInInbox } from '#notification';
import { Choice, Count, Database, Handles, IdList, Store, type Actor } from '#platform';
import { UnitsReminded } from '../checklist.events.js';
import { NobodyToRemind } from '../checklist.refusals.js';
import { ROW_COLUMNS, ROW_SOURCES } from '../queries/checklist-view.js';

type Owed = 'unacknowledged' | 'unanswered' | 'not_stood_down';

export class Reminder {
  @Choice(['unacknowledged', 'unanswered', 'not_stood_down', 'overdue'], { name: 'ReminderReason', about: '未签收, 未反馈, 未解除 after the lifting; or 逾期, each about what it is late with' })
  about!: Owed | 'overdue';

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
         (extract(epoch FROM clock_now()) / 60)::int AS round, (list.items_total - list.items_answered) AS open, $4::text AS about
    FROM checklist_checklist list
    LEFT JOIN LATERAL (SELECT person_id FROM directory_face_on_duty($1, clock_now()) face WHERE face.unit_id = list.unit_id OFFSET 0) duty ON true
   WHERE list.response_id = $2 AND list.jurisdiction_id = $1 AND list.stood_down_at IS NULL AND list.excused_at IS NULL
     AND ($3::bigint[] IS NULL OR list.id = ANY ($3))
     AND CASE $4 WHEN 'unacknowledged' THEN list.acknowledged_at IS NULL
                 WHEN 'not_stood_down' THEN list.stand_down_by IS NOT NULL ELSE list.items_answered < list.items_total END
   ORDER BY list.id LIMIT 5000`;

/** 逾期: as the board counts them. What a unit owes next is what it is asked for. */
const OVERDUE = `
  SELECT row.id, row."unitId", coalesce(duty.person_id, 0)::text AS "personId", row.exercise, (extract(epoch FROM clock_now()) / 60)::int AS round,
         row."itemsTotal" - row."itemsAnswered" AS open,
         CASE WHEN row."standDownBy" IS NOT NULL THEN 'not_stood_down' WHEN row."acknowledgedAt" IS NULL THEN 'unacknowledged' ELSE 'unanswered' END AS about
    FROM (SELECT ${ROW_COLUMNS} FROM ${ROW_SOURCES} WHERE list.jurisdiction_id = $1 AND list.response_id = $2 AND ($3::bigint[] IS NULL OR list.id = ANY ($3))) row
    LEFT JOIN LATERAL (SELECT person_id FROM directory_face_on_duty($1, clock_now()) face WHERE face.unit_id = row."unitId" OFFSET 0) duty ON true
   WHERE row.overdue ORDER BY row.id LIMIT 5000`;

interface Silent {
  readonly id: string;
  readonly unitId: string;
  readonly personId: string;
  readonly exercise: boolean;
  readonly round: number;
  readonly open: number;
  readonly about: Owed;
}

@Handles(RemindUnits)
export class RemindUnitsHandler implements ICommandHandler<RemindUnits> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
    private readonly commands: CommandBus,
  ) {}

  execute({ actor: { jurisdictionId }, responseId, input }: RemindUnits): Promise<Reminded> {
    return this.store.whole(async () => {
      const values = [jurisdictionId, responseId, input.checklistIds ?? null];
      const silent = await (input.about === 'overdue' ? this.database.query<Silent>(OVERDUE, values) : this.database.query<Silent>(SILENT, [...values, input.about]));
      if (silent.length === 0) throw new NobodyToRemind();
      const recipients = silent.map((list) => ({ ...list, subject: `checklist/${list.id}`, facts: { about: list.about, open: list.open } }));
      const placement = { jurisdictionId, thread: responseId, kind: 'checklist.reminder', exercise: silent[0]!.exercise, recipients };
      const reminded = await this.commands.execute(new PlaceInInbox(placement));
      await this.store.append(new UnitsReminded(jurisdictionId, responseId, silent.map((list) => list.id)));
      return { reminded };
    });
  }
}
