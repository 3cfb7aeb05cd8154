import { setUpApi, type Problem } from '@/core/api';
import { client } from '@/core/api/gen/client.gen';
import { i18n } from '@/core/i18n';
import { me } from '@/core/session';
import '@/core/tokens.css';
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import App from './App.vue';
import { hearServerTime } from './kit/clock';
import { followPreferences } from './kit/preferences';
import './phone.css';
import { router } from './router';
import { ended } from './session-gate';

/**
 * What the server refuses it refuses again; what did not reach it is tried twice more. Without a network a list fails and
 * says so, instead of waiting in silence.
 */
const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: (times, problem: Problem) => (problem.status === 0 || problem.status >= 500) && times < 2, staleTime: 1_000, networkMode: 'always' },
  },
});

setUpApi(() => {
  if (!me.value) return;
  me.value = null;
  ended.value = true;
  queries.clear();
  void router.push({ name: 'sign-in', query: { next: router.currentRoute.value.fullPath } });
});
client.interceptors.response.use((response) => {
  hearServerTime(response);
  return response;
});

void followPreferences().then(() => createApp(App).use(i18n).use(router).use(VueQueryPlugin, { queryClient: queries }).mount('#app'));
