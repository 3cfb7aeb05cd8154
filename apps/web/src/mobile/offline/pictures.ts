import { serverNow } from '@/core/server-clock';
import { me } from '@/core/session';
import { reactive, watch } from 'vue';
import { keep, recall } from './database';

/** Photos that the server has, kept for looking at them without signal; in full, because a thumbnail does not show whether the chimney smokes. */
const here = reactive(new Map<string, string>());
const asked = new Set<string>();
const KEPT_MS = 14 * 86_400_000;

/** Address of a kept one on this phone. */
export const pictureHere = (id: string): string | undefined => here.get(id);

export async function keepPictures(ids: readonly string[]): Promise<void> {
  const owner = me.value?.id;
  for (const id of ids) {
    if (!owner || asked.has(id)) continue;
    asked.add(id);
    const picture = await kept(`${owner}/picture/${id}`, owner, id);
    if (picture && me.value?.id === owner) here.set(id, URL.createObjectURL(picture));
    else asked.delete(id);
  }
}

/** It stands among the answers of the server, and goes with them when its reader signs out. */
async function kept(key: string, owner: string, id: string): Promise<Blob | null> {
  const before = await recall(async (shelves) => (await shelves.get('answers', key))?.data, null);
  if (before instanceof Blob) return before;
  const answer = await fetch(`/api/v1/evidence/${id}?size=full`).catch(() => null);
  if (!answer?.ok) return null;
  const data = await answer.blob().catch(() => null);
  if (data) await keep((shelves) => shelves.put('answers', { key, owner, at: serverNow().toISOString(), data })).catch(() => undefined);
  return data;
}

/** What nobody has to compare any more. */
export async function forgetOldPictures(owner: string): Promise<void> {
  await keep(async (shelves) => {
    const own = IDBKeyRange.bound(`${owner}/picture/`, `${owner}/picture/g`);
    for (const { key, at } of await shelves.getAll('answers', own)) if (Date.parse(at) < serverNow().getTime() - KEPT_MS) await shelves.delete('answers', key);
  }).catch(() => undefined);
}

watch(
  () => me.value?.id,
  () => {
    for (const url of here.values()) URL.revokeObjectURL(url);
    here.clear();
    asked.clear();
  },
);
