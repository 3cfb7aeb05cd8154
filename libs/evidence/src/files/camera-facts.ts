import exifr from 'exifr';

/** What the camera noted in the picture: when, and where. Both are claims of a device, not proof. */
export interface CameraFacts {
  readonly takenAt: Date | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

interface Tags {
  DateTimeOriginal?: unknown;
  OffsetTimeOriginal?: unknown;
  latitude?: unknown;
  longitude?: unknown;
}

const NOTHING: CameraFacts = { takenAt: null, latitude: null, longitude: null };
/** Values stay as written: a library that turns them into dates would read them in the zone of this server. */
const AS_WRITTEN = { reviveValues: false, translateValues: false, gps: true, xmp: false, icc: false, iptc: false };

/** Reads the EXIF block of a picture, as the decoder found it. A block that cannot be read says nothing; that is no fault of the picture. */
export async function cameraFacts(exif: Buffer | undefined): Promise<CameraFacts> {
  if (!exif) return NOTHING;
  const tiff = exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif;
  const tags = ((await exifr.parse(tiff, AS_WRITTEN).catch(() => undefined)) ?? {}) as Tags;
  return { takenAt: takenAt(tags.DateTimeOriginal, tags.OffsetTimeOriginal), ...place(tags.latitude, tags.longitude) };
}

/** `2026:11:22 16:40:00` with `+08:00`. Most cameras write no zone; here that means Beijing time. */
export function takenAt(written: unknown, offset: unknown): Date | null {
  const [, year, month, day, time] = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})/.exec(String(written)) ?? [];
  if (!time || Number(year) < 2000) return null;
  const zone = /^[+-]\d{2}:\d{2}$/.test(String(offset)) ? String(offset) : '+08:00';
  const at = new Date(`${year}-${month}-${day}T${time}${zone}`);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** Null, null for what is no place on earth, and for 0, 0: what phones write before they know. */
export function place(latitude: unknown, longitude: unknown): { latitude: number | null; longitude: number | null } {
  const known = typeof latitude === 'number' && typeof longitude === 'number' && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return known && (latitude !== 0 || longitude !== 0) ? { latitude, longitude } : { latitude: null, longitude: null };
}
