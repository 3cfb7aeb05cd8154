import type { NewViolation, ViolationCategory } from '@/core/api';
import type { Place } from '../../kit/place';

/** A unit or enterprise as the picker remembers it. */
export interface Site {
  readonly id: string;
  readonly name: string;
  readonly parentName: string | null;
}

/** What an inspector has noted so far. */
export interface FindingDraft {
  photos: string[];
  site: Site | null;
  category: ViolationCategory | null;
  measureNo: string | null;
  place: Place | null;
  placeWords: string;
  /** ISO 8601; null: when it is saved. */
  foundAt: string | null;
  description: string;
  routine: boolean;
}

export const emptyFinding = (): FindingDraft => ({
  photos: [],
  site: null,
  category: null,
  measureNo: null,
  place: null,
  placeWords: '',
  foundAt: null,
  description: '',
  routine: false,
});

/** As the server wants it; only what was filled in. A routine finding stands outside any response, so it names no measure of one. */
export function toViolation(draft: FindingDraft): NewViolation {
  return {
    unitId: draft.site?.id ?? '',
    category: draft.category ?? 'other',
    ...(draft.measureNo && !draft.routine ? { measureNo: draft.measureNo } : {}),
    ...(draft.description.trim() ? { description: draft.description.trim() } : {}),
    ...(draft.placeWords.trim() ? { place: draft.placeWords.trim() } : {}),
    ...(draft.place ? { latitude: draft.place.latitude, longitude: draft.place.longitude } : {}),
    ...(draft.photos.length > 0 ? { photos: draft.photos } : {}),
    ...(draft.foundAt ? { foundAt: draft.foundAt } : {}),
    ...(draft.routine ? { routine: true } : {}),
  };
}

/** The categories that were logged most often of late, first; others in the order of the catalogue. */
export function frequentFirst(all: readonly ViolationCategory[], logged: readonly ViolationCategory[]): ViolationCategory[] {
  const times = (category: ViolationCategory): number => logged.filter((one) => one === category).length;
  return all.filter((category) => category !== 'other').sort((a, b) => times(b) - times(a));
}
