import { me } from '../../../core/session';
import { BLANK, type DraftFields, type DraftKind } from './draft-fields';

/** A form that the server cannot have yet: without a level and a reason there is no draft. */
export interface Unfinished {
  readonly kind: DraftKind;
  readonly fields: DraftFields;
  /** Under which it goes out, or went out without being answered: taken up again it counts once. */
  readonly key: { readonly 'Idempotency-Key': string };
}

/** Of one account and one page. */
const placeOf = (warningId: string | undefined): string => `qingkong.unfinished.${me.value?.id}.${warningId ?? 'new'}`;
const NOTHING = JSON.stringify(BLANK);

/** Survives a reload and a look at another page, and ends with the tab: a shared computer keeps nothing. True when it stands there. */
export function keepUnfinished(warningId: string | undefined, form: Unfinished): boolean {
  if (JSON.stringify(form.fields) === NOTHING) {
    forgetUnfinished(warningId);
    return false;
  }
  try {
    sessionStorage.setItem(placeOf(warningId), JSON.stringify(form));
    return true;
  } catch {
    // A browser that keeps nothing: what is filled in then lasts as long as the page.
    return false;
  }
}

export function recallUnfinished(warningId: string | undefined): Unfinished | null {
  try {
    return JSON.parse(sessionStorage.getItem(placeOf(warningId)) ?? 'null') as Unfinished | null;
  } catch {
    return null;
  }
}

export function forgetUnfinished(warningId: string | undefined): void {
  try {
    sessionStorage.removeItem(placeOf(warningId));
  } catch {
    // Nothing was kept, so nothing is left to forget.
  }
}
