import { Bell, Calendar, DataLine, Document, Files, Finished, List, Memo, OfficeBuilding, Phone, Promotion, User, Warning } from '@element-plus/icons-vue';
import type { Component } from 'vue';
import type { Role } from '../../core/api';
import { has } from '../../core/session';
import { COMMAND, FIELD, UNITS } from './roles';

export interface MenuEntry {
  readonly to: string;
  readonly text: string;
  readonly icon: Component;
  readonly roles: readonly Role[];
}

/** The menu in the order of the work; each role sees its own part. */
const ENTRIES: readonly MenuEntry[] = [
  { to: '/', text: 'desk.menu.overview', icon: DataLine, roles: COMMAND },
  { to: '/warnings', text: 'desk.menu.warnings', icon: Promotion, roles: COMMAND },
  { to: '/responses', text: 'desk.menu.responses', icon: List, roles: COMMAND },
  { to: '/my', text: 'desk.menu.my', icon: Memo, roles: UNITS },
  { to: '/reviews', text: 'desk.menu.reviews', icon: Finished, roles: ['unit', 'unit-head'] },
  { to: '/violations', text: 'desk.menu.violations', icon: Warning, roles: [...COMMAND, ...FIELD] },
  { to: '/notices', text: 'desk.menu.notices', icon: Bell, roles: [...COMMAND, ...FIELD] },
  { to: '/plans', text: 'desk.menu.plans', icon: Document, roles: COMMAND },
  { to: '/directory', text: 'desk.menu.directory', icon: OfficeBuilding, roles: [...COMMAND, 'system-admin'] },
  { to: '/contacts', text: 'desk.menu.contacts', icon: Phone, roles: ['unit-head'] },
  { to: '/holidays', text: 'desk.menu.holidays', icon: Calendar, roles: ['system-admin'] },
  { to: '/accounts', text: 'desk.menu.accounts', icon: User, roles: ['system-admin', 'security-admin'] },
  { to: '/audit', text: 'desk.menu.audit', icon: Files, roles: ['audit-admin'] },
];

export const myMenu = (): MenuEntry[] => ENTRIES.filter(({ roles }) => has(...roles));
/** Where work begins after signing in. */
export const myHome = (): string => myMenu()[0]?.to ?? '/password';
