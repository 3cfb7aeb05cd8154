import { ask, listUnits, listViolations, type UnitKind, type ViolationView } from '@/core/api';
import { me } from '@/core/session';
import { computed, ref, shallowRef } from 'vue';
import type { Place } from '../kit/place';
import { keptSince, orKept } from './kept';
import { byDistance, type KnownSite, type NearSite } from './sites-near';

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
    found.push(...items.filter(({ active }) => active).map(({ id, name, parentName, initials, kind, latitude, longitude }) => ({ id, name, parentName, initials, kind, latitude, longitude })));
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

/** Nearest first, in the list that the phone keeps: no signal is needed for it. */
export const sitesNear = (place: Pick<Place, 'latitude' | 'longitude'>): NearSite[] => byDistance(known.value, lately.value, place);
