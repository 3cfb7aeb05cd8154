import { newKey } from '../../core/api';
import { useSending, type Sending } from '../../core/send';
import type { Fault } from '../../core/say-problem';

/** Sends something new. What is corrected and sent again is another request; only after a lost answer it is the same one. */
export function useCreating(): { sending: Sending; create(act: (headers: ReturnType<typeof newKey>) => Promise<unknown>, wrong?: Fault[]): Promise<boolean> } {
  const sending = useSending();
  let key = newKey();
  const create = async (act: (headers: ReturnType<typeof newKey>) => Promise<unknown>, wrong: Fault[] = []): Promise<boolean> => {
    const done = await sending.send(() => act(key), wrong);
    const problem = sending.problem.value;
    if (done || (problem && problem.status !== 0)) key = newKey();
    return done;
  };
  return { sending, create };
}
