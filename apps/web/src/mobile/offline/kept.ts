import { Problem } from '@/core/api';
import { serverNow } from '@/core/server-clock';
import { me } from '@/core/session';
import { reactive } from 'vue';
import { keep, plain, recall, type KeptAnswer } from './database';

/** By name: since when what is shown is not the server's newest word. */
const since = reactive(new Map<string, string>());
/** A weak signal: after this time what the phone has is shown, and the server is asked again later. */
const PATIENCE_MS = 6_000;

/** What the server says, or without it what it said last: kept on this phone, shown with its age. */
export async function orKept<T>(name: string, read: () => Promise<{ data?: T }>): Promise<{ data: T }> {
  const key = `${me.value?.id ?? 'nobody'}/${name}`;
  const kept = await recall<KeptAnswer | undefined>((shelves) => shelves.get('answers', key), undefined);
  try {
    const { data } = await (kept ? inTime(read()) : read());
    since.delete(name);
    void keepAnswer(key, data);
    return { data: data as T };
  } catch (error) {
    const problem = Problem.of(error, undefined);
    if (!kept || (problem.status !== 0 && problem.status < 500)) throw problem;
    since.set(name, kept.at);
    return { data: kept.data as T };
  }
}

const inTime = <T>(answer: Promise<T>): Promise<T> => Promise.race([answer, new Promise<never>((_, failed) => setTimeout(() => failed(new Problem(0, {})), PATIENCE_MS))]);

async function keepAnswer(key: string, data: unknown): Promise<void> {
  const owner = me.value?.id;
  if (owner && key.startsWith(`${owner}/`)) await keep((shelves) => shelves.put('answers', { key, owner, at: serverNow().toISOString(), data: plain(data ?? null) })).catch(() => undefined);
}

/** Since when the oldest of these stands, ISO 8601; null: all of them are fresh. A name ending in `/` means all that begin so. */
export const keptSince = (...names: string[]): string | null =>
  [...since].filter(([name]) => names.some((one) => (one.endsWith('/') ? name.startsWith(one) : name === one))).map(([, at]) => at).sort()[0] ?? null;

/** At the end of a session: who comes next on this phone finds nothing of it. Drafts and the outbox stay with their account. */
export async function forgetAnswers(owner: string): Promise<void> {
  since.clear();
  await keep(async (shelves) => {
    const done = shelves.transaction('answers', 'readwrite');
    for (const key of await done.store.index('owner').getAllKeys(owner)) void done.store.delete(key);
    await done.done;
  }).catch(() => undefined);
}
