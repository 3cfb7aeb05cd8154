import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { FeedSocket } from '../harness/feed-socket.js';
import { tokenOf } from './city.js';
import { deskToken } from './desk-sessions.js';
import { median, percentile, round } from './figures.js';
import type { Ground } from './ground.js';

const EVENTS = 10;
const OPENING_AT_ONCE = 50;

/** Pages of as many people follow the feed; an officer reminds one unit, which everybody may hear; until the last page has heard it. */
export async function measureFeed(ground: Ground, response: string, clients: number): Promise<Record<string, number>> {
  const sockets: FeedSocket[] = [];
  const began = performance.now();
  for (let n = 0; n < clients; n += OPENING_AT_ONCE) {
    const some = Array.from({ length: Math.min(OPENING_AT_ONCE, clients - n) }, (_, k) => new FeedSocket(ground.processes.url, tokenOf(n + k)));
    sockets.push(...(await Promise.all(some.map((socket) => socket.begins()))));
  }
  const opened = performance.now() - began;
  const turned = sockets.filter(({ status }) => status !== 200).length;
  if (turned > 0) throw new Error(`${turned} of ${clients} pages were not let in`);
  const { rows: lists } = await ground.database.query<{ id: string }>('SELECT id FROM checklist_checklist WHERE response_id = $1 AND items_total > 0 ORDER BY id LIMIT $2', [response, EVENTS]);
  const last: number[] = [];
  for (const [n, { id }] of lists.entries()) last.push(await oneEvent(ground, response, id, sockets, n));
  const memory = ground.processes.memory();
  for (const socket of sockets) socket.vanishes();
  return { items: clients, opened_s: round(opened / 1_000), events: EVENTS, p50_ms: round(median(last)), p99_ms: round(percentile(last, 0.99)), max_ms: round(Math.max(...last)), rss_mb: memory.api };
}

/** Milliseconds from the click until the last page has heard. */
async function oneEvent(ground: Ground, response: string, list: string, sockets: readonly FeedSocket[], n: number): Promise<number> {
  const heard = sockets.map((socket) => socket.entries.length);
  const began = performance.now();
  const reply = await fetch(`${ground.processes.url}/api/v1/responses/${response}/remind`, {
    method: 'POST',
    headers: { cookie: `qk_session=${deskToken(n)}`, 'idempotency-key': randomUUID(), 'content-type': 'application/json' },
    body: JSON.stringify({ about: 'unanswered', checklistIds: [list] }),
  });
  if (!reply.ok) throw new Error(`remind: ${reply.status} ${await reply.text()}`);
  for (let left = sockets.length; left > 0; ) {
    await sleep(2);
    left = sockets.filter((socket, at) => socket.entries.length <= heard[at]!).length;
  }
  return performance.now() - began;
}
