import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { channelsFile, FakeSms } from '../harness/gateways/index.js';
import { Unit } from '../harness/unit.js';
import { CHROMIUM, launch, Screen, WIDE } from './browser.js';
import { Task } from './measured.js';

const HOUR_MS = 3_600_000;
const OF_CARDS = ['acknowledged', 'unacknowledged', 'excused', 'confirmed', 'unanswered', 'cannot', 'reviewed', 'to-review', 'returned', 'overdue', 'overdue-units'];
const OF_PANELS = ['measure', 'unit-late', 'left', 'waits', 'stuck', 'air-heavy', 'air-hours'];
const OF_CHARTS = ['acknowledged', 'answered', 'accepted', 'under_10s', 'waiting', 'failed', 'on_time', 'late', 'not_due', 'air-heavy', 'air-hours', 'units', 'findings'];

/** A response a day old, with some of everything: answered in time and late, not answered, accepted, sent back, excused, found; and a message that waits beside one that failed. */
async function someOfEverything(city: City, sms: FakeSms): Promise<{ warning: string; response: string }> {
  const desk = new Desk(city);
  const { officer } = desk;
  const [{ id: unitId }] = (await officer.reads(`/units?search=${encodeURIComponent('文昌街道')}`)).items;
  const { id: contact } = await officer.does<{ id: string }>('/contacts', { unitId, channel: 'mobile', address: '13900139000' });
  await officer.does(`/contacts/${contact}/called-back`, {});
  sms.behaves('refuse');
  const { warning, response } = await desk.issues('orange');
  const [prompt, slow] = [new Unit(city, 'qingshi'), new Unit(city, 'liuwan')];
  await prompt.acknowledges();
  await prompt.answersAll();
  await city.clockAdvances({ hours: 25 });
  await ledgerHas(desk, response, 'failed');
  const { id, items } = await slow.checklist();
  await slow.person.does(`/checklists/${id}/confirm`, { items: [{ itemId: items.find(({ role }) => role === 'responsible')!.id, answer: 'cannot', note: '设备检修', untilAt: '2099-01-01T08:00:00+08:00' }] });
  await slow.answersAll();
  await isReviewed(desk, response);
  const silent = (await officer.reads<{ items: { id: string; unitName: string }[] }>(`/checklists?responseId=${response}&state=unacknowledged&limit=100`)).items;
  await officer.does(`/checklists/${silent.find(({ unitName }) => unitName !== '文昌街道')!.id}/excuse`, { reason: '整栋楼停电' });
  // It waits ten minutes for company, and the clock stands at them.
  await officer.does(`/responses/${response}/remind`, { about: 'unacknowledged', checklistIds: [silent.find(({ unitName }) => unitName === '文昌街道')!.id] });
  await ledgerHas(desk, response, 'waiting');
  for (const category of ['other', 'open_burning']) await city.person('xuncha01').does('/violations', { unitId, category, place: '北门' });
  const [{ hour }] = (await city.database.query<{ hour: Date }>(`SELECT date_trunc('hour', clock_now()) AS hour`)) as [{ hour: Date }];
  const readings = [80, 150, 210, 230].map((pm25, n) => ({ code: 'QC001', hour: new Date(hour.getTime() - n * HOUR_MS).toISOString(), so2: 8, no2: 30, co: 0.9, o3: 40, pm10: pm25 + 20, pm25 }));
  await officer.does('/air-quality/readings', { readings });
  await city.settles();
  return { warning, response };
}

async function ledgerHas({ officer }: Desk, response: string, delay: string): Promise<void> {
  while (!(await officer.reads<{ items: { delay: string }[] }>(`/responses/${response}/delays`)).items.some((one) => one.delay === delay)) await sleep(50);
}

async function isReviewed({ officer }: Desk, response: string): Promise<void> {
  const { items } = await officer.reads<{ items: { checklistId: string; itemId: string; state: string }[] }>(`/reviews?responseId=${response}&limit=100`);
  const [first, second, third] = items.filter(({ state }) => state === 'not_applicable');
  for (const { checklistId, itemId } of [first!, second!]) await officer.does(`/checklists/${checklistId}/items/${itemId}/accept`, {});
  await officer.does(`/checklists/${third!.checklistId}/items/${third!.itemId}/return`, { reason: '请说明理由' });
}

/** 每个数字都能点到它数的那几行: of whatever the overview and the charts show. */
(CHROMIUM ? describe : describe.skip)('the figures of a response (needs chromium)', () => {
  const sms = new FakeSms();
  let city: City, browser: Browser, officer: Screen, page: Page;
  let response: string, warning: string;

  beforeAll(async () => {
    await sms.opens();
    const CHANNELS_FILE = channelsFile(mkdtempSync(path.join(tmpdir(), 'qingkong-channels-')), [sms.entry({ bundleSeconds: 600 })]);
    city = await City.wakes({ console: true, settings: { CHANNELS_FILE } });
    ({ warning, response } = await someOfEverything(city, sms));
    browser = await launch();
    officer = await Screen.opens(browser, { url: city.url, accounts: city.accountsOf('zhiban01') }, { size: WIDE, zone: 'America/New_York' });
    ({ page } = officer);
    // What is drawn stands still, so that it can be clicked.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await officer.signsIn('zhiban01', '/');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await city.sleeps();
    await sms.dies();
  });

  const links = (): Locator => page.locator('main a[data-figure]');
  const numberOf = async (words: Locator): Promise<number> => Number(/\d+/.exec(await words.innerText())![0]);
  /** What stands there in bold, or else the number among its words. */
  const said = async (figure: Locator): Promise<number> => numberOf((await figure.locator('strong').count()) > 0 ? figure.locator('strong') : figure);
  /** What stands below the list that was come to. */
  const footThere = async (): Promise<Locator> => {
    const { pathname, searchParams } = new URL(page.url());
    const place = searchParams.get('tab') === 'measures' ? '.el-drawer' : pathname === '/air-quality' ? '[data-test=air-hours]' : 'main';
    const foot = page.locator(`${place} .list-body:visible .foot`);
    await foot.waitFor();
    return foot;
  };
  /** The rows of that list, read to its end. */
  const rowsAbove = async (foot: Locator): Promise<number> => {
    const [more, end] = [foot.getByRole('button', { name: '加载更多' }), foot.getByText('没有更多了')];
    for (await more.or(end).waitFor(); !(await end.isVisible()); await more.or(end).waitFor()) {
      const shown = await foot.innerText();
      await more.click();
      while ((await foot.innerText()) === shown) await sleep(20);
    }
    return numberOf(foot.getByText(/^已显示/));
  };
  /** From the overview by `way` to each figure that is there, through it to its rows, and `steps` back. */
  const followsEach = async (expected: readonly string[], steps: number, way: () => Promise<void>): Promise<void> => {
    await officer.visits('指挥总览');
    await way();
    for (const name of expected) await page.locator(`a[data-figure=${name}]`).first().waitFor();
    const names = await links().evaluateAll((all) => all.map((one) => one.getAttribute('data-figure')));
    expect([...new Set(names)].sort()).toEqual([...expected].sort());
    for (let step = 1; step < steps; step++) await page.goBack();
    const wrong: object[] = [];
    for (const [n, figure] of names.entries()) {
      // Of a figure that each row of a table has, the first and the last.
      if (n !== names.indexOf(figure) && n !== names.lastIndexOf(figure)) continue;
      const task = await Task.begins(page);
      await way();
      while ((await links().count()) !== names.length) await sleep(20);
      const [number, from] = [await said(links().nth(n)), page.url()];
      await links().nth(n).click();
      await page.waitForURL((url) => url.href !== from);
      const foot = await footThere();
      await task.ends('从总览到一个数字的行', { clicks: 3 });
      const rows = await rowsAbove(foot);
      if (rows !== number || rows === 0) wrong.push({ figure, number, rows });
      for (let step = 0; step < steps; step++) await page.goBack();
    }
    expect(wrong).toEqual([]);
  };
  const toCharts = async (): Promise<void> => {
    await page.getByRole('link', { name: '打开响应' }).click();
    await page.getByRole('tab', { name: '图表' }).click();
  };

  it('of the overview are as many rows as they lead to', async () => {
    await followsEach([...OF_CARDS, ...OF_PANELS], 1, () => Promise.resolve());
  }, 120_000);

  it('of the charts too, and from the overview they are three clicks away', async () => {
    await followsEach(OF_CHARTS, 2, toCharts);
  }, 120_000);

  it('after the lifting are those of whom stood down, and a curve that is drawn leads to the rows of its figure', async () => {
    await new Desk(city).moves(warning, 'lift');
    await new Unit(city, 'qingshi').standsDown();
    await city.settles();
    await officer.visits('指挥总览');
    for (const [name, way, steps] of [['stood-down', async () => undefined, 1], ['not-stood-down', async () => undefined, 1], ['stoodDown', toCharts, 2]] as const) {
      await way();
      const figure = page.locator(`a[data-figure=${name}]`);
      const number = await said(figure);
      await figure.click();
      await page.waitForURL(/state=/);
      expect({ name, rows: await rowsAbove(await footThere()) }).toEqual({ name, rows: number });
      for (let step = 0; step < steps; step++) await page.goBack();
    }
    await toCharts();
    const drawn = page.getByRole('img', { name: '进度曲线' }).locator('svg path[stroke-dasharray][stroke-width="2"]').first();
    await drawn.waitFor();
    const [x, y] = await drawn.evaluate((line: any): [number, number] => {
      const at = line.getPointAtLength(line.getTotalLength() * 0.9).matrixTransform(line.getScreenCTM());
      return [at.x, at.y];
    });
    await page.mouse.click(x, y);
    await page.waitForURL(`**/responses/${response}?tab=units&state=acknowledged`);
    const rows = await rowsAbove(await footThere());
    await page.goBack();
    await page.locator('a[data-figure=acknowledged]', { hasText: String(rows) }).waitFor();
    expect(officer.troubles).toEqual([]);
  });
});
