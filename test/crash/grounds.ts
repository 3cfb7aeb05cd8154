import { mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterMarks } from '#platform';
import { freePort } from '../../apps/standalone/src/embedded-postgres.js';
import { makeTemplate, TEMPLATE } from '../harness/template.js';
import { Crew } from './crew.js';
import { foundCity, type Account } from './founding.js';
import type { Ground } from './one-run.js';
import { Server } from './server.js';
import { Spares } from './spares.js';

/** The standing city, founded once; each run has a copy of it. */
export const CITY = 'city';
export const NIGHT = 'night';

const SUBSCRIPTIONS = `
  CREATE TABLE crash_subscription AS SELECT * FROM jsonb_to_recordset($1::jsonb) AS subscription(subscriber text, type text)`;

/** PostgreSQL, the standing city of 200 units in it, and processes that wait to be told where it is. */
export async function prepareGround(keep: string | null): Promise<Ground> {
  const server = await Server.start(keep);
  try {
    return await settledOn(server);
  } catch (error) {
    server.stop();
    throw error;
  }
}

async function settledOn(server: Server): Promise<Ground> {
  const logs = path.join(server.folder, 'logs');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const spares = new Spares(logs);
  const accounts = await foundedIn(server);
  const [port, photos] = [await freePort(), await pictures()];
  const crew = new Crew(server, { database: NIGHT, port, dataDir: path.join(server.folder, NIGHT) }, spares);
  const cleared = async (): Promise<void> => {
    await crew.dismiss();
    spares.dismiss();
    await server.up.catch(() => undefined);
    server.stop();
  };
  return { server, crew, cast: { accounts, pictures: photos, url: `http://127.0.0.1:${port}` }, cleared };
}

async function foundedIn(server: Server): Promise<Account[]> {
  await makeTemplate(server.embedded);
  await server.drop(CITY);
  await server.copy(TEMPLATE, CITY);
  const accounts = await foundCity(server.url(CITY), server.folder);
  const subscriptions = afterMarks.map(({ subscriber, event }) => ({ subscriber, type: event.wireName }));
  await server.once(CITY, SUBSCRIPTIONS, [JSON.stringify(subscriptions)]);
  return accounts;
}

/** A few different photographs, small: what matters is that they are decoded, sealed and found again. */
function pictures(): Promise<Buffer[]> {
  const colours = ['#776655', '#667788', '#889966', '#996677', '#557799', '#aa8855'];
  return Promise.all(colours.map((background) => sharp({ create: { width: 96, height: 64, channels: 3, background } }).jpeg().toBuffer()));
}
