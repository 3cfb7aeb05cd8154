import { setUpApi } from '@/core/api';
import { client } from '@/core/api/gen/client.gen';
import { again } from '@/core/backing-off';
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

/** Without a network a list fails and says so, instead of waiting in silence. */
const queries = new QueryClient({
  defaultOptions: {
    queries: { ...again, staleTime: 1_000, networkMode: 'always' },
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
