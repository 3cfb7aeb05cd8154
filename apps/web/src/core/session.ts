import { computed, ref } from 'vue';
import { getSession, signIn as sendCredentials, signOut as sendGoodbye, type MeView, type Role } from './api';

/** Who is signed in on this page; null until known or after signing out. */
export const me = ref<MeView | null>(null);
export const has = (...roles: Role[]): boolean => me.value?.roles.some((role) => roles.includes(role)) ?? false;
export const isCommand = computed(() => has('duty-officer', 'approver', 'commander'));
export const isUnit = computed(() => has('unit', 'unit-head', 'enterprise'));

/** Asks the server; false when nobody is signed in. */
export async function recall(): Promise<boolean> {
  try {
    me.value = (await getSession()).data ?? null;
  } catch {
    me.value = null;
  }
  return me.value !== null;
}

export async function signIn(username: string, password: string): Promise<void> {
  me.value = (await sendCredentials({ body: { username, password } })).data ?? null;
}

export async function signOut(): Promise<void> {
  await sendGoodbye().finally(() => (me.value = null));
}
