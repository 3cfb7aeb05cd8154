import { ModuleRef } from '@nestjs/core';
import { clockMarks, type RingingClock } from '../clocks/rings.js';
import { Database } from '../database/database.js';
import { figure, TellsFigures, type Figure, type FigureSource } from './figures.js';

/** Every part is one look at an index, or at a table that is empty while all goes well. */
const LOOK = `
  SELECT (SELECT count(*) FROM journal_pending)::int AS pending,
         coalesce((SELECT extract(epoch FROM clock_now() - entry.at) FROM journal_pending pending JOIN journal entry ON entry.id = pending.entry_id
                    ORDER BY pending.entry_id LIMIT 1), 0)::float8 AS "pendingSeconds",
         (SELECT count(*) FROM journal_batch WHERE state = 'waiting')::int AS waiting,
         coalesce((SELECT extract(epoch FROM clock_now() - min(entry.at)) FROM journal_batch batch JOIN journal entry ON entry.id = batch.entries[1]
                    WHERE batch.state = 'waiting'), 0)::float8 AS "waitingSeconds",
         (SELECT count(*) FROM journal_batch WHERE state = 'dead')::int AS dead,
         (SELECT position FROM journal_head)::float8 AS published,
         (SELECT count(*) FROM platform_heartbeat WHERE kind = 'worker' AND at > clock_now() - interval '20 seconds')::int AS workers`;
const LEADERS = `
  SELECT name, epoch::float8, extract(epoch FROM clock_now() - since)::float8 AS age, extract(epoch FROM clock_now() - passed_at)::float8 AS quiet
    FROM platform_leader`;

type Look = Record<'pending' | 'pendingSeconds' | 'waiting' | 'waitingSeconds' | 'dead' | 'published' | 'workers', number>;

/** How far the hand-over of the journal, the leaders and the clocks are behind. */
@TellsFigures()
export class HandOverFigures implements FigureSource {
  readonly meanings = {
    journal_pending: ['Entries that the relay has not yet handed on'],
    journal_pending_oldest_seconds: ['Age of the oldest of them'],
    journal_position: ['Position of the newest entry in the feed'],
    batches: ['Batches by state: waiting, or dead (a person must look)', 'state'],
    batch_oldest_seconds: ['Age of the oldest entry of a batch that is not done'],
    workers: ['Workers heard of within 20 seconds'],
    clock_late_seconds: ['How long the most overdue armed clock is overdue', 'clock'],
    leader_epoch: ['Terms of office so far; each step is a change of leader', 'name'],
    leader_age_seconds: ['Since when the leader leads', 'name'],
    leader_quiet_seconds: ['Since when the leader has not finished a pass', 'name'],
  } as const;

  constructor(
    private readonly database: Database,
    private readonly modules: ModuleRef,
  ) {}

  async figures(): Promise<Figure[]> {
    const [look] = await this.database.query<Look>(LOOK);
    const leaders = await this.database.query<{ name: string; epoch: number; age: number; quiet: number | null }>(LEADERS);
    const late = await lateClocks(this.modules);
    return [
      figure('journal_pending', look!.pending),
      figure('journal_pending_oldest_seconds', look!.pendingSeconds),
      figure('journal_position', look!.published),
      figure('batches', look!.waiting, { state: 'waiting' }),
      figure('batches', look!.dead, { state: 'dead' }),
      figure('batch_oldest_seconds', look!.waitingSeconds),
      figure('workers', look!.workers),
      ...late.map(({ clock, seconds }) => figure('clock_late_seconds', seconds, { clock })),
      ...leaders.flatMap(({ name, epoch, age, quiet }) => [
        figure('leader_epoch', epoch, { name }),
        figure('leader_age_seconds', age, { name }),
        ...(quiet === null ? [] : [figure('leader_quiet_seconds', quiet, { name })]),
      ]),
    ];
  }
}

/** How late each clock is, as its own context tells it. */
export function lateClocks(modules: ModuleRef): Promise<{ clock: string; seconds: number }[]> {
  return Promise.all(clockMarks.map(async ({ name, clock }) => ({ clock: name, seconds: await modules.get<RingingClock>(clock, { strict: false }).lateness() })));
}
