import type { FieldStep, Recheck, ViolationView } from '@/core/api';
import type { Place } from '../../kit/place';

/** 整改 by the unit, 回头看 by an inspector. */
export type StepKind = 'rectify' | 'recheck';

/** What was noted so far about one step of one problem. */
export interface StepDraft {
  inOrder: 'yes' | 'no' | null;
  note: string;
  photos: string[];
  place: Place | null;
  placeWords: string;
  /** ISO 8601; null: when it is sent off. */
  doneAt: string | null;
  /** Version of the problem that its author had before him when he began. */
  seen: number | null;
}

export const emptyStep = (): StepDraft => ({ inOrder: null, note: '', photos: [], place: null, placeWords: '', doneAt: null, seen: null });

export const draftNameOf = (kind: StepKind, problemId: string): string => `${kind}.${problemId}`;

/** The place alone is found by the phone itself and says nothing. */
export const saysSomething = ({ inOrder, note, photos, placeWords, doneAt }: StepDraft): boolean => Boolean(inOrder || note.trim() || photos.length || placeWords.trim() || doneAt);

/** Somebody else has moved the problem since this was begun. */
export const isOvertaken = (draft: StepDraft, { version }: Pick<ViolationView, 'version'>): boolean => saysSomething(draft) && draft.seen !== null && draft.seen !== version;

/** What is still missing, and at which field. */
export function lackingStep(kind: StepKind, { inOrder, note }: StepDraft): { readonly field: string; readonly text: string } | null {
  if (kind === 'recheck' && inOrder === null) return { field: 'inOrder', text: 'phone.ledger.inOrderMissing' };
  if (note.trim() || inOrder === 'yes') return null;
  return { field: 'note', text: `problems.inspection.${kind === 'rectify' ? 'rectification' : 'reopening'}-unexplained` };
}

/** As the server wants it; only what was filled in. */
export function toFieldStep(draft: StepDraft, version: number): FieldStep {
  return {
    seenVersion: draft.seen ?? version,
    ...(draft.note.trim() ? { note: draft.note.trim() } : {}),
    ...(draft.photos.length > 0 ? { photos: draft.photos } : {}),
    ...(draft.placeWords.trim() ? { place: draft.placeWords.trim() } : {}),
    ...(draft.place ? { latitude: draft.place.latitude, longitude: draft.place.longitude } : {}),
    ...(draft.doneAt ? { doneAt: draft.doneAt } : {}),
  };
}

export const toRecheck = (draft: StepDraft, version: number): Recheck => ({ ...toFieldStep(draft, version), inOrder: draft.inOrder === 'yes' });
