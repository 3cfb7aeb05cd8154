import { setTimeout as sleep } from 'node:timers/promises';
import { openUnitSessions, tokenOf } from './city.js';
import { deskToken, openDesks } from './desk-sessions.js';
import { median, percentile, round } from './figures.js';
import { goodExport, GOOD_FEED, GOOD_LIST, GOOD_SEARCH, judged } from './good.js';
import type { Ground } from './ground.js';
import { Gun } from './load.js';
import { Officer } from './officer.js';
import type { Figures, Print, Scenario } from './scenario.js';
import { measureExport } from './views-export.js';
import { measureFeed } from './views-feed.js';
import { fillLedger, nameUnits } from './views-rows.js';

const DESKS = 40;
const LOOKS = 600;
/** Drawings, which no list waits for. */
const CHARTS = ['history', 'punctuality', 'delays', 'places'];
/** People who look at the same time. */
const AT_ONCE = 2;

/** What people look at on the worst night, at the size of a nation: one response, raised through the door. The floor is the smallest request that knows who asks. */
export const benchViews: Scenario = {
  usage: '[--lists 300000] [--clients 2000]',
  size: ({ lists }) => ({ units: lists, items: 4 }),
  measure,
};

interface View {
  readonly name: string;
  readonly path: (n: number) => string;
  readonly token?: (n: number) => string;
}

async function measure(ground: Ground, { lists, clients }: Figures, print: Print): Promise<void> {
  await nameUnits(ground);
  await openUnitSessions(ground.database, ground.city.jurisdictionId, clients);
  await openDesks(ground, DESKS);
  const officer = new Officer(ground);
  const { warning, previewHash } = await officer.readyToSign();
  await officer.signs(warning, previewHash);
  while (!(await ground.one<{ rests: boolean }>(RESTS)).rests) await sleep(200);
  const { response } = await ground.one<{ response: string }>('SELECT id AS response FROM response_response WHERE warning_id = $1', [warning]);
  const violations = await fillLedger(ground, response, Math.floor(lists / 3));
  await ground.database.query('VACUUM ANALYZE');
  await ground.database.query('CHECKPOINT');
  const places = await placesOf(ground, response);
  const floor = await look(ground, { name: 'floor', path: () => '/api/v1/session' });
  for (const view of viewsOf(response, places, clients)) {
    const times = await look(ground, view);
    print(judged({ view: view.name, items: lists, ...times, floor_ms: floor.p50_ms, floor_p99_ms: floor.p99_ms, ratio: Number((times.p50_ms / floor.p50_ms).toFixed(2)) }, CHARTS.includes(view.name) ? {} : view.name.includes('search') ? GOOD_SEARCH : GOOD_LIST));
  }
  const exported = await measureExport(ground, violations);
  print(judged({ view: 'export', ...exported }, goodExport(exported.rss_quarter_mb!)));
  print(judged({ view: 'feed', ...(await measureFeed(ground, response, clients)) }, GOOD_FEED));
}

const RESTS = `SELECT NOT EXISTS (SELECT 1 FROM journal_pending) AND NOT EXISTS (SELECT 1 FROM journal_batch WHERE state = 'waiting') AS rests`;

interface Places {
  readonly unit: string;
  readonly violation: string;
  readonly notice: string;
  readonly entry: string;
}

/** Keys nine tenths of the way down each list. */
const placesOf = (ground: Ground, response: string): Promise<Places> =>
  ground.one<Places>(
    `SELECT (SELECT percentile_disc(0.9) WITHIN GROUP (ORDER BY unit_id) FROM checklist_checklist WHERE response_id = $1)::text AS unit,
            (SELECT percentile_disc(0.1) WITHIN GROUP (ORDER BY id) FROM inspection_violation)::text AS violation,
            (SELECT percentile_disc(0.9) WITHIN GROUP (ORDER BY id) FROM notification_delivery)::text AS notice,
            (SELECT percentile_disc(0.1) WITHIN GROUP (ORDER BY id) FROM journal WHERE thread = $1)::text AS entry`,
    [response],
  );

const cursor = (...key: string[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

function viewsOf(response: string, deep: Places, units: number): View[] {
  const v1 = '/api/v1';
  const board = `${v1}/checklists?responseId=${response}`;
  const items = `${v1}/responses/${response}/items`;
  const ledger = `${v1}/violations?responseId=${response}`;
  const rare = (n: number): string => encodeURIComponent(RARE[n % RARE.length]!);
  const of = (name: string, path: string): View => ({ name, path: () => path });
  return [
    of('progress', `${v1}/responses/${response}/progress`),
    of('board', board),
    of('board deep', `${board}&cursor=${cursor(deep.unit)}`),
    of('board unacknowledged', `${board}&state=unacknowledged`),
    of('board overdue', `${board}&state=overdue`),
    { name: 'board search', path: (n) => `${board}&search=${rare(n)}` },
    { name: 'my checklists', path: () => `${v1}/checklists?mine=true`, token: (n) => tokenOf(n % units) },
    { name: 'my notices', path: () => `${v1}/notices`, token: (n) => tokenOf(n % units) },
    of('items', items),
    of('items deep', `${items}?cursor=${cursor(deep.unit, '2')}`),
    { name: 'items search', path: (n) => `${items}?search=${rare(n)}` },
    of('ledger', ledger),
    of('ledger deep', `${ledger}&cursor=${cursor(deep.violation)}`),
    of('ledger by state', `${ledger}&state=rechecked`),
    { name: 'ledger search', path: (n) => `${ledger}&search=${rare(n)}` },
    of('deliveries', `${v1}/responses/${response}/deliveries`),
    of('deliveries deep', `${v1}/responses/${response}/deliveries?cursor=${cursor(deep.notice)}`),
    { name: 'deliveries search', path: (n) => `${v1}/responses/${response}/deliveries?search=${rare(n)}` },
    { name: 'units search', path: (n) => `${v1}/units?search=${rare(n)}` },
    of('timeline', `${v1}/responses/${response}/timeline`),
    of('timeline deep', `${v1}/responses/${response}/timeline?cursor=${cursor(deep.entry)}`),
    ...CHARTS.map((chart) => of(chart, `${v1}/responses/${response}/${chart}`)),
  ];
}

/** Chinese text that few have, that many have, that nobody has; the same by first letters. */
const RARE = ['青石', '企业29999', '晴空', '化工', 'qshg', 'qy1777', 'zz', 'qy'];

interface Times {
  readonly looks: number;
  /** The slower of the first two. */
  readonly cold_ms: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
  readonly max_ms: number;
}

/** Milliseconds of many looks, several at a time, after a few that nobody counts. */
async function look(ground: Ground, { path, token = deskToken }: View): Promise<Times> {
  const { hostname, port } = new URL(ground.processes.url);
  let next = 0;
  const first: number[] = [];
  const times: number[] = [];
  const oneGun = async (): Promise<void> => {
    const gun = new Gun({ host: hostname, port: Number(port) });
    for (let n = next++; n < LOOKS; n = next++) {
      const { status, milliseconds } = await gun.look(path(n), token === deskToken ? deskToken(n % DESKS) : token(n));
      if (status !== 200) throw new Error(`${path(n)}: ${status}`);
      (n < AT_ONCE ? first : times).push(milliseconds);
    }
    gun.close();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, oneGun));
  return { looks: times.length, cold_ms: round(Math.max(...first)), p50_ms: round(median(times)), p99_ms: round(percentile(times, 0.99)), max_ms: round(Math.max(...times)) };
}
