import { ahead, serverNow, takeServerAhead } from '@/core/server-clock';
import { fullTime } from '@/core/time';
import { watch } from 'vue';
import { keep, recall } from '../offline/database';

const KEPT_AS = 'clock';
const WORTH_KEEPING_MS = 2_000;

/** A wrong clock is wrong by the same after a restart without signal. */
export async function recallClock(): Promise<void> {
  takeServerAhead(await recall(async (shelves) => Number((await shelves.get('answers', KEPT_AS))?.data ?? 0), 0));
  watch(ahead, (now, before) => {
    if (Math.abs(now - before) > WORTH_KEEPING_MS) void keep((shelves) => shelves.put('answers', { key: KEPT_AS, owner: 'phone', at: serverNow().toISOString(), data: now })).catch(() => undefined);
  });
}

const WORTH_A_WORD_MS = 120_000;
/** Minutes by which this phone's clock is behind the server's (before it: negative); 0 when the difference is not worth a word. */
export const minutesBehind = (): number => (Math.abs(ahead.value) < WORTH_A_WORD_MS ? 0 : Math.round(ahead.value / 60_000));

/** 13:08:52, of today. */
export const clockTime = (at: Date): string => fullTime(at).slice(11);
