import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterMarks, checkJournal, SealFile } from '#platform';
import { readArchive } from '../../apps/standalone/src/archive/archive-reader.js';
import { INVARIANTS } from '../crash/invariants.js';
import { photoFiles } from '../crash/photo-files.js';
import { WITNESS_TABLES } from '../crash/witness-tables.js';
import { City, type Account } from '../harness/city.js';
import { emptyDatabase, type TestDatabase } from '../harness/database.js';
import { Desk } from '../harness/desk.js';
import { testEnvironment } from '../harness/stage.js';
import { Unit } from '../harness/unit.js';
import { clockGoesOnFrom, newFolder, tool, type Told } from './archive-tools.js';
import { sealed } from './sealed-city.js';

// Each tool is a process of its own, and some bring a PostgreSQL.
jest.setTimeout(180_000);

interface Release {
  readonly accounts: Account[];
  readonly warning: string;
  readonly response: string;
  readonly repeated: { username: string; path: string; key: string; body: object; answer: object };
}

/** What earlier releases left behind in the middle of a response, as their own code wrote it; and what the tool says of bringing it here. */
const RELEASES: [string, RegExp][] = [
  ['0.1.0', /restored {3}everything as of .*\nupgraded {3}by [\s\S]*Seal1795400900000/],
  ['0.2.0', /restored {3}everything as of /],
];
describe.each(RELEASES)('the backup of release %s', (version, says) => {
  const file = path.resolve(`test/archive/release-${version}.qkbackup`);
  const release = JSON.parse(readFileSync(`test/archive/release-${version}.json`, 'utf8')) as Release;
  const dataDir = newFolder();
  let database: TestDatabase;
  let told: Told;
  let city: City;
  let desk: Desk;

  beforeAll(async () => {
    database = await emptyDatabase();
    told = await tool('restore', { url: database.url, dataDir }, file);
    if (told.status !== 0) throw new Error(told.said);
    await clockGoesOnFrom(database.url, (await readArchive(file)).at);
    const environment = testEnvironment(database.url, { PORT: 0, QUEUE_LOCK_SECONDS: 1, SERVE_CONSOLE: false, DATA_DIR: dataDir });
    city = await City.on(database, environment, release.accounts);
    desk = new Desk(city);
    await city.settles();
    await sealed(city);
  });
  afterAll(() => city.sleeps());

  it('is restored into an empty server and brought to this version', () => {
    expect([told.status, told.said]).toEqual([0, expect.stringMatching(says)]);
  });

  it('is restored once: the server is in use now, and a second restore changes nothing', async () => {
    const again = await tool('restore', { url: database.url, dataDir }, file);
    expect([again.status, again.said]).toEqual([1, expect.stringContaining('Stop every api and worker first')]);
  });

  it('holds every photo that a row speaks of, with its hash', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const photos = await photoFiles(client, dataDir);
    const rows = await client.query<{ original: string; sha256: string }>(`SELECT original_file AS original, encode(sha256, 'hex') AS sha256 FROM evidence_photo`);
    await client.end();
    expect(photos.rows).toEqual([]);
    expect(rows.rows).toHaveLength(2);
    for (const { original, sha256 } of rows.rows) expect(createHash('sha256').update(readFileSync(path.join(dataDir, 'evidence', original))).digest('hex')).toBe(sha256);
  });

  it('gives the old answer to a client that repeats its key', async () => {
    const { username, path: route, key, body, answer } = release.repeated;
    expect((await city.person(username).post(route, body, { 'idempotency-key': key })).body).toEqual(answer);
    const other = await city.person(username).post(route, { ...body, level: 'red' }, { 'idempotency-key': key });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
  });

  it('is sealed from its first entry on, and the check finds nothing', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const report = await checkJournal(client, { roots: new SealFile(path.join(dataDir, 'seals/roots.jsonl')), keys: null, patience: 3_600 });
    await client.end();
    expect(report).toMatchObject({ finding: null });
    expect(report.entries).toBeGreaterThan(350);
  });

  it('goes on: the units answer, the response is lifted, all stand down, and it closes', async () => {
    expect((await desk.progress(release.response)).totals).toMatchObject({ checklists: 19, acknowledged: 5 });
    const units = await database.query<{ username: string }>(`SELECT DISTINCT account.username FROM identity_user account JOIN checklist_checklist list USING (unit_id)`);
    const unit = (name: string): Unit => new Unit(city, name);
    const working = units.map(({ username }) => username).filter((username) => city.unitAccounts().some((account) => account.username === username));
    for (const username of working.slice(0, 8)) await unit(username).answersAll();
    await city.settles();
    await desk.moves(release.warning, 'lift');
    for (const username of working) await unit(username).standsDown();
    await city.settles();
    expect((await desk.officer.reads<{ state: string }>(`/responses/${release.response}`)).state).toBe('closed');
  });

  it('keeps every invariant to the end', async () => {
    await sealed(city);
    for (const table of WITNESS_TABLES) await database.query(table);
    await database.query('CREATE TABLE crash_subscription AS SELECT * FROM jsonb_to_recordset($1::jsonb) AS subscription(subscriber text, type text)', [
      JSON.stringify(afterMarks.map(({ subscriber, event }) => ({ subscriber, type: event.wireName }))),
    ]);
    // What compares with what clients were told has nobody to ask here, nor what goes by the clock of the nights: the people of the fixture kept no record.
    const askable = INVARIANTS.filter(({ sql }) => !/crash_request|crash_board|crash_wall|pg_xact_commit_timestamp/.test(sql));
    expect(askable.length).toBeGreaterThan(12);
    for (const { name, sql } of askable) expect([name, await database.query(sql)]).toEqual([name, []]);
  });
});
