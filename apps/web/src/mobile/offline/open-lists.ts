import { getChecklist, type ChecklistRow } from '@/core/api';
import { stageOf } from '@/core/answering/stage';
import { onScopeDispose, watch, type Ref } from 'vue';
import { orKept } from './kept';

const MOST = 5;
/** A raise reaches all phones of a city in the same second; they must not all ask again in the next. */
const SPREAD_MS = 4_000;
const fetched = new Set<string>();

/** Checklists that ask for something are kept whole before anybody opens them: the yard where they are read may have no signal. */
export function keepOpenLists(rows: Ref<readonly ChecklistRow[]>): void {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const stop = watch(
    rows,
    (lists) => {
      for (const { id, revision } of lists.filter((row) => ['arrived', 'working'].includes(stageOf(row))).slice(0, MOST)) {
        const name = `${id}@${revision}`;
        if (fetched.has(name) || !navigator.onLine) continue;
        fetched.add(name);
        timers.add(setTimeout(() => orKept(`checklist/${id}`, () => getChecklist({ path: { id }, throwOnError: true })).catch(() => fetched.delete(name)), 500 + Math.random() * SPREAD_MS));
      }
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    stop();
    timers.forEach(clearTimeout);
  });
}
