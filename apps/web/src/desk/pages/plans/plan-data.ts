import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { ask, comparePlan, dryRunPlan, getPlan, getPlanSource, listGroups, type PlanPhase, type PlanSourceView, type ResponseLevel } from '../../../core/api';

export const PHASES: readonly PlanPhase[] = ['remediation', 'key_period', 'emergency', 'capability', 'safeguard', 'long_term'];
export const RESPONSE_LEVELS: readonly ResponseLevel[] = ['III', 'II', 'I'];

export function usePlan(id: MaybeRefOrGetter<string>) {
  const queries = useQueryClient();
  const query = useQuery({ queryKey: computed(() => ['plan', toValue(id)]), queryFn: () => ask(getPlan({ path: { id: toValue(id) } })) });
  const readAgain = (): Promise<void> => queries.invalidateQueries();
  return { query, readAgain };
}

/** What forbids publishing, and what asks for a reason; it changes with the directory too, so it is asked anew each time. */
export const useDryRun = (id: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean> = true) =>
  useQuery({
    queryKey: computed(() => ['plan-dry-run', toValue(id)]),
    queryFn: () => ask(dryRunPlan({ path: { id: toValue(id) } })),
    enabled: computed(() => toValue(enabled)),
  });

/** Against the plan that is named, else against the one before. */
export const useComparison = (id: MaybeRefOrGetter<string>, other: MaybeRefOrGetter<string | undefined>) =>
  useQuery({
    queryKey: computed(() => ['plan-comparison', toValue(id), toValue(other)]),
    queryFn: () => ask(comparePlan({ path: { id: toValue(id) }, query: { with: toValue(other) } })),
  });

/** The document itself never changes; it is read once. */
export function usePlanSource(id: MaybeRefOrGetter<string>, enabled: MaybeRefOrGetter<boolean> = true) {
  return useQuery({
    queryKey: computed(() => ['plan-source', toValue(id)]),
    queryFn: () => ask(getPlanSource({ path: { id: toValue(id) } })),
    enabled: computed(() => toValue(enabled)),
    staleTime: Infinity,
  });
}

export const useGroups = () => useQuery({ queryKey: ['groups'], queryFn: () => ask(listGroups()), select: ({ items }) => items });

export interface Piece {
  readonly text: string;
  /** The field that these words led to; null between. */
  readonly field: string | null;
}
export interface SourceLine {
  readonly n: number;
  readonly pieces: Piece[];
}

/** The lines of the source where a measure stands, cut at its marks; null when the source has no place for it. */
export function linesOf(source: PlanSourceView, measureNo: string): SourceLine[] | null {
  const place = source.places.find((one) => one.measureNo === measureNo);
  if (!place) return null;
  const text = source.text.split(/\r?\n/);
  return Array.from({ length: place.to - place.from + 1 }, (_none, at) => {
    const n = place.from + at;
    const marks = place.marks.filter(({ line }) => line === n).sort((a, b) => a.from - b.from);
    return { n, pieces: cut(text[n - 1] ?? '', marks) };
  });
}

function cut(line: string, marks: readonly { field: string; from: number; to: number }[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { field, from, to } of marks) {
    if (from < at) continue;
    if (from > at) pieces.push({ text: line.slice(at, from), field: null });
    pieces.push({ text: line.slice(from, to), field });
    at = to;
  }
  if (at < line.length) pieces.push({ text: line.slice(at), field: null });
  return pieces;
}
