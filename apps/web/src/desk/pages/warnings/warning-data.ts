import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, toValue, type MaybeRefOrGetter } from 'vue';
import { ask, getWarning, previewWarning, type MessageKind, type MessageView, type Problem, type WarningDetail, type WarningLevel } from '../../../core/api';

/** Messages that switch tasks on or off; their approval carries the hash of the preview. */
export const changesLevel = (kind: MessageKind): boolean => kind === 'issue' || kind === 'raise' || kind === 'lower';
export const LEVELS: readonly WarningLevel[] = ['yellow', 'orange', 'red'];

/** Levels a message of this kind cannot take, where the warning stands now. */
export function levelsOutOfReach(kind: MessageKind | 'adjust', level: WarningLevel | null): WarningLevel[] {
  const now = level ? LEVELS.indexOf(level) : -1;
  if (kind === 'adjust') return LEVELS.filter((_level, n) => n === now);
  if (kind === 'raise') return LEVELS.filter((_level, n) => n <= now);
  return kind === 'lower' ? LEVELS.filter((_level, n) => n >= now) : [];
}

const keyOf = (id: string): readonly unknown[] => ['warning', id];

export function useWarning(id: MaybeRefOrGetter<string | undefined>) {
  const queries = useQueryClient();
  const read = (one: string): Promise<WarningDetail> => ask(getWarning({ path: { id: one } }));
  const query = useQuery({
    queryKey: computed(() => keyOf(toValue(id) ?? '')),
    queryFn: () => read(toValue(id)!),
    enabled: computed(() => toValue(id) !== undefined),
  });
  /** Reads it now, so that the page goes on with what the server has. Not through the query: whatever is heard meanwhile would cancel that. */
  const readNow = async (one: string): Promise<WarningDetail> => {
    const warning = await read(one);
    await queries.cancelQueries({ queryKey: keyOf(one) });
    queries.setQueryData(keyOf(one), warning);
    return warning;
  };
  return { query, readNow };
}

/**
 * What the open message would switch on and for whom; read anew whenever something has happened. The warning is asked first: the very
 * event that calls for a new look may have been the signature, after which there is nothing to preview.
 */
export function usePreview(id: MaybeRefOrGetter<string | undefined>, message: MaybeRefOrGetter<MessageView | null>, readNow: (id: string) => Promise<WarningDetail>) {
  const isWanted = (open: MessageView | null): boolean => open !== null && changesLevel(open.kind);
  return useQuery({
    queryKey: computed(() => ['preview', toValue(id), toValue(message)?.level]),
    queryFn: async () => {
      const { openMessage } = await readNow(toValue(id)!);
      return isWanted(openMessage) ? ask(previewWarning({ path: { id: toValue(id)! } })) : null;
    },
    enabled: computed(() => toValue(id) !== undefined && isWanted(toValue(message))),
    retry: (times, problem: Problem) => problem.status === 0 && times < 2,
  });
}
