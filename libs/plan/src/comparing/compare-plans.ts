import { isDeepStrictEqual } from 'node:util';
import { WARNING_LEVELS, type Measure, type PlanClock, type PlanClocks, type PlanContent, type ResponseLevel, type WarningLevel } from '../plan.js';
import type { PlanQuestion } from '../question.js';
import { settled, withResponsible } from '../settled.js';
import { changesOf, isUnchanged, type Change, type MeasureChanges } from './compare-measures.js';
import { pairsOf } from './likeness.js';

export const HEAD_FIELDS = ['title', 'issuer', 'number', 'issuedOn', 'seasonFrom', 'seasonTo'] as const;
export type PlanHead = { readonly [Field in (typeof HEAD_FIELDS)[number]]: string | null };

/** renumbered: under another number. moved: under other headings. changed: it says something else. A measure may be all three. */
export const MEASURE_CHANGE_KINDS = ['added', 'removed', 'changed', 'renumbered', 'moved'] as const;
export type MeasureChangeKind = (typeof MEASURE_CHANGE_KINDS)[number];

/** Both sides of one measure; null where it is new or gone. */
export interface MeasurePair extends Change<Measure> {
  /** Empty: it is the same in both. */
  readonly kinds: readonly MeasureChangeKind[];
  readonly changes: MeasureChanges;
}

export interface PlanComparison {
  readonly head: readonly (Change<string> & { readonly field: (typeof HEAD_FIELDS)[number] })[];
  readonly levels: readonly (Change<ResponseLevel> & { readonly warning: WarningLevel })[];
  readonly clocks: readonly (Change<PlanClock> & { readonly clock: keyof PlanClocks })[];
  /** Every measure of both exactly once, in the order of the later plan; what is gone stands where it stood. */
  readonly measures: readonly MeasurePair[];
}

export interface ComparedPlan {
  readonly head: PlanHead;
  readonly content: PlanContent;
}

/** A plan as publishing would write it: answers worked in, and a lead without others carries out itself. Drafts and versions compare alike. */
export const asItWouldStand = (content: PlanContent, questions: readonly PlanQuestion[]): PlanContent => ({
  ...content,
  measures: content.measures.map((measure) => withResponsible(settled(measure, questions))),
});

/** What became of a plan, measure by measure. From the other side the same differences, mirrored. */
export function comparePlans(before: ComparedPlan, after: ComparedPlan): PlanComparison {
  const responseTo = ({ levels }: PlanContent, warning: WarningLevel) => levels.find((pair) => pair.warning === warning)?.response ?? null;
  return {
    head: HEAD_FIELDS.flatMap((field) => differing({ field, before: before.head[field], after: after.head[field] })),
    levels: WARNING_LEVELS.flatMap((warning) => differing({ warning, before: responseTo(before.content, warning), after: responseTo(after.content, warning) })),
    clocks: (['acknowledge', 'confirm', 'standDown'] as const).flatMap((clock) => differing({ clock, before: before.content.clocks[clock], after: after.content.clocks[clock] })),
    measures: measurePairs(before.content.measures, after.content.measures),
  };
}

const differing = <T extends Change<unknown>>(change: T): T[] => (isDeepStrictEqual(change.before, change.after) ? [] : [change]);

function measurePairs(before: readonly Measure[], after: readonly Measure[]): MeasurePair[] {
  const subject = ({ no, title, requirement }: Measure) => ({ no, text: `${title}\n${requirement}` });
  const pairs = pairsOf(before.map(subject), after.map(subject));
  const placeOf = new Map(pairs.flatMap(([i, j]) => (i !== null && j !== null ? [[i, j] as const] : [])));
  // What is gone stands after the nearest measure before it that is still there.
  const place = (i: number): number => {
    for (let at = i; at >= 0; at--) if (placeOf.has(at)) return placeOf.get(at)! + 0.5;
    return -0.5;
  };
  return pairs
    .map(([i, j]) => ({ at: j ?? place(i!), then: i ?? 0, pair: pairOf(i === null ? null : before[i]!, j === null ? null : after[j]!) }))
    .sort((a, b) => a.at - b.at || a.then - b.then)
    .map(({ pair }) => pair);
}

function pairOf(before: Measure | null, after: Measure | null): MeasurePair {
  const changes = changesOf(before, after);
  if (!before || !after) return { before, after, changes, kinds: [after ? 'added' : 'removed'] };
  const kinds: MeasureChangeKind[] = [];
  if (!isUnchanged(changes)) kinds.push('changed');
  if (before.no !== after.no) kinds.push('renumbered');
  if (!isDeepStrictEqual(before.path, after.path)) kinds.push('moved');
  return { before, after, changes, kinds };
}
