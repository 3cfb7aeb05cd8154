import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { filesIn, read } from '../architecture/source.js';
import { City } from '../harness/city.js';
import { channelsFile, FakeSms } from '../harness/gateways/index.js';
import { mayReadMore, MAY_READ_MORE } from './may-read-more.js';
import { looksAround, type Sights } from './looking.js';
import { complaintsOf, type Bounds, type Ran } from './plan.js';
import { Walk } from './walk.js';
import { WatchedServer } from './watched-server.js';
import { wholeNight } from './whole-night.js';

const A_WHILE = 300_000;
/** Twenty thousand units, checklists, keys, codes, photos; two hundred thousand lines: a night is a hundredth of it. */
const PAST = { nights: 200, lists: 100, lines: 10, units: 20_000, others: 20_000 };
/** A table is big when the past has so many rows in it; a statement may look at so many without being asked why. */
const BIG = 10_000;
const FREE = 3_000;

describe('plans', () => {
  const sms = new FakeSms();
  let server: WatchedServer;
  let city: City;
  let bounds: Bounds;
  let ran: Ran[];
  let sights: Sights;

  beforeAll(async () => {
    await sms.opens();
    server = await WatchedServer.starts(PAST);
    const CHANNELS_FILE = channelsFile(mkdtempSync(path.join(tmpdir(), 'qingkong-channels-')), [sms.entry()]);
    city = await City.wakes({ settings: { CHANNELS_FILE, PUBLIC_URL: 'https://qingkong.invalid' } });
    const sizes = await city.database.query<{ name: string; rows: number }>(
      `SELECT relname AS name, reltuples::int AS rows FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples >= $1`,
      [BIG],
    );
    bounds = new Map(sizes.map(({ name }) => [name, FREE]));
    await pastSealed();
    const before = server.ran(city.database.url).length;
    const walk = new Walk(city);
    ({ sights } = await wholeNight(walk, sms));
    await looksAround(walk, sights, 50);
    await looksAround(walk, { ...sights, ...server.newest }, 50);
    await city.workerStops();
    ran = server.ran(city.database.url).slice(before).filter(({ by }) => by.startsWith('qingkong ') && by !== 'qingkong queue');
  }, A_WHILE);
  afterAll(async () => {
    await city.sleeps();
    server.stops();
    await sms.dies();
  });

  /** The trail of the past is sealed once, thousands at a time: that is not what a night does. */
  const pastSealed = async (): Promise<void> => {
    const SEALED = 'SELECT (SELECT coalesce(max(position), 0) FROM journal_seal) >= (SELECT position FROM journal_head) AS done';
    while (!(await city.database.query<{ done: boolean }>(SEALED))[0]!.done) await sleep(100);
  };

  it('are of a city that has something behind it', () => {
    expect([...bounds.keys()].sort()).toEqual(
      ['air_quality_reading', 'checklist_answer', 'checklist_checklist', 'checklist_item', 'checklist_review', 'checklist_revision', 'directory_contact', 'directory_contact_code', 'directory_person', 'directory_shift', 'directory_unit', 'duty_handover', 'evidence_photo',
        'identity_grant', 'identity_invitation', 'identity_session', 'identity_user', 'inspection_problem', 'inspection_step', 'inspection_violation', 'journal', 'journal_batch', 'journal_feed', 'notification_delivery', 'notification_link_use',
        'notification_parcel', 'notification_receipt', 'platform_idempotency'],
    );
    expect(ran.length).toBeGreaterThan(2_000);
  });

  it('were seen of every statement that stands in a file of its own', () => {
    const said = new Set(ran.map(({ text }) => text));
    expect(filesIn('libs', /\.sql$/).filter((file) => !said.has(read(file)) && ![...said].some((text) => text.includes(read(file).trim())))).toEqual([]);
  });

  it('of every statement on a big table are those of a city whose past does not matter', () => {
    const wrong = new Map<string, string>();
    for (const { by, text, plan } of ran) {
      for (const complaint of complaintsOf(plan, bounds)) {
        if (mayReadMore(text, complaint)) continue;
        wrong.set(`${text.replace(/\s+/g, ' ').trim().slice(0, 200)} | ${complaint.what} ${complaint.table}`, `${by}: ${complaint.what} ${complaint.table} (${complaint.rows})`);
      }
    }
    if (process.env.QK_TELL_PLANS) for (const [text, what] of wrong) console.log(`${what}\n    ${text}`);
    expect([...wrong].map(([text, what]) => `${what}\n    ${text}`)).toEqual([]);
  });

  it('have no exception that is not needed', () => {
    const used = new Set(ran.flatMap(({ text, plan }) => complaintsOf(plan, bounds).flatMap((complaint) => mayReadMore(text, complaint) ?? [])));
    expect(MAY_READ_MORE.filter((exception) => !used.has(exception)).map(({ words }) => words)).toEqual([]);
  });

  it.each([
    ['checklist_by_unit', 'GET /checklists?mine=true'],
    ['notification_delivery_by_thread', 'GET /responses/:id/deliveries'],
    ['inspection_step_by_problem', 'GET /violations/:id'],
  ])('would be complained of without the index %s', async (index, route) => {
    const before = server.ran(city.database.url).length;
    await city.database.query(`DROP INDEX ${index}`);
    const who = city.person(route.includes('mine') ? 'qingshi' : 'zhiban01');
    await new Walk(city).call(who, route, [route.includes('violations') ? sights.violation : sights.response]);
    const complaints = server.ran(city.database.url).slice(before).flatMap(({ text, plan }) => complaintsOf(plan, bounds).filter((complaint) => !mayReadMore(text, complaint)));
    expect(complaints).not.toEqual([]);
  });
});
