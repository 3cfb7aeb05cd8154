import { useQuery } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { ask, getDelays, getFindings, getHistory, getOutline, getProgress, getPunctuality, getTimeline, getUnitPlaces, listChecklists } from '../core/api';

/** Whatever the feed says, the figures are read so often: their age on the wall stays below ten seconds. */
const FIGURES_MS = 5_000;
const DRAWINGS_MS = 20_000;
const OVERDUE_SHOWN = 30;

/** All that the wall shows of one response; nothing is asked while there is none. */
export function useWallData(id: MaybeRefOrGetter<string | undefined>) {
  const enabled = computed(() => toValue(id) !== undefined);
  const path = (): { id: string } => ({ id: toValue(id)! });
  const read = <T>(name: string, every: number, asks: () => Promise<{ data?: T }>) =>
    useQuery({ queryKey: computed(() => ['wall', name, toValue(id)]), queryFn: () => ask(asks()), enabled, refetchInterval: every });
  return {
    progress: read('progress', FIGURES_MS, () => getProgress({ path: path() })),
    overdue: read('overdue', DRAWINGS_MS, () => listChecklists({ query: { responseId: toValue(id)!, state: 'overdue', limit: OVERDUE_SHOWN } })),
    punctuality: read('punctuality', DRAWINGS_MS, () => getPunctuality({ path: path() })),
    history: read('history', DRAWINGS_MS, () => getHistory({ path: path() })),
    delays: read('delays', DRAWINGS_MS, () => getDelays({ path: path() })),
    places: read('places', DRAWINGS_MS, () => getUnitPlaces({ path: path() })),
    findings: read('findings', DRAWINGS_MS, () => getFindings({ path: path() })),
    timeline: read('timeline', DRAWINGS_MS, () => getTimeline({ path: path(), query: { limit: 60 } })),
  };
}

export type WallData = ReturnType<typeof useWallData>;

/** The district's outline changes with a new start of the server. */
export const useOutline = () => useQuery({ queryKey: ['outline'], queryFn: () => ask(getOutline()), staleTime: Infinity });
