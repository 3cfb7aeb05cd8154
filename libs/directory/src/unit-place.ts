import { InputRefused } from '#platform';

/** A place on the map is two numbers or none: half of one lies nowhere. */
export function refuseHalfPlace({ latitude, longitude }: { latitude?: number | null; longitude?: number | null }): void {
  const missing = (latitude ?? null) === null ? 'latitude' : 'longitude';
  if (((latitude ?? null) === null) === ((longitude ?? null) === null)) return;
  throw new InputRefused([{ field: missing, code: 'unit.half-a-place', message: 'A place has a latitude and a longitude; give both or neither.' }]);
}
