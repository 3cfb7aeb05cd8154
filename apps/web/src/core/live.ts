import type { QueryClient } from '@tanstack/vue-query';
import { ref } from 'vue';
import { quietFor } from './backing-off';

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
/** While a whole city answers, the lists are read once a second, not with every answer. */
const PAUSE_MS = 1_000;
/** The server ends a long stream on purpose; coming back within this time is not worth a word. */
const PATIENCE_MS = 6_000;

/**
 * Keeps what is on screen true: an entry of the feed marks the lists stale, and those in sight are read again.
 * The feed is a hint; without it the lists are polled.
 */
export function followFeed(queries: QueryClient, heard: (entry: LiveEntry) => void = () => undefined): () => void {
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let losing: ReturnType<typeof setTimeout> | undefined;
  let lastRead = 0;
  const refresh = (): void => {
    gathering ??= setTimeout(
      () => {
        gathering = undefined;
        lastRead = performance.now();
        void queries.invalidateQueries();
      },
      Math.max(GATHER_MS, lastRead + PAUSE_MS - performance.now(), quietFor()),
    );
  };
  const opened = (): void => {
    clearTimeout(losing);
    losing = undefined;
    if (liveState.value === 'polling') refresh();
    liveState.value = 'live';
  };
  const lost = (): void => {
    losing ??= setTimeout(() => (liveState.value = 'polling'), PATIENCE_MS);
  };
  let source = listen();
  function listen(): EventSource {
    const feed = new EventSource('/api/v1/feed');
    feed.addEventListener('open', opened);
    feed.addEventListener('error', lost);
    feed.addEventListener('resync', refresh);
    feed.addEventListener('entry', (event) => {
      heard(JSON.parse((event as MessageEvent<string>).data) as LiveEntry);
      refresh();
    });
    return feed;
  }
  const poll = setInterval(() => {
    if (liveState.value === 'live') return;
    refresh();
    // A refusal closes the source for good; the browser comes back by itself only after a lost connection.
    if (source.readyState === EventSource.CLOSED) source = listen();
  }, POLL_MS);
  return () => {
    source.close();
    clearInterval(poll);
    clearTimeout(gathering);
    clearTimeout(losing);
    liveState.value = 'connecting';
  };
}
