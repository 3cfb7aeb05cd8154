/** The fields of a time input are Beijing's, like every official time, whatever zone the phone is in. */
const ZONE_MS = 8 * 3_600_000;

/** 2026-11-23T12:00, for an input of type datetime-local. */
export const toField = (at: Date): string => new Date(at.getTime() + ZONE_MS).toISOString().slice(0, 16);

/** 2026-11-23T12:00:00+08:00; null when the field is empty or not yet complete. */
export const fromField = (field: string): string | null => (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(field) ? `${field.slice(0, 16)}:00+08:00` : null);
