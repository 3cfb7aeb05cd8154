import { serverNow } from '@/core/server-clock';
import { shallowReactive } from 'vue';
import { keep, plain, recall, type KeptDraft } from './database';

/** Drafts of whoever is here, by name. */
export const drafts = shallowReactive(new Map<string, KeptDraft>());
let writing: Promise<unknown> = Promise.resolve();
let owner = 'nobody';

export async function loadDrafts(of: string): Promise<void> {
  const kept = await recall((shelves) => shelves.getAllFromIndex('drafts', 'owner', of), []);
  owner = of;
  drafts.clear();
  for (const draft of kept) drafts.set(draft.name, draft);
}

export const recallDraft = <T>(name: string): T | null => (drafts.has(name) ? (plain(drafts.get(name)!.content) as T) : null);

export const asDraft = (name: string, content: object): KeptDraft => ({ key: `${owner}/${name}`, owner, name, content: plain(content), at: serverNow().toISOString() });

/** In memory at once, on the disk when it returns; fails with `NotKept`. */
export function keepDraft(draft: KeptDraft): Promise<void> {
  drafts.set(draft.name, draft);
  return follow(() => keep((shelves) => shelves.put('drafts', draft)));
}

export function forgetDraft(name: string): Promise<void> {
  const draft = drafts.get(name);
  drafts.delete(name);
  return draft ? follow(() => keep((shelves) => shelves.delete('drafts', draft.key))) : Promise.resolve();
}

/** When all that was typed is on the disk, or was refused by it. */
export const settled = (): Promise<unknown> => writing;

/** One write after the other: an older state must not arrive last. */
function follow(write: () => Promise<void>): Promise<void> {
  const next = writing.then(write);
  writing = next.catch(() => undefined);
  return next;
}
