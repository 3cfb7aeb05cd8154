import { reactive, ref, watch } from 'vue';
import type { RouteLocationNormalizedLoaded } from 'vue-router';
import { me } from '../../core/session';

export interface OpenTab {
  /** Path without its filters: the page, however it was looked at. */
  readonly path: string;
  /** With the filters it was left with. */
  place: string;
  /** Key of the page's name. */
  readonly title: string;
  /** What is open there, e.g. the number of a warning. */
  name: string;
}

const MOST = 10;

/** 多页签: the pages opened in this window, in their order. */
export const tabs = reactive<OpenTab[]>([]);
/** Names of things on open pages, told by the pages themselves. */
const names = reactive(new Map<string, { name: string; note: string }>());
/** Name of the page on the screen, for the crumbs and the head of its print. */
export const pageName = ref('');
/** What else stands above its print: level, state, version. */
export const pageNote = ref('');

watch(() => me.value?.id, () => tabs.splice(0));

export function visit(route: RouteLocationNormalizedLoaded): void {
  const { path, fullPath, meta } = route;
  [pageName.value, pageNote.value] = [names.get(path)?.name ?? '', names.get(path)?.note ?? ''];
  if (!meta.title || meta.bare || route.matched.at(-1)?.path.includes(':rest')) return;
  const known = tabs.find((tab) => tab.path === path);
  if (known) known.place = fullPath;
  else tabs.push({ path, place: fullPath, title: meta.title, name: names.get(path)?.name ?? '' });
  if (tabs.length > MOST) tabs.splice(tabs.findIndex((tab) => tab.path !== path), 1);
}

/** Takes the page away; gives the one beside it, to go to if it was on the screen. */
export function close(path: string): OpenTab | null {
  const at = tabs.findIndex((tab) => tab.path === path);
  if (at < 0) return null;
  tabs.splice(at, 1);
  return tabs[Math.max(0, at - 1)] ?? null;
}

export const closeOthers = (path: string): void => void tabs.splice(0, tabs.length, ...tabs.filter((tab) => tab.path === path));

export function namePage(path: string, name: string, note: string): void {
  names.set(path, { name, note });
  [pageName.value, pageNote.value] = [name, note];
  const tab = tabs.find((one) => one.path === path);
  if (tab) tab.name = name;
}
