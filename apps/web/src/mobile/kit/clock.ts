import { fullTime } from '@/core/time';
import { readonly, ref } from 'vue';
import { keep, recall } from '../offline/database';

const TICK_MS = 5_000;
const KEPT_AS = 'clock';
const WORTH_KEEPING_MS = 2_000;
/** The server tells whole seconds: what differs by less is the same time, and must not make the clock jump to and fro. */
const AS_GOOD_MS = 1_500;
const HALF_A_SECOND_MS = 500;
/** How far the server's clock is ahead of this phone's, in milliseconds. */
const ahead = ref(0);
const moment = ref(new Date());

/** A wrong clock is wrong by the same after a restart without signal. */
export async function recallClock(): Promise<void> {
  ahead.value = await recall(async (shelves) => Number((await shelves.get('answers', KEPT_AS))?.data ?? 0), 0);
  moment.value = serverNow();
}

/** Every answer of the server tells its time. Deadlines are judged by it, whatever the phone's clock says. */
export function hearServerTime(response: Response): void {
  const said = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(said)) return;
  const now = said + HALF_A_SECOND_MS - Date.now();
  if (Math.abs(now - ahead.value) <= AS_GOOD_MS) return;
  if (Math.abs(now - ahead.value) > WORTH_KEEPING_MS) void keep((shelves) => shelves.put('answers', { key: KEPT_AS, owner: 'phone', at: new Date(said).toISOString(), data: now })).catch(() => undefined);
  ahead.value = now;
  moment.value = serverNow();
}

export const serverNow = (): Date => new Date(Date.now() + ahead.value);

const WORTH_A_WORD_MS = 120_000;
/** Minutes by which this phone's clock is behind the server's (before it: negative); 0 when the difference is not worth a word. */
export const minutesBehind = (): number => (Math.abs(ahead.value) < WORTH_A_WORD_MS ? 0 : Math.round(ahead.value / 60_000));

setInterval(() => (moment.value = serverNow()), TICK_MS);

/** The server's time, for what is shown; it moves by itself. */
export const now = readonly(moment);

/** 13:08:52, of today. */
export const clockTime = (at: Date): string => fullTime(at).slice(11);
