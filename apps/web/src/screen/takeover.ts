import { onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter, type Ref } from 'vue';
import type { ResponseView, WarningLevel } from '../core/api';

export interface Turn {
  readonly kind: 'begun' | 'raised' | 'lowered' | 'suspended' | 'resumed' | 'lifted' | 'closed';
  readonly response: ResponseView;
  readonly from: WarningLevel | null;
}

/** Long enough to be read aloud once, short enough not to hide the work that follows. */
const SHOWN_MS = 10_000;
const RANK: Record<WarningLevel, number> = { yellow: 1, orange: 2, red: 3 };

/** What the change from one picture to the next means to a room; null when it is no change of the level or of the state. */
export function turnOf(before: ResponseView | null, after: ResponseView | null): Turn | null {
  if (!after) return before ? { kind: 'closed', response: before, from: null } : null;
  if (!before || before.id !== after.id) return after.state === 'active' ? { kind: 'begun', response: after, from: null } : null;
  if (before.warningLevel !== after.warningLevel) return { kind: RANK[after.warningLevel] > RANK[before.warningLevel] ? 'raised' : 'lowered', response: after, from: before.warningLevel };
  if (before.state === after.state) return null;
  const kind = after.state === 'active' ? 'resumed' : after.state;
  return { kind, response: after, from: null };
}

/** 接管: a new level has the whole wall for some seconds, then gives it back. `undefined`: nothing is known yet, so nothing has changed. */
export function useTakeover(response: MaybeRefOrGetter<ResponseView | null | undefined>): Readonly<Ref<Turn | null>> {
  const turn = shallowRef<Turn | null>(null);
  let ending: ReturnType<typeof setTimeout> | undefined;
  watch(
    () => toValue(response),
    (after, before) => {
      if (after === undefined || before === undefined) return;
      const next = turnOf(before, after);
      if (!next) return;
      turn.value = next;
      clearTimeout(ending);
      ending = setTimeout(() => (turn.value = null), SHOWN_MS);
    },
  );
  onScopeDispose(() => clearTimeout(ending));
  return turn;
}
