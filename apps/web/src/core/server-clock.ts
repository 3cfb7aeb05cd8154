import { readonly, ref } from 'vue';

/** The server tells whole seconds: what differs by less is the same time, and must not make the clock jump to and fro. */
const AS_GOOD_MS = 1_500;
const HALF_A_SECOND_MS = 500;
const difference = ref(0);

/** How far the server's clock is ahead of this device's, in milliseconds. */
export const ahead = readonly(difference);

export const takeServerAhead = (milliseconds: number): void => void (difference.value = milliseconds);

/** Every answer of the server tells its time. Deadlines are judged by it, whatever the clock of this device says. */
export function hearServerTime(response: Response): void {
  const said = Date.parse(response.headers.get('date') ?? '');
  if (Number.isNaN(said)) return;
  const now = said + HALF_A_SECOND_MS - Date.now();
  if (Math.abs(now - difference.value) > AS_GOOD_MS) takeServerAhead(now);
}

export const serverNow = (): Date => new Date(Date.now() + difference.value);
