import { History, judged, type Request } from '../crash/history.js';
import type { Account } from '../crash/founding.js';

const SIGNED = ['warning.message-already-approved'];

/** Where each kind of request goes. The only message that a night under load opens is an adjustment. */
function pathOf({ verb, subject }: Request): string {
  if (verb === 'draft') return '/warnings';
  if (verb === 'photo') return '/evidence';
  if (verb === 'violation') return '/violations';
  if (verb === 'open') return `/warnings/${subject}/adjust`;
  if (verb === 'submit' || verb === 'approve') return `/warnings/${subject}/${verb}`;
  if (verb === 'accept' || verb === 'return') return `/checklists/${subject!.replace('/', '/items/')}/${verb}`;
  return `/checklists/${subject}/${verb}`;
}

/**
 * What people do after a restore: whatever they were told after the backup, or not told at all, they send again, under the same
 * key. What they were told before it stands. The record of both is what the restored city is held against.
 */
export async function askAgain(told: readonly Request[], sure: ReadonlySet<number>, url: string, accounts: readonly Account[], picture: Buffer): Promise<History> {
  const history = new History(1);
  for (const earlier of told) {
    const { actor, verb, subject, key, body, repeats } = earlier;
    const request = history.begin({ actor, verb, subject, key, body, repeats: repeats ?? undefined });
    if (sure.has(earlier.n)) {
      Object.assign(request, earlier);
      continue;
    }
    Object.assign(request, { tries: earlier.tries + 1, unknowns: earlier.unknowns + 1 });
    const { token } = accounts.find((account) => account.id === actor)!;
    const reply = await send(`${url}/api/v1${pathOf(earlier)}`, { cookie: `qk_session=${token}`, 'idempotency-key': key }, verb === 'photo' ? picture : body);
    history.end(request, judged(reply, request, verb === 'approve' ? SIGNED : []), reply.status, reply.body);
  }
  return history;
}

async function send(url: string, headers: Record<string, string>, body: unknown): Promise<{ status: number; body: unknown }> {
  const isPicture = Buffer.isBuffer(body);
  const form = new FormData();
  if (isPicture) form.append('file', new Blob([new Uint8Array(body)]), 'photo.jpg');
  const json = body === null ? undefined : JSON.stringify(body);
  const reply = await fetch(url, { method: 'POST', headers: { ...headers, ...(isPicture || body === null ? {} : { 'content-type': 'application/json' }) }, body: isPicture ? form : json });
  const text = await reply.text();
  return { status: reply.status, body: text ? JSON.parse(text) : null };
}
