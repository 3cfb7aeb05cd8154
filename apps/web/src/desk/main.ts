import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import { setUpApi, type Problem } from '../core/api';
import { i18n, speak } from '../core/i18n';
import { remembered } from '../core/language';
import { me } from '../core/session';
import '../core/tokens.css';
import App from './App.vue';
import { router } from './router';
import './theme.css';

declare module '@tanstack/vue-query' {
  interface Register {
    defaultError: Problem;
  }
}

/** What the server refuses it refuses again; what did not reach it is tried twice more. */
const queries = new QueryClient({
  defaultOptions: { queries: { retry: (times, problem) => (problem.status === 0 || problem.status >= 500) && times < 2, staleTime: 1_000 } },
});

setUpApi(() => {
  if (!me.value) return;
  me.value = null;
  queries.clear();
  void router.push({ name: 'sign-in', query: { next: router.currentRoute.value.fullPath } });
});

void speak(remembered()).then(() => createApp(App).use(i18n).use(router).use(VueQueryPlugin, { queryClient: queries }).mount('#app'));
