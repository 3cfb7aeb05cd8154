import type { MeView } from '@/core/api';
import { me } from '@/core/session';
import { watch } from 'vue';
import { keep, plain, recall } from './database';
import { forgetAnswers } from './kept';
import { loadOutbox } from './outbox';
import { forgetOldPictures } from './pictures';

/** Stands among what is kept of the server's answers, and belongs to this phone. */
const WHO = 'who';
let loaded: { readonly owner: string; readonly done: Promise<void> } | null = null;

/** Who was here last, so that the phone opens without signal too. It opens nothing at the server: that asks for the session. */
export const remembered = (): Promise<MeView | null> => recall(async (shelves) => ((await shelves.get('answers', WHO))?.data ?? null) as MeView | null, null);

export const forgetPerson = (): Promise<void> => keep((shelves) => shelves.delete('answers', WHO)).catch(() => undefined);

/** What this account has on this phone, read once. */
export function enter(person: MeView): Promise<void> {
  if (loaded?.owner !== person.id) {
    void keep((shelves) => shelves.put('answers', { key: WHO, owner: person.id, at: new Date().toISOString(), data: plain(person) })).catch(() => undefined);
    void forgetOldPictures(person.id);
    loaded = { owner: person.id, done: loadOutbox(person.id) };
  }
  return loaded.done;
}

/** 退出: the next one on this phone finds neither the name nor the lists. Drafts and unsent records wait for their own account. */
export async function leave(owner: string): Promise<void> {
  await forgetPerson();
  await forgetAnswers(owner);
}

watch(me, (now) => now || (loaded = null));
