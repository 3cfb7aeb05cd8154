import { computed, ref } from 'vue';
import type { Role } from '../../core/api';
import { has, me } from '../../core/session';

/** 引导: four steps for each kind of work; shown once to each account in a browser, and whenever it is asked for. */
const TOURS = ['duty', 'approver', 'commander', 'unit', 'inspector', 'system', 'security', 'audit'] as const;
export type Tour = (typeof TOURS)[number];
const OF: Readonly<Record<Tour, readonly Role[]>> = {
  duty: ['duty-officer'],
  approver: ['approver'],
  commander: ['commander'],
  unit: ['unit', 'unit-head', 'enterprise'],
  inspector: ['inspector'],
  system: ['system-admin'],
  security: ['security-admin'],
  audit: ['audit-admin'],
};
const KEPT_AS = 'qingkong.toured';

/** Each step points at something of the frame or of the menu; without it the step stands in the middle of the screen. */
export const TARGETS: Readonly<Record<Tour, readonly (string | null)[]>> = {
  duty: ['nav.menu a[href="/warnings"]', 'nav.menu a[href="/responses"]', 'nav.menu a[href="/duty"]', 'header .seek'],
  approver: ['nav.menu a[href="/todo"]', 'nav.menu a[href="/warnings"]', 'nav.menu a[href="/responses"]', 'header .seek'],
  commander: ['nav.menu a[href="/"]', 'nav.menu a[href="/responses"]', 'nav.menu a[href="/notices"]', 'header .seek'],
  unit: ['nav.menu a[href="/my"]', 'nav.menu a[href="/todo"]', 'nav.menu a[href="/violations"]', null],
  inspector: ['nav.menu a[href="/violations"]', 'nav.menu a[href="/todo"]', 'nav.menu a[href="/notices"]', null],
  system: ['nav.menu a[href="/directory"]', 'nav.menu a[href="/accounts"]', 'nav.menu a[href="/holidays"]', 'header .seek'],
  security: ['nav.menu a[href="/accounts"]', null, null, 'header .who-box'],
  audit: ['nav.menu a[href="/audit"]', null, null, 'header .who-box'],
};

export const myTour = (): Tour | null => TOURS.find((one) => has(...OF[one])) ?? null;
export const isTouring = ref(false);

const toured = ref<readonly string[]>(JSON.parse(localStorage.getItem(KEPT_AS) ?? '[]') as string[]);
/** 第一次使用: invited, not led: at night nobody is to be kept from his work. */
export const isInvited = computed(() => me.value !== null && !toured.value.includes(me.value.id));

export function remember(): void {
  if (!me.value || !isInvited.value) return;
  toured.value = [...toured.value, me.value.id].slice(-50);
  localStorage.setItem(KEPT_AS, JSON.stringify(toured.value));
}
