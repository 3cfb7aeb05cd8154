import { holds, inCommand, UNIT_ROLES } from '#identity';
import { type Actor } from '#platform';

/** 佐证照片 as far as rights are concerned. */
export interface OwnedPhoto {
  readonly jurisdictionId: string;
  readonly uploadedBy: string;
  /** The unit of whoever took it; null for somebody without one. */
  readonly unitId: string | null;
  /** Units that received something to which it is attached. */
  readonly sharedWith: readonly string[];
  /** Part of a violation or its rectification: whichever inspector re-checks it has to see it. */
  readonly forInspectors: boolean;
}

/** Belonging to a unit is not enough to see its photos: an administrator of the computers belongs to one too. */
const worksFor = (actor: Actor, unitIds: readonly (string | null)[]): boolean =>
  actor.unitId !== null && unitIds.includes(actor.unitId) && holds(actor, ...UNIT_ROLES, 'inspector');

/** Who took it, his unit, the command centre, the units it was shared with, and of a violation every inspector. */
export const maySee = (photo: OwnedPhoto, actor: Actor): boolean =>
  photo.jurisdictionId === actor.jurisdictionId &&
  (photo.uploadedBy === actor.id || inCommand(actor) || (photo.forInspectors && holds(actor, 'inspector')) || worksFor(actor, [photo.unitId, ...photo.sharedWith]));

/** To attach a photo to an answer one must have taken it, or a colleague must: to have seen it is not enough. */
export const mayUse = (photo: OwnedPhoto, actor: Actor): boolean =>
  photo.jurisdictionId === actor.jurisdictionId && (photo.uploadedBy === actor.id || worksFor(actor, [photo.unitId]));
