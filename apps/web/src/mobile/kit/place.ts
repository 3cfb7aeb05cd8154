import type { Place } from '@/core/answering/line-draft';

export type { Place };

/** Why the phone did not say where it is. */
export type NoPlace = 'refused' | 'unavailable' | 'timeout';

const PATIENCE_MS = 15_000;
/** A point this old still says where the same person stands. */
const FRESH_MS = 20_000;

export class PlaceUnknown extends Error {
  constructor(readonly why: NoPlace) {
    super(`The phone does not say where it is: ${why}.`);
  }
}

/** Asks the phone where it is. Browsers answer only over https, or on the machine itself. */
export function locate(): Promise<Place> {
  return new Promise((found, failed) => {
    if (!('geolocation' in navigator) || !window.isSecureContext) return failed(new PlaceUnknown('unavailable'));
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) =>
        found({ latitude: round(coords.latitude), longitude: round(coords.longitude), accuracy: Math.round(coords.accuracy), at: new Date(timestamp).toISOString() }),
      ({ code }) => failed(new PlaceUnknown(code === 1 ? 'refused' : code === 3 ? 'timeout' : 'unavailable')),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: FRESH_MS },
    );
  });
}

/** True when asking would not open a question of the browser. */
export async function mayLocateQuietly(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'geolocation' })).state === 'granted';
  } catch {
    return false;
  }
}

/** Six decimals are a tenth of a metre; more would be noise. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

const EARTH_M = 6_371_000;
const inRadians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance, whole metres. */
export function metresBetween(a: Pick<Place, 'latitude' | 'longitude'>, b: Pick<Place, 'latitude' | 'longitude'>): number {
  const [north, east] = [inRadians(b.latitude - a.latitude), inRadians(b.longitude - a.longitude)];
  const half = Math.sin(north / 2) ** 2 + Math.cos(inRadians(a.latitude)) * Math.cos(inRadians(b.latitude)) * Math.sin(east / 2) ** 2;
  return Math.round(2 * EARTH_M * Math.asin(Math.sqrt(half)));
}
