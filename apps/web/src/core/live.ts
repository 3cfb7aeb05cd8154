import type { QueryClient } from '@tanstack/vue-query';
import { ref } from 'vue';

export interface LiveEntry {
  readonly type: string;
  readonly subject: string;
  readonly thread: string | null;
  readonly at: string;
}

/** `live`: events arrive; `polling`: they do not, and lists are read every 15 seconds instead. */
export const liveState = ref<'connecting' | 'live' | 'polling'>('connecting');
const POLL_MS = 15_000;
/** Events of one act arrive together; one re-reading is enough for all of them. */
const GATHER_MS = 150;

/**
 * Keeps what is on screen true: an entry of the feed marks the lists stale, and those in sight are read again.
 * The feed is a hint; without it the lists are polled.
 */
export function followFeed(queries: QueryClient, heard: (entry: LiveEntry) => void = () => undefined): () => void {
  let gathering: ReturnType<typeof setTimeout> | undefined;
  const refresh = (): void => {
    gathering ??= setTimeout(() => {
      gathering = undefined;
      void queries.invalidateQueries();
    }, GATHER_MS);
  };
  const source = new EventSource('/api/v1/feed');
  source.addEventListener('open', () => {
    if (liveState.value === 'polling') refresh();
    liveState.value = 'live';
  });
  source.addEventListener('error', () => (liveState.value = 'polling'));
  source.addEventListener('resync', refresh);
  source.addEventListener('entry', (event) => {
    heard(JSON.parse((event as MessageEvent<string>).data) as LiveEntry);
    refresh();
  });
  const poll = setInterval(() => liveState.value !== 'live' && refresh(), POLL_MS);
  return () => {
    source.close();
    clearInterval(poll);
    clearTimeout(gathering);
  };
}
