import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROLES } from '#identity';
import { freePort } from '../../apps/standalone/src/free-port.js';
import { Visitor, visitorAs } from '../authority/visitor.js';
import { CHROMIUM, launch } from '../e2e/browser.js';
import { City } from '../harness/city.js';

const redisServer = process.env.QK_REDIS_SERVER ?? '';
const BOARD = '/api/board/';

async function boardOf(city: City): Promise<{ admin: Visitor; place: { jurisdictionId: string } }> {
  const [jurisdiction] = await city.database.query<{ id: string }>('SELECT id FROM directory_jurisdiction');
  const place = { jurisdictionId: jurisdiction!.id };
  return { admin: await visitorAs(city, 'system-admin', place), place };
}

async function showsTheLanes(admin: Visitor): Promise<void> {
  const { status, body } = await admin.tries('GET', `${BOARD}api/queues`);
  expect(status).toBe(200);
  const queues = (body as { queues: { name: string; readOnlyMode: boolean; counts: Record<string, number> }[] }).queues;
  expect(queues.map(({ name }) => name).sort()).toEqual(['ordinary', 'slow', 'urgent']);
  expect(new Set(queues.map(({ readOnlyMode }) => readOnlyMode))).toEqual(new Set([true]));
}

describe('the board of the queues', () => {
  let city: City;
  let admin: Visitor;
  let place: { jurisdictionId: string };

  beforeAll(async () => {
    city = await City.wakes({ worker: false, console: true });
    ({ admin, place } = await boardOf(city));
  });
  afterAll(() => city.sleeps());

  it.each(ROLES.filter((role) => role !== 'system-admin'))('is closed to %s', async (role) => {
    const [unit] = await city.database.query<{ id: string }>(`SELECT id FROM directory_unit WHERE name = '青石镇'`);
    const other = await visitorAs(city, role, role.endsWith('-admin') ? place : { ...place, unitId: unit!.id });
    for (const address of [BOARD, '/api/board', `${BOARD}api/queues`, `${BOARD}static/images/logo.svg`, `${BOARD}queue/urgent`]) {
      expect(await other.tries('GET', address)).toMatchObject({ status: 403, code: 'access.forbidden' });
    }
  });

  it.each([['nobody', null], ['a forger', 'A'.repeat(43)]])('is closed to %s', async (_who, cookie) => {
    expect(await new Visitor(city.url, cookie).tries('GET', `${BOARD}api/queues`)).toMatchObject({ status: 401, code: 'access.not-signed-in' });
  });

  it('shows the system administrator the page and the three lanes, under the policy of all pages', async () => {
    expect((await admin.tries('GET', BOARD)).status).toBe(200);
    await showsTheLanes(admin);
    const { headers } = await fetch(`${city.url}${BOARD}`);
    expect(headers.get('content-security-policy')).toContain("script-src 'self';");
  });

  it.each([
    ['PUT', 'api/queues/urgent/pause'],
    ['PUT', 'api/queues/pause'],
    ['PUT', 'api/queues/urgent/clean/failed'],
    ['POST', 'api/queues/urgent/add'],
    ['PUT', 'api/queues/urgent/obliterate'],
    ['DELETE', 'api/queues/urgent/schedulers/x'],
  ])('lets nobody change anything: %s %s', async (method, address) => {
    const { status } = await admin.tries(method, BOARD + address, method === 'DELETE' ? undefined : {});
    expect([403, 404]).toContain(status);
  });
});

const onlyWithChromium = CHROMIUM ? describe : describe.skip;
onlyWithChromium('the board of the queues in a browser', () => {
  it('opens under the policy of all pages, and asks no other host but for a typeface that the policy refuses', async () => {
    const city = await City.wakes({ worker: false });
    const browser = await launch();
    const { admin } = await boardOf(city);
    const context = await browser.newContext();
    await context.addCookies([{ name: 'qk_session', value: (admin as unknown as { cookie: string }).cookie, url: city.url }]);
    const page = await context.newPage();
    const reached: string[] = [];
    const troubles: string[] = [];
    page.on('requestfinished', (request) => !request.url().startsWith(city.url) && reached.push(request.url()));
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (said) => said.type() === 'error' && !/fonts\.googleapis/.test(said.text()) && troubles.push(said.text()));
    await page.goto(city.url + BOARD);
    for (const lane of ['urgent', 'ordinary', 'slow']) await page.getByText(lane, { exact: true }).first().waitFor();
    expect({ reached, troubles }).toEqual({ reached: [], troubles: [] });
    await browser.close();
    await city.sleeps();
  });
});

const onlyWithRedis = redisServer ? describe : describe.skip;
onlyWithRedis('the board of the queues on Redis', () => {
  let redis: ChildProcess;
  const folder = mkdtempSync(path.join(tmpdir(), 'qingkong-board-'));
  let city: City;

  beforeAll(async () => {
    const port = await freePort();
    redis = spawn(redisServer, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
    while (!(await new Promise((resolve) => connect(port, '127.0.0.1').on('connect', function (this: { destroy(): void }) { this.destroy(); resolve(true); }).on('error', () => resolve(false))))) await sleep(50);
    city = await City.wakes({ settings: { REDIS_URL: `redis://127.0.0.1:${port}` } });
  });
  afterAll(async () => {
    await city.sleeps();
    const gone = once(redis, 'exit');
    redis.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows the three lanes', async () => showsTheLanes((await boardOf(city)).admin));
});
