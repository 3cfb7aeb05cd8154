/** Whether a line was answered in time. `late` is answered too late, or silent and over its limit; nobody waits for an excused unit. */
export const ITEM_TIMINGS = ['answered', 'on_time', 'late', 'waiting'] as const;
export type ItemTiming = (typeof ITEM_TIMINGS)[number];

/** SQL over `list` and `item`, said once for the figures and for the rows behind them. A line that was sent back has a new limit. */
export const TIMING = `
  CASE WHEN item.state NOT IN ('open', 'returned') THEN CASE WHEN item.answered_at > item.confirm_by THEN 'late' ELSE 'on_time' END
       WHEN list.excused_at IS NOT NULL THEN 'excused' WHEN item.confirm_by < clock_now() THEN 'late' ELSE 'waiting' END`;
export const IS_ANSWERED = `item.state NOT IN ('open', 'returned')`;
