import { Command, type ICommandHandler } from '@nestjs/cqrs';
import { v7 as uuid } from 'uuid';
import { Choice, Count, Database, Flag, Handles, Store, type Actor } from '#platform';
import { WARNING_LEVELS, type WarningLevel } from '../level.js';
import { MessageEntity } from '../message.entity.js';
import { WarningEntity } from '../warning.entity.js';
import { WarningMessageMoved } from '../warning.events.js';
import { SpeedOnlyInExercise } from '../warning.refusals.js';
import { columnsOf, MessageInput, undecided } from './message-input.js';

export class NewWarning extends MessageInput {
  @Choice(WARNING_LEVELS, { name: 'WarningLevel' })
  level!: WarningLevel;

  @Flag({ optional: true, about: '演练: same steps, no real channel' })
  exercise?: boolean;

  @Count({ optional: true, min: 1, max: 120, about: 'Exercise only: how many times faster the clocks run' })
  speed?: number;
}

/** 起草预警: the first message of a new warning, to be submitted and signed by a second person. */
export class DraftWarning extends Command<{ id: string; number: string }> {
  constructor(
    readonly actor: Actor,
    readonly input: NewWarning,
  ) {
    super();
  }
}

/** Serial number within the autumn-winter season, which runs from July to June: 2026—2027年第7号. */
const NEXT_NUMBER = `
  WITH season AS (
    SELECT (extract(year FROM local) - CASE WHEN extract(month FROM local) < 7 THEN 1 ELSE 0 END)::int AS began
      FROM (SELECT clock_now() AT TIME ZONE 'Asia/Shanghai' AS local) AS today
  )
  SELECT format('%s—%s年%s第%s号', began, began + 1, CASE WHEN $2 THEN '演练' ELSE '' END,
           1 + (SELECT count(*) FROM warning_series WHERE jurisdiction_id = $1 AND exercise = $2 AND number LIKE began || '—%')) AS number
    FROM season`;

@Handles(DraftWarning)
export class DraftWarningHandler implements ICommandHandler<DraftWarning> {
  constructor(
    private readonly store: Store,
    private readonly database: Database,
  ) {}

  execute({ actor, input }: DraftWarning): Promise<{ id: string; number: string }> {
    const { jurisdictionId } = actor;
    const exercise = input.exercise ?? false;
    const speed = input.speed ?? 1;
    if (speed !== 1 && !exercise) throw new SpeedOnlyInExercise();
    return this.store.whole(async () => {
      // Two drafts at the same moment must not take the same number.
      await this.database.query(`SELECT pg_advisory_xact_lock(hashtext('warning-number'), hashtext($1))`, [jurisdictionId]);
      const [next] = await this.database.query<{ number: string }>(NEXT_NUMBER, [jurisdictionId, exercise]);
      const warning = { id: uuid(), jurisdictionId, number: next!.number, state: 'drafted' as const, level: null, exercise, speed, version: 1 };
      await this.store.add(WarningEntity, warning, () => []);
      const message = { ...undecided, ...columnsOf(input), id: uuid(), jurisdictionId, warningId: warning.id, ordinal: 1, kind: 'issue' as const, state: 'draft' as const, level: input.level, draftedBy: actor.id };
      await this.store.add(MessageEntity, message, () => [new WarningMessageMoved(jurisdictionId, warning.id, message.id, 'issue', 'drafted')]);
      return { id: warning.id, number: warning.number };
    });
  }
}
