import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, CDPSession } from 'playwright-core';
import type { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { CHROMIUM, launch, Screen, type Served } from './browser.js';
import { bigCity } from './many-units.js';

/** One step of the day: the clocks of the city and of the wall go on together, then the wall has its usual seconds. */
const STEP_MINUTES = 15;
const AWAKE_MS = 11_000;
/** By then every list of the wall is full, and every drawing has been loaded. */
const WARM_HOURS = 5;
const HOURS = 24;
/** A session ends after twelve hours; whoever looks after the wall signs in before. */
const SESSION_HOURS = 10;

interface Held {
  readonly nodes: number;
  readonly listeners: number;
  readonly heap: number;
}

/** A wall that stands for a day and a night in the same document, with things happening in every hour: it holds no more at its end. */
(CHROMIUM ? describe : describe.skip)('a day and a night of the wall (needs chromium)', () => {
  let city: City, served: Served, browser: Browser, wall: Screen, tools: CDPSession;
  let response: string, activatedAt: string;
  let hour = 0;
  /** So many answers the wall has had, so that nobody thinks it only stood there. */
  let answers = 0;

  beforeAll(async () => {
    ({ city, served } = await bigCity(0));
    ({ response } = await new Desk(city).issues('orange'));
    ({ activatedAt } = await city.person('zhihui01').reads<{ activatedAt: string }>(`/responses/${response}`));
    browser = await launch();
    wall = await (await Screen.opens(browser, served, { size: { width: 1920, height: 1080 }, zone: 'America/New_York' })).signsIn('zhihui01', '/');
    await wall.page.clock.install();
    wall.page.on('requestfinished', () => (answers += 1));
    await wall.goes('/screen/');
    await wall.page.evaluate('window.sameDocument = true');
    tools = await wall.page.context().newCDPSession(wall.page);
    await tools.send('Performance.enable');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await city.sleeps();
  });

  /** What is still held once everything that may be forgotten has been. */
  async function holds(): Promise<Held> {
    for (let n = 0; n < 3; n++) {
      await tools.send('HeapProfiler.collectGarbage');
      await sleep(100);
    }
    const { metrics } = await tools.send('Performance.getMetrics');
    const of = (name: string): number => metrics.find((one) => one.name === name)!.value;
    return { nodes: of('Nodes'), listeners: of('JSEventListeners'), heap: of('JSHeapUsedSize') };
  }
  const link = () => wall.page.locator('[data-test=link]');
  /** By the clock of the city, as the wall says it. */
  async function elapsed(): Promise<number> {
    const [{ minutes }] = (await city.database.query<{ minutes: number }>('SELECT extract(epoch FROM clock_now() - $1::timestamptz)::float8 / 60 AS minutes', [activatedAt])) as [{ minutes: number }];
    return minutes;
  }
  async function happens(): Promise<void> {
    const units = city.unitAccounts();
    const person = city.person(units[hour % units.length]!.username);
    const { items } = await person.reads<{ items: { id: string; acknowledgedAt: string | null }[] }>('/checklists?mine=true');
    for (const { id, acknowledgedAt } of items.slice(0, 1)) if (!acknowledgedAt) await person.does(`/checklists/${id}/acknowledge`);
    const inspector = city.person('xuncha01');
    const { items: sites } = await inspector.reads<{ items: { id: string; latitude: number; longitude: number }[] }>('/units?kind=enterprise&limit=20');
    const site = sites[hour % sites.length]!;
    await inspector.does('/violations', { unitId: site.id, category: 'not_stopped', place: `第${hour}时`, latitude: site.latitude, longitude: site.longitude });
  }
  async function passes(hours: number): Promise<void> {
    for (const end = hour + hours; hour < end; hour++) {
      if (hour > 0 && hour % SESSION_HOURS === 0) await wall.page.request.post(`${served.url}/api/v1/session`, { data: served.accounts.find(({ username }) => username === 'zhihui01') });
      await happens();
      for (let minutes = 0; minutes < 60; minutes += STEP_MINUTES) {
        await city.clockAdvances({ minutes: STEP_MINUTES });
        await wall.page.clock.fastForward(STEP_MINUTES * 60_000);
        await wall.page.clock.runFor(AWAKE_MS);
        // The wall has lived for these seconds, so the city does too.
        await city.database.query(`UPDATE test_clock SET shift = shift + make_interval(secs => $1)`, [AWAKE_MS / 1_000]);
        await link().filter({ hasText: /^● 数据 \d 秒前$/ }).waitFor();
      }
      const [, h, m] = /T\+(\d+):(\d\d)/.exec(await wall.page.locator('[data-test=elapsed]').innerText())!;
      expect(Math.abs(Number(h) * 60 + Number(m) - (await elapsed()))).toBeLessThan(2);
    }
  }

  it('holds as much after a day as it did before: elements, listeners, memory; and its figures are seconds old at every hour of it', async () => {
    await passes(WARM_HOURS);
    const before = await holds();
    const had = answers;
    await passes(HOURS);
    const after = await holds();
    if (process.env.QK_TOLD) console.log(JSON.stringify({ before, after, answers: answers - had }));
    expect(answers - had).toBeGreaterThan(HOURS * 4 * 9);
    expect(after.nodes).toBeLessThan(before.nodes * 1.1 + 100);
    expect(after.listeners).toBeLessThan(before.listeners * 1.1 + 50);
    expect(after.heap).toBeLessThan(before.heap * 1.2 + 1_000_000);
    expect(await wall.isSameDocument()).toBe(true);
    expect(await wall.page.locator('.findings').innerText()).toMatch(new RegExp(`共 ?${hour}|${hour}`));
    expect(wall.troubles.filter((said) => !/status of 503/.test(said))).toEqual([]);
  }, 280_000);

  it('would not pass if it kept what it no longer shows', async () => {
    const before = await holds();
    await wall.page.evaluate(`window.kept = Array.from({ length: 2000 }, () => { const one = document.createElement('p'); one.append('x'); one.onclick = () => one; return one; }); window.more = Array.from({ length: 500_000 }, (_one, n) => ({ n }))`);
    const after = await holds();
    expect(after.nodes).toBeGreaterThan(before.nodes * 1.1 + 100);
    expect(after.heap).toBeGreaterThan(before.heap * 1.2 + 1_000_000);
  });
});
