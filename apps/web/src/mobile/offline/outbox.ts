import { Problem, uuid } from '@/core/api';
import { serverNow } from '@/core/server-clock';
import { me } from '@/core/session';
import { computed, reactive } from 'vue';
import { keep, NotKept, plain, recall, type KeptDraft } from './database';
import { deliver } from './deliver';
import { drafts, loadDrafts } from './drafts';
import { carryAll, forgetPhotos, loadPhotos } from './photos';
import { isAbout, isBehind, photosOf, type OutboxRecord, type Sent } from './record';
import { isTransient } from './transient';

/** Records of whoever is here, newest first. */
export const records = reactive<OutboxRecord[]>([]);
/** Not yet at the server. */
export const unsent = computed(() => records.filter(({ state }) => state !== 'received'));

const SENT_KEPT_MS = 30 * 86_400_000;
/** A button does not turn longer than this; the record goes on by itself. */
const PATIENCE_MS = 8_000;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 300_000;

let arrived: (record: OutboxRecord) => void = () => undefined;
/** Who is told when a record reached the server while nobody stood waiting for it. */
export const onArrival = (hear: typeof arrived): void => void (arrived = hear);

let last: Promise<unknown> = Promise.resolve();
let timer: ReturnType<typeof setTimeout> | undefined;
const watched = new Set<string>();

/** The desk of this account on this phone: its drafts, photos and records. A record that was on its way when the page died waits again. */
export async function loadOutbox(owner: string): Promise<void> {
  await loadDrafts(owner);
  const kept = await recall((shelves) => shelves.getAllFromIndex('records', 'owner', owner), []);
  const old = kept.filter((record) => record.state === 'received' && Date.parse(record.receivedAt ?? record.at) < Date.now() - SENT_KEPT_MS);
  for (const record of old) void keep((shelves) => shelves.delete('records', record.key)).catch(() => undefined);
  const current = kept.filter((record) => !old.includes(record)).map((record) => ({ ...record, state: record.state === 'sending' ? ('waiting' as const) : record.state }));
  records.splice(0, records.length, ...current.sort((a, b) => b.deviceAt.localeCompare(a.deviceAt)));
  await loadPhotos(owner, photosInUse());
  void flush(true);
}

const photosInUse = (): Set<string> => new Set([...unsent.value.flatMap(photosOf), ...(JSON.stringify([...drafts.values()]).match(/[0-9a-f]{8}-[0-9a-f-]{27}/g) ?? [])]);

export interface Posting {
  readonly title: string;
  readonly sent: Sent;
  /** Where it came from, and what stood there. */
  readonly draft: OutboxRecord['draft'];
  /** What is left of that draft, kept in the same breath as the record. */
  readonly left: KeptDraft | null;
}

/**
 * Keeps a record on the phone, then sends it. Gives it back as it stands after the first attempt, or after a few seconds of a weak
 * signal: received, waiting, or refused. A phone that cannot keep it sends it at once, or fails with `NotKept`: then nothing is lost,
 * it still stands where it was written.
 */
export async function post({ title, sent, draft, left }: Posting): Promise<OutboxRecord> {
  const record: OutboxRecord = {
    ...{ key: uuid(), owner: me.value?.id ?? 'nobody', title, sent: plain(sent), draft: plain(draft) },
    ...{ deviceAt: new Date().toISOString(), at: serverNow().toISOString(), state: 'waiting', problem: null, tries: 0, nextAt: 0, receivedAt: null },
  };
  const kept = await keepWithDraft(record, left).then(() => null, (error: NotKept) => error);
  records.unshift(record);
  const live = records.find(({ key }) => key === record.key)!;
  void navigator.storage?.persist?.().catch(() => undefined);
  watched.add(record.key);
  await Promise.race([attempt(live), new Promise((done) => setTimeout(done, PATIENCE_MS))]);
  watched.delete(record.key);
  // Not before: the form still shows its photos, and what a draft names is not forgotten. Whoever left the page meanwhile finds it empty.
  if (!kept && left && draft && JSON.stringify(drafts.get(left.name)?.content) === JSON.stringify(draft.content)) drafts.set(left.name, left);
  if (kept && live.state !== 'received' && live.state !== 'refused') {
    take(record.key);
    throw kept;
  }
  return live;
}

const keepWithDraft = (record: OutboxRecord, left: KeptDraft | null): Promise<void> =>
  keep(async (shelves) => {
    const writing = shelves.transaction(['records', 'drafts'], 'readwrite', { durability: 'strict' });
    void writing.objectStore('records').put(record).catch(() => undefined);
    if (left) void writing.objectStore('drafts').put(left).catch(() => undefined);
    await writing.done;
  });

const keepRecord = (record: OutboxRecord): Promise<void> => keep((shelves) => shelves.put('records', plain(record))).catch(() => undefined);

/** One after the other, in the order in which they were written. */
function attempt(record: OutboxRecord): Promise<void> {
  const next = last.then(() => send(record));
  last = next;
  return next;
}

async function send(record: OutboxRecord): Promise<void> {
  if (record.state !== 'waiting' || !records.includes(record) || record.owner !== me.value?.id || isBehind(record, records)) return;
  record.state = 'sending';
  try {
    await deliver(record);
    Object.assign(record, { state: 'received', receivedAt: serverNow().toISOString(), problem: null });
    // On the disk first: a page that dies in between sends the record again, and must still have its photos.
    await keepRecord(record);
    await forgetPhotosOf(record);
    if (!watched.has(record.key)) arrived(record);
  } catch (error) {
    const problem = Problem.of(error, undefined);
    const wait = Math.max((problem.retryAfter ?? 0) * 1_000, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** record.tries) * (0.75 + Math.random() / 2));
    const refusal = { status: problem.status, document: { code: problem.code, facts: problem.facts, errors: [...problem.faults] } };
    Object.assign(record, { state: isTransient(problem) ? 'waiting' : 'refused', problem: refusal, tries: record.tries + 1, nextAt: Date.now() + wait });
    await keepRecord(record);
  }
  plan();
}

async function forgetPhotosOf(record: OutboxRecord): Promise<void> {
  const inUse = photosInUse();
  await forgetPhotos(photosOf(record).filter((id) => !inUse.has(id)));
}

/** Sends what waits and is due; with `all` also what was to wait longer. */
export async function flush(all = false): Promise<void> {
  if (!me.value) return;
  for (const record of [...records].reverse()) {
    if (record.state !== 'waiting' || (!all && record.nextAt > Date.now())) continue;
    await attempt(record);
    // Without a network, or without a session, the next one would fare no better.
    if (record.state === 'waiting' && (record.problem?.status === 0 || record.problem?.status === 401)) break;
  }
  await carryAll();
  plan();
}

/** Sends this one now, however long it was to wait; of the others only what must go before it. */
export async function sendNow(record: OutboxRecord): Promise<void> {
  const { sent } = record;
  const before = sent.kind === 'stand-down' ? records.filter((other) => isAbout(other, sent.checklistId)).reverse() : [];
  for (const one of [...before, record]) await attempt(one);
}

function plan(): void {
  clearTimeout(timer);
  if (!me.value) return;
  const due = records.filter((record) => record.state === 'waiting' && !isBehind(record, records)).map(({ nextAt }) => nextAt);
  if (due.length > 0) timer = setTimeout(() => void flush(), Math.max(1_000, Math.min(...due) - Date.now()));
}

/** Takes a record out of the box; what is on its way is left alone. */
export function take(key: string): OutboxRecord | null {
  const at = records.findIndex((record) => record.key === key);
  const [record] = at >= 0 && records[at]!.state !== 'sending' ? records.splice(at, 1) : [];
  if (record) void keep((shelves) => shelves.delete('records', key)).catch(() => undefined);
  return record ?? null;
}

/** Deletes one for good, with the photos that nothing else needs. */
export async function discard(key: string): Promise<void> {
  const record = take(key);
  if (record) await forgetPhotosOf(record);
}

window.addEventListener('online', () => void flush(true));
document.addEventListener('visibilitychange', () => void (document.visibilityState === 'visible' && flush(true)));
