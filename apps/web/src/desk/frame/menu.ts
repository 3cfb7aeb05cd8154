import { Bell, Calendar, Checked, Clock, DataLine, Document, Files, Finished, List, Memo, MostlyCloudy, OfficeBuilding, Phone, Promotion, User, Warning } from '@element-plus/icons-vue';
import type { Component } from 'vue';
import type { Role } from '../../core/api';
import { has } from '../../core/session';
import { COMMAND, FIELD, UNITS } from './roles';

export interface MenuEntry {
  readonly to: string;
  readonly text: string;
  /** First letters of its pinyin, for the palette. */
  readonly initials: string;
  readonly icon: Component;
  readonly roles: readonly Role[];
}

/** The menu in the order of the work; each role sees its own part. */
const ENTRIES: readonly MenuEntry[] = [
  { to: '/', text: 'desk.menu.overview', initials: 'zhzl', icon: DataLine, roles: COMMAND },
  { to: '/todo', text: 'desk.menu.todo', initials: 'wddb', icon: Checked, roles: [...COMMAND, ...FIELD, 'system-admin'] },
  { to: '/warnings', text: 'desk.menu.warnings', initials: 'yjfb', icon: Promotion, roles: COMMAND },
  { to: '/responses', text: 'desk.menu.responses', initials: 'yjxy', icon: List, roles: COMMAND },
  { to: '/air-quality', text: 'desk.menu.airQuality', initials: 'kqzl', icon: MostlyCloudy, roles: COMMAND },
  { to: '/my', text: 'desk.menu.my', initials: 'wdqd', icon: Memo, roles: UNITS },
  { to: '/reviews', text: 'desk.menu.reviews', initials: 'dwsh', icon: Finished, roles: ['unit', 'unit-head'] },
  { to: '/violations', text: 'desk.menu.violations', initials: 'wttz', icon: Warning, roles: [...COMMAND, ...FIELD] },
  { to: '/notices', text: 'desk.menu.notices', initials: 'xx', icon: Bell, roles: [...COMMAND, ...FIELD] },
  { to: '/plans', text: 'desk.menu.plans', initials: 'yjya', icon: Document, roles: COMMAND },
  { to: '/duty', text: 'desk.menu.duty', initials: 'zbyjj', icon: Clock, roles: COMMAND },
  { to: '/directory', text: 'desk.menu.directory', initials: 'dwytxl', icon: OfficeBuilding, roles: [...COMMAND, 'system-admin'] },
  { to: '/contacts', text: 'desk.menu.contacts', initials: 'bdwlxfs', icon: Phone, roles: ['unit-head'] },
  { to: '/holidays', text: 'desk.menu.holidays', initials: 'jjr', icon: Calendar, roles: ['system-admin'] },
  { to: '/accounts', text: 'desk.menu.accounts', initials: 'zh', icon: User, roles: ['system-admin', 'security-admin'] },
  { to: '/audit', text: 'desk.menu.audit', initials: 'sj', icon: Files, roles: ['audit-admin'] },
];

const STARTS: readonly MenuEntry[] = [{ to: '/warnings/new', text: 'desk.warning.new', initials: 'fbyj', icon: Promotion, roles: ['duty-officer'] }];

export const myMenu = (): MenuEntry[] => ENTRIES.filter(({ roles }) => has(...roles));
/** What the palette offers beside the menu: pages where something begins. */
export const myStarts = (): MenuEntry[] => STARTS.filter(({ roles }) => has(...roles));
/** Where work begins after signing in. */
export const myHome = (): string => myMenu().find(({ to }) => to !== '/todo')?.to ?? '/password';
