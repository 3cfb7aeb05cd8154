import { getSession, Problem } from '@/core/api';
import { me } from '@/core/session';
import { ref } from 'vue';

/** The server could not be asked who is here; then nobody is sent to the sign-in page, where he could do nothing either. */
export const unreachable = ref<Problem | null>(null);
/** The session ended while somebody was at work; he is told so where he signs in again. */
export const ended = ref(false);

/** True when somebody is signed in on this phone. */
export async function isSomebodyHere(): Promise<boolean> {
  if (me.value) return true;
  try {
    me.value = (await getSession({ throwOnError: true })).data;
    unreachable.value = null;
    return true;
  } catch (error) {
    const problem = Problem.of(error, undefined);
    unreachable.value = problem.status === 401 ? null : problem;
    return false;
  }
}
