import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import type { Role } from '../core/api';
import { has, me, recall } from '../core/session';
import { myHome } from './frame/menu';
import { COMMAND, FIELD, UNITS } from './frame/roles';

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's name. */
    title?: string;
    /** Who may open it; absent: everybody who is signed in. */
    roles?: readonly Role[];
    /** Without menu and head: pages for people who have not signed in. */
    bare?: boolean;
  }
}

const routes: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'sign-in', component: () => import('./pages/sign-in/SignInPage.vue'), meta: { bare: true, title: 'desk.signIn.title' } },
  { path: '/invitation', component: () => import('./pages/sign-in/InvitationPage.vue'), meta: { bare: true, title: 'desk.invitation.title' } },
  { path: '/password', component: () => import('./pages/sign-in/PasswordPage.vue'), meta: { title: 'desk.password.title' } },
  { path: '/', component: () => import('./pages/overview/OverviewPage.vue'), meta: { title: 'desk.menu.overview', roles: COMMAND } },
  { path: '/todo', component: () => import('./pages/todo/TodoPage.vue'), meta: { title: 'desk.menu.todo', roles: [...COMMAND, ...FIELD, 'system-admin'] } },
  { path: '/duty', component: () => import('./pages/duty/DutyPage.vue'), meta: { title: 'desk.menu.duty', roles: COMMAND } },
  { path: '/warnings', component: () => import('./pages/warnings/WarningsPage.vue'), meta: { title: 'desk.menu.warnings', roles: COMMAND } },
  { path: '/warnings/new', component: () => import('./pages/warnings/WarningPage.vue'), meta: { title: 'desk.warning.new', roles: ['duty-officer'] } },
  { path: '/warnings/:id', component: () => import('./pages/warnings/WarningPage.vue'), props: true, meta: { title: 'desk.warning.title', roles: COMMAND } },
  { path: '/responses', component: () => import('./pages/responses/ResponsesPage.vue'), meta: { title: 'desk.menu.responses', roles: COMMAND } },
  { path: '/responses/:id', component: () => import('./pages/responses/ResponsePage.vue'), props: true, meta: { title: 'desk.response.title', roles: COMMAND } },
  { path: '/air-quality', component: () => import('./pages/air-quality/AirQualityPage.vue'), meta: { title: 'desk.menu.airQuality', roles: COMMAND } },
  { path: '/violations', component: () => import('./pages/violations/ViolationsPage.vue'), meta: { title: 'desk.menu.violations', roles: [...COMMAND, ...FIELD] } },
  { path: '/directory', component: () => import('./pages/directory/DirectoryPage.vue'), meta: { title: 'desk.menu.directory', roles: [...COMMAND, 'system-admin'] } },
  { path: '/contacts', component: () => import('./pages/contacts/OwnContactsPage.vue'), meta: { title: 'desk.menu.contacts', roles: ['unit-head'] } },
  { path: '/plans', component: () => import('./pages/plans/PlansPage.vue'), meta: { title: 'desk.menu.plans', roles: COMMAND } },
  { path: '/plans/:id', component: () => import('./pages/plans/PlanPage.vue'), props: true, meta: { title: 'desk.plan.title', roles: COMMAND } },
  { path: '/holidays', component: () => import('./pages/holidays/HolidaysPage.vue'), meta: { title: 'desk.menu.holidays', roles: [...COMMAND, 'system-admin'] } },
  { path: '/accounts', component: () => import('./pages/accounts/AccountsPage.vue'), meta: { title: 'desk.menu.accounts', roles: ['system-admin', 'security-admin'] } },
  { path: '/audit', component: () => import('./pages/audit/AuditPage.vue'), meta: { title: 'desk.menu.audit', roles: ['audit-admin'] } },
  { path: '/my', component: () => import('./pages/my/MyListsPage.vue'), meta: { title: 'desk.menu.my', roles: UNITS } },
  { path: '/my/:id', component: () => import('./pages/my/MyListPage.vue'), props: true, meta: { title: 'desk.my.title', roles: UNITS } },
  { path: '/reviews', component: () => import('./pages/reviews/ReviewsPage.vue'), meta: { title: 'desk.menu.reviews', roles: ['unit', 'unit-head'] } },
  { path: '/notices', component: () => import('./pages/notices/NoticesPage.vue'), meta: { title: 'desk.menu.notices', roles: [...COMMAND, ...FIELD] } },
  { path: '/:rest(.*)*', component: () => import('./pages/sign-in/NotHerePage.vue'), meta: { title: 'desk.notHere.title' } },
];

/** Another filter, or a row that opens beside its list, is the same page: whoever is far down in it stays there. */
export const router = createRouter({ history: createWebHistory(), routes, scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }) });

router.beforeEach(async (to, from) => {
  if (to.meta.bare) return true;
  // A browser that only looks at the wall has nothing to do here: whoever wants to work signs in.
  if ((!me.value && !(await recall())) || me.value?.wall) return { name: 'sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
  if (!to.meta.roles || has(...to.meta.roles)) return true;
  return to.path === '/' ? myHome() : { path: '/not-yours', query: { from: from.path } };
});
