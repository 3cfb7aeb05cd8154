import path from 'node:path';
import pg from 'pg';
import { Environment } from '#config/environment';
import { Sessions } from '#identity';
import { afterMarks } from '#platform';
import { freePort } from '../../apps/standalone/src/free-port.js';
import { makeBackup } from '../../apps/standalone/src/archive/make-backup.js';
import type { Manifest } from '../../apps/standalone/src/archive/manifest.js';
import { withContexts } from '../../apps/standalone/src/tool-context.js';
import { Chance } from '../crash/chance.js';
import { Client } from '../crash/client.js';
import { Crew } from '../crash/crew.js';
import { Desk } from '../crash/desk.js';
import { CALM } from '../crash/faults.js';
import { CLOCK } from '../crash/clock.js';
import { prepareGround, type Ground } from '../crash/grounds.js';
import { BOARD_ROW, BOARD_TABLE, History, HISTORY_ROWS, HISTORY_TABLE, type Request } from '../crash/history.js';
import { INVARIANTS } from '../crash/invariants.js';
import { Night, type Cast } from '../crash/night.js';
import { NIGHTS, type Lane } from '../crash/lane.js';
import { POISON_TABLE } from '../crash/messages.js';
import { TAKEN_TABLE } from '../crash/outside.js';
import { photoFiles } from '../crash/photo-files.js';
import { comesToRest } from '../crash/rest.js';
import { Spares } from '../crash/spares.js';
import { askAgain } from './asking-again.js';
import { tool, type Told } from './archive-tools.js';

const RESTORED = 'restored';
const PROGRAMME = { level: 'orange', exercise: true, speed: 120, adjustment: 'red', suspension: false, ending: 'active', rivalry: false } as const;
const MINUTES = 60_000;

/** When a statement became true for everybody is not part of a backup; when it was made is, and both lie close together. */
const withoutCommitTimes = (sql: string): string => sql.replace(/crash_moment\(pg_xact_commit_timestamp\((\w+\.)?xmin\)\)/g, (_all, table: string | undefined) => `${table ?? ''}at`);

describe('a city of 54 units among others, backed up in the middle of a response while everybody answers', () => {
  let ground: Ground;
  let lane: Lane;
  let restored: Crew;
  let spares: Spares;
  const told = new History(1);
  let manifest: Manifest;
  let after: { entries: number };
  let restore: Told;
  let sure: Set<number>;
  let history: History;
  let cast: Cast;
  let dataDir: string;
  const url = (): string => lane.server.url(RESTORED);
  const answered = (requests: readonly Request[]): Request[] => requests.filter(({ outcome }) => outcome !== 'unknown');

  const officer = (): Client => new Client(cast.url, history, cast.accounts.find(({ role }) => role === 'duty-officer')!);
  const response = async (): Promise<string> => (await officer().reads<{ items: { id: string }[] }>('/responses')).items[0]!.id;
  const progress = async (): Promise<object> => officer().reads<object>(`/responses/${await response()}/progress`);

  /** Everything that is wrong, held against what people know of it. */
  const breaches = async (): Promise<unknown[]> => {
    const client = new pg.Client({ connectionString: url() });
    await client.connect();
    try {
      await client.query('DROP TABLE IF EXISTS crash_request');
      await client.query(HISTORY_TABLE);
      await client.query(HISTORY_ROWS, [JSON.stringify(history.requests)]);
      await client.query(BOARD_TABLE.replace('CREATE TABLE', 'CREATE TABLE IF NOT EXISTS'));
      await client.query(`${BOARD_ROW} ON CONFLICT (response_id) DO UPDATE SET board = excluded.board`, [await response(), JSON.stringify(await progress())]);
      const found: unknown[] = [];
      for (const { name, sql } of INVARIANTS) for (const row of (await client.query(withoutCommitTimes(sql))).rows as object[]) found.push({ name, ...row });
      return [...found, ...(await photoFiles(client, dataDir)).rows];
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    ground = await prepareGround(null, 1);
    lane = ground.lanes[0]!;
    const { server } = lane;
    const crew = await lane.crew('pg', false);
    crew.muster(CALM);
    cast = { ...lane.cast(0), pictures: lane.cast(0).pictures.slice(0, 1) };
    const night = new Night(cast, PROGRAMME, told, new Chance(20_261_122)).happens();
    await told.reaches(30);
    sure = new Set(answered(told.requests).map(({ n }) => n));
    const file = path.join(server.folder, 'night.qkbackup');
    manifest = await makeBackup({ url: server.url(NIGHTS), dataDir: crew.place.dataDir, file, withKeys: false });
    await night;
    await crew.dismiss();
    [after] = (await server.once<{ entries: number }>(NIGHTS, 'SELECT count(*)::int AS entries FROM journal')) as [{ entries: number }];
    const [clock] = await server.once<{ at: Date }>(NIGHTS, 'SELECT clock_now() AS at');

    await server.once('postgres', `CREATE DATABASE ${RESTORED} TEMPLATE template0`);
    dataDir = path.join(server.folder, RESTORED);
    restore = await tool('restore', { url: url(), dataDir }, file);
    // The clock of the nights runs ahead of the wall's; the restored city goes on from there.
    for (const statement of [...CLOCK, POISON_TABLE, TAKEN_TABLE]) await server.once(RESTORED, statement);
    await server.once(RESTORED, 'UPDATE crash_clock SET since = clock_timestamp(), at = $1', [clock!.at]);
    const subscriptions = JSON.stringify(afterMarks.map(({ subscriber, event }) => ({ subscriber, type: event.wireName })));
    await server.once(RESTORED, 'CREATE TABLE crash_subscription AS SELECT * FROM jsonb_to_recordset($1::jsonb) AS subscription(subscriber text, type text)', [subscriptions]);
    const accounts = await signedInAgain(url(), dataDir, cast);
    const port = await freePort();
    spares = new Spares(ground.programs, path.join(server.folder, 'logs'));
    restored = new Crew({ server, outside: null, queue: null, wires: null }, { database: RESTORED, port, dataDir }, spares);
    restored.muster(CALM);
    cast = { ...cast, accounts, url: `http://127.0.0.1:${port}` };
    await answers(`${cast.url}/readyz`);
  }, 6 * MINUTES);
  afterAll(async () => {
    await restored.dismiss();
    spares.dismiss();
    await ground.cleared();
  }, MINUTES);

  it('was answering while it was backed up, and went on: the backup holds part of that night', () => {
    expect([restore.status, restore.said]).toEqual([0, expect.stringContaining('restored')]);
    expect(sure.size).toBeGreaterThanOrEqual(30);
    expect(after.entries - manifest.journal.rows).toBeGreaterThan(0);
  });

  it('loses nothing that was answered before, and takes once what is sent again', async () => {
    history = await askAgain(told.requests, sure, cast.url, cast.accounts, cast.pictures[0]!);
    expect(await comesToRest(lane.server, RESTORED)).toBeNull();
    expect(await breaches()).toEqual([]);
  }, 4 * MINUTES);

  it('passes the audit check', async () => {
    const audit = await tool('audit-verify', { url: url(), dataDir });
    expect([audit.status, audit.said]).toEqual([0, expect.stringContaining('\nsound\n')]);
  });

  it('finishes its response: lifted, all stand down, closed', async () => {
    const as = (role: string): Client[] => cast.accounts.filter((account) => account.role === role).map((account) => new Client(cast.url, history, account));
    const desk = new Desk(as('duty-officer')[0]!, as('approver'), new Chance(7));
    const [response] = (await as('duty-officer')[0]!.reads<{ items: { id: string; warningId: string }[] }>('/responses')).items;
    const lists = await desk.board(response!.id);
    await desk.moves(response!.warningId, 'lift');
    for (const unit of as('unit')) {
      const list = lists.get(unit.account.unitId);
      if (list) await unit.asks({ verb: 'stand-down', path: `/checklists/${list}/stand-down`, subject: list, key: new Chance(Number(list)).key() });
    }
    expect(await comesToRest(lane.server, RESTORED)).toBeNull();
    expect(await lane.server.once(RESTORED, 'SELECT state::text FROM response_response')).toEqual([{ state: 'closed' }]);
    expect(await breaches()).toEqual([]);
    expect((await restored.account()).misdeeds).toEqual([]);
  }, 4 * MINUTES);
});

/** Sessions are no part of a backup. */
function signedInAgain(databaseUrl: string, folder: string, { accounts }: Cast): Promise<Cast['accounts']> {
  const environment = Object.assign(new Environment(), { NODE_ENV: 'test', DATA_DIR: folder, DATABASE_URL: databaseUrl });
  return withContexts(environment, async (app) => {
    const sessions = app.get(Sessions);
    return Promise.all(accounts.map(async (account) => ({ ...account, token: (await sessions.open(account.id, 'after the restore')).token })));
  });
}

async function answers(address: string): Promise<void> {
  for (;;) {
    if (await fetch(address).then((reply) => reply.ok, () => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
