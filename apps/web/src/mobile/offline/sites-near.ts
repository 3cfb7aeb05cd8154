import type { UnitKind } from '@/core/api';
import { metresBetween, type Place } from '../kit/place';

type Point = Pick<Place, 'latitude' | 'longitude'>;

/** A unit or enterprise, as an inspector finds it without signal. */
export interface KnownSite {
  readonly id: string;
  readonly name: string;
  readonly parentName: string | null;
  readonly initials: string;
  readonly kind: UnitKind;
  /** Where the directory says it lies. Missing in a list that an older version of the page has kept. */
  readonly latitude?: number | null;
  readonly longitude?: number | null;
}

export interface NearSite extends KnownSite {
  readonly metres: number;
  /** Something was found there before. */
  readonly visited: boolean;
}

interface Found {
  readonly unitId: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

const isPoint = ({ latitude, longitude }: { readonly latitude?: number | null; readonly longitude?: number | null }): boolean => (latitude ?? null) !== null && (longitude ?? null) !== null;

/**
 * Nearest first: by the place in the directory or that of an earlier finding, whichever is nearer; a plant has more than one gate.
 * Sites of which neither is known are not among them.
 */
export function byDistance(sites: readonly KnownSite[], findings: readonly Found[], here: Point): NearSite[] {
  const found = new Map<string, number>();
  for (const one of findings) if (isPoint(one)) found.set(one.unitId, Math.min(metresBetween(here, one as Point), found.get(one.unitId) ?? Infinity));
  return sites
    .map((site) => ({ ...site, metres: Math.min(isPoint(site) ? metresBetween(here, site as Point) : Infinity, found.get(site.id) ?? Infinity), visited: found.has(site.id) }))
    .filter(({ metres }) => metres < Infinity)
    .sort((a, b) => a.metres - b.metres);
}

/** As people say it: metres to the ten while they can be walked, then kilometres. */
export function spanOf(metres: number): { words: 'metres' | 'kilometres'; n: string } {
  if (metres < 1_000) return { words: 'metres', n: String(metres < 100 ? metres : Math.round(metres / 10) * 10) };
  return { words: 'kilometres', n: (metres / 1_000).toFixed(metres < 10_000 ? 1 : 0) };
}
