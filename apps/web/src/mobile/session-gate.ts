import { getSession, Problem } from '@/core/api';
import { me } from '@/core/session';
import { ref } from 'vue';
import { patience } from './kit/outgoing';
import { enter, forgetPerson, remembered } from './offline/account';

/** The server could not be asked who is here, and nobody is remembered; then nobody is sent to the sign-in page, where he could do nothing either. */
export const unreachable = ref<Problem | null>(null);
/** The session ended while somebody was at work; he is told so where he signs in again. */
export const ended = ref(false);

/** Where somebody is remembered, a weak signal is not waited for: the phone opens, and asks again with the first list. */
const SHORT_MS = 6_000;

/** True when somebody is signed in on this phone, or was when it last had a network. */
export async function isSomebodyHere(): Promise<boolean> {
  if (!me.value) await askWho();
  if (!me.value) return false;
  await enter(me.value);
  return true;
}

async function askWho(): Promise<void> {
  const last = await remembered();
  try {
    me.value = (await getSession({ signal: patience(last ? SHORT_MS : undefined), throwOnError: true })).data;
    unreachable.value = null;
  } catch (error) {
    const problem = Problem.of(error, undefined);
    if (problem.status === 401) await forgetPerson();
    if (problem.status === 0 || problem.status >= 500) me.value = last;
    unreachable.value = problem.status === 401 || me.value ? null : problem;
  }
}
