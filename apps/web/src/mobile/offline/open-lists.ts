import { getChecklist, type ChecklistRow } from '@/core/api';
import { stageOf } from '@/core/answering/stage';
import { computed, type Ref } from 'vue';
import { keepAhead } from './ahead';
import { orKept } from './kept';

const MOST = 5;

/** Checklists that ask for something. */
export function keepOpenLists(rows: Ref<readonly ChecklistRow[]>): void {
  const open = computed(() => rows.value.filter((row) => ['arrived', 'working'].includes(stageOf(row))).slice(0, MOST));
  keepAhead(computed(() => open.value.map(({ id, revision }) => ({ name: `${id}@${revision}`, read: () => orKept(`checklist/${id}`, () => getChecklist({ path: { id }, throwOnError: true })) }))));
}
