import { getViolation, type ViolationDetail, type ViolationView } from '@/core/api';
import { computed, type Ref } from 'vue';
import { keepAhead } from './ahead';
import { orKept } from './kept';
import { keepPictures } from './pictures';

const MOST = 10;

/** One problem with its steps, and with the photos it is compared by. */
export async function readProblem(id: string): Promise<ViolationDetail> {
  const { data } = await orKept(`violation/${id}`, () => getViolation({ path: { id }, throwOnError: true }));
  void keepPictures([...data.photos, ...data.steps.flatMap(({ photos }) => photos)]);
  return data;
}

/** Problems that wait for whoever is here. */
export function keepOpenProblems(rows: Ref<readonly ViolationView[]>): void {
  keepAhead(computed(() => rows.value.slice(0, MOST).map(({ id, version }) => ({ name: `${id}@${version}`, read: () => readProblem(id) }))));
}
