import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { createApp } from 'vue';
import { setUpApi } from '../core/api';
import { again } from '../core/backing-off';
import { carry, i18n, speak } from '../core/i18n';
import { remembered } from '../core/language';
import { me } from '../core/session';
import '../core/tokens.css';
import App from './App.vue';
import './screen.css';

/** Without a network nothing is asked and what was read stays on the wall; it is read anew as soon as the network is back. */
const queries = new QueryClient({ defaultOptions: { queries: { ...again, staleTime: 1_000, refetchOnWindowFocus: true, refetchIntervalInBackground: true } } });

carry({ 'zh-CN': () => import('../core/i18n/zh-CN'), en: () => import('../core/i18n/en') });
setUpApi(() => (me.value = null));

void speak(remembered()).then(() => createApp(App).use(i18n).use(VueQueryPlugin, { queryClient: queries }).mount('#app'));
