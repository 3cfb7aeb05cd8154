import { setUpApi } from '@/core/api';
import { again } from '@/core/backing-off';
import { carry, i18n } from '@/core/i18n';
import chinese from '@/core/i18n/phone/zh-CN';
import { me } from '@/core/session';
import '@/core/tokens.css';
import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import App from './App.vue';
import { recallClock } from './kit/clock';
import { followPreferences } from './kit/preferences';
import './phone.css';
import { router } from './router';
import { forgetPerson } from './offline/account';
import { ended } from './session-gate';

carry({ 'zh-CN': async () => ({ default: chinese }), en: () => import('@/core/i18n/phone/en') });

/** Without a network a list fails and says so, instead of waiting in silence. */
const queries = new QueryClient({
  defaultOptions: {
    queries: { ...again, staleTime: 1_000, networkMode: 'always' },
  },
});

setUpApi(() => {
  if (!me.value) return;
  me.value = null;
  void forgetPerson();
  ended.value = true;
  queries.clear();
  void router.push({ name: 'sign-in', query: { next: router.currentRoute.value.fullPath } });
});

void Promise.all([followPreferences(), recallClock()]).then(() => createApp(App).use(i18n).use(router).use(VueQueryPlugin, { queryClient: queries }).mount('#app'));
