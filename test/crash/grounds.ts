import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterMarks } from '#platform';
import { makeTemplate, TEMPLATE } from '../harness/template.js';
import { CONTACTS } from './outside.js';
import { bundlePrograms, type Programs } from './programs.js';
import { CLOCK } from './clock.js';
import { foundCities, type Account } from './founding.js';
import { Lane } from './lane.js';
import { Server } from './server.js';

/** Where the cities were founded, once; each series of nights has a copy of it. */
export const CITIES = 'cities';

const SUBSCRIPTIONS = `
  CREATE TABLE crash_subscription AS SELECT * FROM jsonb_to_recordset($1::jsonb) AS subscription(subscriber text, type text)`;

/** What all runs stand on. */
export interface Ground {
  readonly lanes: readonly Lane[];
  readonly programs: Programs;
  /** Ends all processes and every PostgreSQL; the folder goes too, unless it is to be kept. */
  cleared(): Promise<void>;
}

/** The cities, founded once and standing in as many PostgreSQLs as there are lanes, and processes that wait to be told where. */
export async function prepareGround(keep: string | null, lanes: number): Promise<Ground> {
  const folder = keep ? path.resolve(process.env.INIT_CWD ?? '.', keep) : mkdtempSync(path.join(tmpdir(), 'qingkong-crash-'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const opened: Lane[] = [];
  const cleared = async (): Promise<void> => {
    await Promise.all(opened.map((lane) => lane.closed()));
    if (!keep) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const places = Array.from({ length: lanes }, (_, n) => path.join(folder, `lane-${n + 1}`));
    const [accounts, programs, photos] = await Promise.all([foundedIn(places[0]!), bundlePrograms(folder), pictures()]);
    for (const place of places.slice(1)) {
      cpSync(places[0]!, place, { recursive: true, mode: 0 });
      // Newer Node gives the copy the rights of a new folder, and PostgreSQL refuses one that others may read.
      chmodSync(path.join(place, 'postgres'), 0o700);
    }
    for (const place of places) opened.push(await Lane.open(place, programs, { accounts, pictures: photos }));
    return { lanes: opened, programs, cleared };
  } catch (error) {
    await cleared();
    throw error;
  }
}

async function foundedIn(folder: string): Promise<Account[]> {
  const server = await Server.start(folder);
  try {
    await makeTemplate(server.embedded);
    await server.drop(CITIES);
    await server.copy(TEMPLATE, CITIES);
    await server.drop(TEMPLATE);
    const accounts = await foundCities(server.url(CITIES), folder);
    const subscriptions = afterMarks.map(({ subscriber, event }) => ({ subscriber, type: event.wireName }));
    await server.once(CITIES, SUBSCRIPTIONS, [JSON.stringify(subscriptions)]);
    for (const statement of [CONTACTS, ...CLOCK]) await server.once(CITIES, statement);
    return accounts;
  } finally {
    await server.stop();
  }
}

/** A few different photographs, small: what matters is that they are decoded, sealed and found again. */
function pictures(): Promise<Buffer[]> {
  const colours = ['#776655', '#667788', '#889966', '#996677', '#557799', '#aa8855'];
  return Promise.all(colours.map((background) => sharp({ create: { width: 96, height: 64, channels: 3, background } }).jpeg().toBuffer()));
}
