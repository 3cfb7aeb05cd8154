import { computed, ref, shallowRef } from 'vue';
import { Problem } from './api';
import { useSayProblem, type Fault } from './say-problem';

/**
 * One thing that is sent to the server and may come back with faults: busy while it is under way, the faults at their fields,
 * the problem in words. Nothing is shown as done before the server has said so.
 */
export function useSending() {
  const { sayProblem, sayFaults } = useSayProblem();
  const busy = ref(false);
  const problem = shallowRef<Problem | null>(null);
  const own = shallowRef<Fault[]>([]);
  /** Counts refusals, so that the summary takes the focus again when the same faults come back. */
  const refusals = ref(0);

  const faults = computed<Fault[]>(() => [...own.value, ...(problem.value ? sayFaults(problem.value) : [])]);
  const said = computed(() => (problem.value ? sayProblem(problem.value) : ''));
  const faultOf = (field: string): string => faults.value.find((fault) => fault.field === field)?.text ?? '';

  const forget = (): void => {
    problem.value = null;
    own.value = [];
  };
  const refuse = (wrong: Fault[]): void => {
    own.value = wrong;
    refusals.value += 1;
  };

  /** `wrong` are faults that the page sees itself; with any of them nothing is sent. Gives true when the server has done it. */
  const send = async (act: () => Promise<unknown>, wrong: Fault[] = []): Promise<boolean> => {
    if (busy.value) return false;
    forget();
    if (wrong.length > 0) {
      refuse(wrong);
      return false;
    }
    busy.value = true;
    try {
      await act();
      return true;
    } catch (error) {
      problem.value = Problem.of(error, undefined);
      refusals.value += 1;
      return false;
    } finally {
      busy.value = false;
    }
  };
  return { busy, problem, faults, said, refusals, faultOf, forget, refuse, send };
}

export type Sending = ReturnType<typeof useSending>;
