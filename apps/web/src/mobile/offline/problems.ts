import { Problem } from '@/core/api';
import { NotKept } from './database';
import { recallDraft } from './drafts';
import { post, take, type Posting } from './outbox';
import { putBack } from './put-back';
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
  // Whoever wrote it may have gone to another page meanwhile, and begun something else where it stood: then it stays in the outbox.
  if (hasRoom(posting)) {
    if (posting.draft) await putBack(posting.draft);
    take(record.key);
  }
  throw problem;
}

const hasRoom = ({ draft, left }: Posting): boolean =>
  !draft || 'lines' in draft.content || [left?.content ?? null, draft.content].some((expected) => JSON.stringify(expected) === JSON.stringify(recallDraft(draft.name)));
