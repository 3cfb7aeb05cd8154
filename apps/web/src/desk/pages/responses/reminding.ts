import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue';
import { ask, Problem, remindUnits, type ChecklistRow, type ReminderReason } from '../../../core/api';
import { owes } from './row-state';

/** 五秒内可撤销. */
const UNDO_SECONDS = 5;
const REASONS: readonly ReminderReason[] = ['unacknowledged', 'unanswered', 'not_stood_down'];

interface Group {
  readonly about: ReminderReason;
  /** Null: all that owe it. */
  readonly ids: readonly string[] | null;
}

interface Asked {
  readonly groups: readonly Group[];
  readonly n: number;
}

/** Each is asked about what it owes. */
const groupsOf = (rows: readonly ChecklistRow[]) => REASONS.map((about) => ({ about, ids: rows.filter((row) => owes(row) === about).map(({ id }) => id) })).filter(({ ids }) => ids.length > 0);

async function remind(id: string, groups: readonly Group[], keepalive: boolean): Promise<number> {
  let n = 0;
  for (const { about, ids } of groups) n += (await ask(remindUnits({ path: { id }, body: { about, ...(ids ? { checklistIds: [...ids] } : {}) }, keepalive }))).reminded;
  return n;
}

/** What was begun is over with the page: sent now. */
function onLeaving(leave: () => void): void {
  onMounted(() => addEventListener('pagehide', leave));
  onBeforeUnmount(() => {
    removeEventListener('pagehide', leave);
    leave();
  });
}

/**
 * 催办, with five seconds to think better of it. Nothing has been sent until then, and the page says so; whoever leaves it meanwhile
 * has meant it, and it is sent at once.
 */
export function useReminding(responseId: () => string, told: (n: number) => void) {
  const waiting = shallowRef<Asked | null>(null);
  let again: Asked | null = null;
  const seconds = ref(0);
  const problem = shallowRef<Problem | null>(null);
  let timer: ReturnType<typeof setInterval> | undefined;

  async function send(leaving = false): Promise<void> {
    const asked = waiting.value;
    clearInterval(timer);
    if (!asked) return;
    waiting.value = null;
    try {
      const n = await remind(responseId(), asked.groups, leaving);
      if (!leaving) told(n);
    } catch (error) {
      problem.value = Problem.of(error, undefined);
      if (!leaving) again = asked;
    }
  }

  function begin(groups: readonly Group[], n: number): void {
    if (groups.length === 0) return;
    // One after the other: what was asked before is not forgotten for it.
    void send();
    problem.value = null;
    waiting.value = { groups, n };
    seconds.value = UNDO_SECONDS;
    timer = setInterval(() => {
      seconds.value -= 1;
      if (seconds.value <= 0) void send();
    }, 1_000);
  }
  const undo = (): void => {
    clearInterval(timer);
    waiting.value = null;
  };
  const retry = (): void => void (again && begin(again.groups, again.n));
  onLeaving(() => void send(true));

  return {
    waiting,
    seconds,
    problem,
    undo,
    retry,
    all: (about: ReminderReason, n: number): void => begin([{ about, ids: null }], n),
    rows: (rows: readonly ChecklistRow[]): void => begin(groupsOf(rows), rows.filter((row) => owes(row) !== null).length),
  };
}

export type Reminding = ReturnType<typeof useReminding>;
