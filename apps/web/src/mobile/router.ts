import type { Role } from '@/core/api';
import { has, isUnit } from '@/core/session';
import { createRouter, createWebHistory, type RouteLocationNormalized, type RouteRecordRaw } from 'vue-router';
import { isSomebodyHere, unreachable } from './session-gate';

declare module 'vue-router' {
  interface RouteMeta {
    /** Whoever has none of these is led to his own first page; absent: everybody who is signed in. */
    roles?: readonly Role[];
    /** Shown above the bar of places. */
    tab?: boolean;
    /** For people who have not signed in. */
    open?: boolean;
  }
}

const UNITS = ['unit', 'unit-head', 'enterprise'] as const;
const REVIEWERS = ['unit', 'unit-head'] as const;
const INSPECTORS = ['inspector'] as const;

const ledgerPage = () => import('./pages/ledger/ProblemPage.vue');
/** The same page from several lists; back leads to the one it was opened from. */
const ledger = (list: string) => ({ params }: RouteLocationNormalized): object => ({ id: params.id, back: { name: list } });

const routes: RouteRecordRaw[] = [
  { path: '/', name: 'home', component: () => import('./pages/DeskOnlyPage.vue') },
  { path: '/sign-in', name: 'sign-in', component: () => import('./pages/SignInPage.vue'), meta: { open: true } },
  { path: '/a/:token', name: 'link', component: () => import('./pages/link/LinkPage.vue'), props: true, meta: { open: true } },
  { path: '/todo', name: 'todo', component: () => import('./pages/todo/TodoPage.vue'), meta: { roles: UNITS, tab: true } },
  { path: '/checklists/:id', name: 'checklist', component: () => import('./pages/checklist/ChecklistPage.vue'), props: true, meta: { roles: UNITS } },
  { path: '/responses/:id', name: 'warning', component: () => import('./pages/WarningPage.vue'), props: true, meta: { roles: [...UNITS, ...INSPECTORS] } },
  { path: '/reviews', name: 'reviews', component: () => import('./pages/reviews/ReviewsPage.vue'), meta: { roles: REVIEWERS, tab: true } },
  { path: '/notices', name: 'notices', component: () => import('./pages/NoticesPage.vue'), meta: { roles: UNITS, tab: true } },
  { path: '/log', name: 'log', component: () => import('./pages/log/LogPage.vue'), meta: { roles: INSPECTORS, tab: true } },
  { path: '/findings', name: 'findings', component: () => import('./pages/findings/FindingsPage.vue'), meta: { roles: INSPECTORS, tab: true } },
  { path: '/findings/:id', name: 'finding', component: ledgerPage, props: ledger('findings'), meta: { roles: INSPECTORS } },
  { path: '/problems', name: 'problems', component: () => import('./pages/ledger/ProblemsPage.vue'), meta: { roles: UNITS, tab: true } },
  { path: '/problems/:id', name: 'problem', component: ledgerPage, props: ledger('problems'), meta: { roles: UNITS } },
  { path: '/rechecks', name: 'rechecks', component: () => import('./pages/ledger/RechecksPage.vue'), meta: { roles: INSPECTORS, tab: true } },
  { path: '/rechecks/:id', name: 'recheck', component: ledgerPage, props: ledger('rechecks'), meta: { roles: INSPECTORS } },
  { path: '/outbox', name: 'outbox', component: () => import('./pages/outbox/OutboxPage.vue'), meta: { tab: true } },
  { path: '/me', name: 'me', component: () => import('./pages/MePage.vue'), meta: { tab: true } },
  { path: '/:rest(.*)*', name: 'lost', component: () => import('./pages/LostPage.vue'), meta: { open: true } },
];

export const router = createRouter({
  history: createWebHistory('/m/'),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
});

/** Pages that are needed just when the signal is gone: fetched while there is one, also where the browser has no service worker. */
export const fetchForOffline = (): void => void Promise.allSettled([import('./pages/outbox/OutboxPage.vue'), import('./pages/checklist/ChecklistPage.vue'), import('./pages/findings/FindingsPage.vue'), ledgerPage(), import('./pages/ledger/ProblemsPage.vue'), import('./pages/ledger/RechecksPage.vue')]);

/** The first page of a role; the command centre has none here and is told where its desk is. */
export const firstPage = (): string => (isUnit.value ? 'todo' : has('inspector') ? 'log' : 'home');

router.beforeEach(async (to) => {
  if (to.meta.open) return true;
  if (!(await isSomebodyHere())) return unreachable.value ? true : { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
  const first = firstPage();
  if (to.name === 'home') return first === 'home' || { name: first };
  return !to.meta.roles || has(...to.meta.roles) || { name: first };
});
