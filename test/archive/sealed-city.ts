import { setTimeout as sleep } from 'node:timers/promises';
import { Environment } from '#config/environment';
import { sealFileOf } from '#platform';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { Unit } from '../harness/unit.js';

const PATIENCE_MS = 20_000;
const UNSEALED = `SELECT (SELECT count(*) FROM journal_pending) + (SELECT count(*) FROM journal entry WHERE NOT EXISTS (SELECT 1 FROM journal_seal WHERE entry.id = ANY (entries))) AS left`;

/** Waits until the real sealer has sealed everything that stands in the journal. */
export async function sealed(city: City): Promise<void> {
  for (const began = Date.now(); Date.now() - began < PATIENCE_MS; await sleep(50)) {
    const [row] = await city.database.query<{ left: string }>(UNSEALED);
    if (row!.left === '0') return;
  }
  throw new Error('The journal is not sealed.');
}

const HOLDERS = `SELECT account.username FROM identity_user account JOIN checklist_checklist list USING (unit_id) ORDER BY list.id, account.username`;

/** User names of those who answer for a unit with a checklist. */
export async function holders(city: City): Promise<string[]> {
  const working = new Set(city.unitAccounts().map(({ username }) => username));
  return (await city.database.query<{ username: string }>(HOLDERS)).map(({ username }) => username).filter((username) => working.has(username));
}

/** A city in the middle of a response, its journal under a good many seals of different sizes. */
export async function sealedCity(): Promise<{ city: City; roots: string }> {
  const city = await City.wakes();
  await sealed(city);
  await new Desk(city).issues('orange');
  for (const username of (await holders(city)).slice(0, 6)) {
    await sealed(city);
    const unit = new Unit(city, username);
    await unit.acknowledges();
    await unit.answersAll();
  }
  await city.settles();
  await sealed(city);
  return { city, roots: sealFileOf(city.service(Environment)) };
}
