import { effectiveLevels } from '../lines.js';
import type { CascadeMark, Measure, PlanContent } from '../plan.js';
import { pairsOf } from './likeness.js';

/** 承接 taken over, 收紧 taken over and stricter, 新增 only here, 缺项 only above. */
export const STANDINGS = ['adopted', 'tightened', 'added', 'missing'] as const;
export type Standing = (typeof STANDINGS)[number];

/** In what a measure can be held against the one above. */
export const STRICTNESS = ['deadline', 'levels', 'confirmMinutes', 'lines'] as const;
export type Strictness = (typeof STRICTNESS)[number];

export interface CascadeRow {
  readonly standing: Standing;
  /** In the plan above; null where it is only here. */
  readonly above: Measure | null;
  readonly here: Measure | null;
  readonly stricter: readonly Strictness[];
  /** In what it asks less than the plan above: allowed, and to be seen. */
  readonly milder: readonly Strictness[];
}

/** A district plan beside the plan above, measure by measure: its own in their order, then what it lacks in the order of the other. */
export function cascadeOf(above: Pick<PlanContent, 'measures' | 'clocks'>, here: Pick<PlanContent, 'measures' | 'clocks'>): CascadeRow[] {
  const subject = ({ no, title, requirement }: Measure) => ({ no, text: `${title}\n${requirement}` });
  const rows = pairsOf(above.measures.map(subject), here.measures.map(subject)).map(([i, j]) => ({
    i, j, row: rowOf(i === null ? null : above.measures[i]!, j === null ? null : here.measures[j]!, [above.clocks.confirm.withinMinutes, here.clocks.confirm.withinMinutes]),
  }));
  return rows.sort((a, b) => (a.j ?? Infinity) - (b.j ?? Infinity) || (a.i ?? 0) - (b.i ?? 0)).map(({ row }) => row);
}

function rowOf(above: Measure | null, here: Measure | null, confirm: readonly [number, number]): CascadeRow {
  if (!above || !here) return { standing: here ? 'added' : 'missing', above, here, stricter: [], milder: [] };
  const compared = STRICTNESS.map((field) => [field, stricter(field, above, here, confirm)] as const);
  const [more, less] = [compared.filter(([, by]) => by > 0), compared.filter(([, by]) => by < 0)].map((some) => some.map(([field]) => field));
  return { standing: more!.length > 0 ? 'tightened' : 'adopted', above, here, stricter: more!, milder: less! };
}

/** Above zero: here it asks more. Zero where the two cannot be held against each other. */
function stricter(field: Strictness, above: Measure, here: Measure, [confirmAbove, confirmHere]: readonly [number, number]): number {
  const isEmergency = above.phase === 'emergency' && here.phase === 'emergency';
  switch (field) {
    case 'deadline': return earlier(above, here);
    case 'levels': return isEmergency ? (here.levels?.length ?? 0) - (above.levels?.length ?? 0) : 0;
    case 'confirmMinutes': return isEmergency ? (above.confirmMinutes ?? confirmAbove) - (here.confirmMinutes ?? confirmHere) : 0;
    case 'lines': return isEmergency ? on(here) - on(above) : 0;
  }
}

const on = (measure: Measure): number => measure.lines.filter((line) => effectiveLevels(measure, line).length > 0).length;

/** To be done sooner, or kept up for longer. */
function earlier({ deadline: above }: Measure, { deadline: here }: Measure): number {
  if (above.kind === 'by_date' && here.kind === 'by_date' && above.date && here.date) return order(above.date, here.date);
  return above.kind === 'until_date' && here.kind === 'until_date' ? order(here.to, above.to) : 0;
}
const order = (a: string, b: string): number => (a === b ? 0 : a > b ? 1 : -1);

/**
 * The marks of a plan once its parent is known: what the plan above does not have is a local addition, what it has is none. A row that contributes to
 * the task above keeps its mark.
 */
export function cascadeMarks(rows: readonly CascadeRow[]): Map<string, CascadeMark | undefined> {
  return new Map(rows.flatMap(({ here, above }) => (here && here.cascade !== 'contributes' ? [[here.no, above ? undefined : 'local'] as const] : [])));
}
