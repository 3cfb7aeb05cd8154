import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import { setUpApi, type Problem } from '../core/api';
import { again } from '../core/backing-off';
import { carry, i18n, speak } from '../core/i18n';
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

carry({ 'zh-CN': () => import('../core/i18n/zh-CN'), en: () => import('../core/i18n/en') });

const queries = new QueryClient({ defaultOptions: { queries: { ...again, staleTime: 1_000 } } });

setUpApi(() => {
  if (!me.value) return;
  me.value = null;
  queries.clear();
  void router.push({ name: 'sign-in', query: { next: router.currentRoute.value.fullPath } });
});

void speak(remembered()).then(() => createApp(App).use(i18n).use(router).use(VueQueryPlugin, { queryClient: queries }).mount('#app'));
