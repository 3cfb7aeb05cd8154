import { fullTime } from '@/core/time';
import { readonly, ref } from 'vue';

const TICK_MS = 5_000;
/** How far the server's clock is ahead of this phone's, in milliseconds. */
let ahead = 0;
const moment = ref(new Date());

/** Every answer of the server tells its time. Deadlines are judged by it, whatever the phone's clock says. */
export function hearServerTime(response: Response): void {
  const said = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(said)) return;
  ahead = said - Date.now();
  moment.value = serverNow();
}

export const serverNow = (): Date => new Date(Date.now() + ahead);

setInterval(() => (moment.value = serverNow()), TICK_MS);

/** The server's time, for what is shown; it moves by itself. */
export const now = readonly(moment);

/** 13:08:52, of today. */
export const clockTime = (at: Date): string => fullTime(at).slice(11);
