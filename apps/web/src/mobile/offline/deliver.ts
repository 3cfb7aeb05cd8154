import { acknowledgeChecklist, confirmItems, getSession, logViolation, Problem, recheckProblem, rectifyProblem, standDown } from '@/core/api';
import { patience } from '../kit/outgoing';
import { carryPhoto, localPhoto, serverIdOf } from './photos';
import { photosOf, type OutboxRecord } from './record';

/**
 * One record to the server: the photos first, then the words. It returns only upon the server's receipt; anything else is a Problem.
 * The same words go out under the same key however often: the device's time is that of writing, not of sending.
 */
export async function deliver(record: OutboxRecord): Promise<void> {
  await refuseOthers(record);
  for (const id of photosOf(record)) {
    if (!(await carryPhoto(id))) throw localPhoto(id)?.problem ?? new Problem(0, {});
  }
  const { sent, key, deviceAt, at } = record;
  const headers = { 'Idempotency-Key': key };
  const common = { signal: patience(), throwOnError: true } as const;
  if (sent.kind === 'acknowledgement') await acknowledgeChecklist({ path: { id: sent.checklistId }, body: { revision: sent.revision }, ...common });
  if (sent.kind === 'answers') await confirmItems({ path: { id: sent.checklistId }, body: { clientKey: key, items: sent.items.map((item) => ({ ...item, ...atServer(item.photos), deviceAt })) }, ...common });
  if (sent.kind === 'stand-down') await standDown({ path: { id: sent.checklistId }, ...common });
  if (sent.kind === 'finding') await logViolation({ headers, body: { foundAt: at, ...sent.violation, ...atServer(sent.violation.photos), deviceAt }, ...common });
  if (sent.kind === 'rectification') await rectifyProblem({ path: { id: sent.problemId }, headers, body: { doneAt: at, ...sent.step, ...atServer(sent.step.photos), deviceAt }, ...common });
  if (sent.kind === 'recheck') await recheckProblem({ path: { id: sent.problemId }, headers, body: { doneAt: at, ...sent.step, ...atServer(sent.step.photos), deviceAt }, ...common });
}

const atServer = (photos: readonly string[] | undefined): { photos?: string[] } => (photos ? { photos: photos.map(serverIdOf) } : {});

/** Somebody else may have signed in on this phone meanwhile, in another tab even: what one person wrote goes out under no other name. */
async function refuseOthers({ owner }: OutboxRecord): Promise<void> {
  const { data } = await getSession({ signal: patience(), throwOnError: true });
  if (data.id !== owner) throw new Problem(401, { code: 'access.not-signed-in' });
}
