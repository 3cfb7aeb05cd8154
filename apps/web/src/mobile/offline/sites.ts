import { ask, listUnits, listViolations, type UnitKind, type ViolationView } from '@/core/api';
import { me } from '@/core/session';
import { computed, ref, shallowRef } from 'vue';
import type { Place } from '../kit/place';
import { metresBetween } from '../kit/place';
import { keptSince, orKept } from './kept';

/** A unit or enterprise, as an inspector finds it without signal. */
export interface KnownSite {
  readonly id: string;
  readonly name: string;
  readonly parentName: string | null;
  readonly initials: string;
  readonly kind: UnitKind;
}

const PAGE = 100;
const MOST_PAGES = 300;
const known = shallowRef<readonly KnownSite[]>([]);
/** The last findings: what is found often, and where the sites stand. */
export const lately = shallowRef<readonly ViolationView[]>([]);
export const isReadingSites = ref(false);
export const sites = computed(() => known.value);
export const sitesSince = (): string | null => keptSince('sites');
let readAt = 0;
let readBy: string | null = null;
const FRESH_MS = 3_600_000;

/** Reads the list anew when it is older than an hour; without signal the one that the phone keeps. */
export async function readSites(): Promise<void> {
  const reader = me.value?.id ?? null;
  if (isReadingSites.value || (readBy === reader && Date.now() - readAt < FRESH_MS)) return;
  isReadingSites.value = true;
  try {
    lately.value = (await orKept('lately', () => listViolations({ query: { limit: 100 }, throwOnError: true }))).data.items;
    known.value = (await orKept('sites', async () => ({ data: await allSites() }))).data;
    if (!sitesSince()) [readAt, readBy] = [Date.now(), reader];
  } finally {
    isReadingSites.value = false;
  }
}

async function allSites(): Promise<KnownSite[]> {
  const found: KnownSite[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { items, nextCursor } = await ask(listUnits({ query: { limit: PAGE, cursor }, throwOnError: true }));
    found.push(...items.filter(({ active }) => active).map(({ id, name, parentName, initials, kind }) => ({ id, name, parentName, initials, kind })));
    if (!nextCursor) break;
    cursor = nextCursor;
  }
  return found;
}

/** By a part of the name, or the first letters of its pinyin. */
export function sitesFound(words: string, kind: UnitKind | null): KnownSite[] {
  const sought = words.trim().toLowerCase();
  return known.value.filter((site) => (!kind || site.kind === kind) && (!sought || site.name.toLowerCase().includes(sought) || site.initials.includes(sought)));
}

export interface NearSite extends KnownSite {
  readonly metres: number;
}

/** Nearest first, by where earlier findings at a site were made: the directory knows no coordinates. */
export function sitesNear(place: Place, withinMetres: number): NearSite[] {
  const nearest = new Map<string, number>();
  for (const { unitId, latitude, longitude } of lately.value) {
    if (latitude === null || longitude === null) continue;
    const metres = metresBetween(place, { latitude, longitude });
    if (metres <= withinMetres) nearest.set(unitId, Math.min(metres, nearest.get(unitId) ?? Infinity));
  }
  return known.value.filter(({ id }) => nearest.has(id)).map((site) => ({ ...site, metres: nearest.get(site.id)! })).sort((a, b) => a.metres - b.metres);
}
