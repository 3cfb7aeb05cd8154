import { Problem } from '@/core/api';
import { NotKept } from './database';
import { post, take, type Posting } from './outbox';
import type { OutboxRecord } from './record';

export const problemOf = ({ problem }: Pick<OutboxRecord, 'problem'>): Problem | null => (problem ? new Problem(problem.status, problem.document) : null);

/**
 * Sends from a form: what the server refuses while somebody looks comes back to the form as a Problem, and so does a phone without room.
 * Otherwise true: the server has it; false: it waits in the outbox.
 */
export async function postFromForm(posting: Posting): Promise<boolean> {
  const record = await post(posting).catch((error: unknown) => {
    if (error instanceof NotKept) throw new Problem(507, { code: error.isFull ? 'phone.full' : 'phone.keeps-nothing' });
    throw error;
  });
  const problem = problemOf(record);
  if (record.state !== 'refused' || !problem) return record.state === 'received';
  take(record.key);
  throw problem;
}
