import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { CHROMIUM, launch, Screen, type Served } from './browser.js';
import { bigCity } from './many-units.js';

/** The age of the figures on the wall, with the clock of the city and that of the wall moved together: nobody waits for minutes. */
(CHROMIUM ? describe : describe.skip)('the age of what stands on the wall (needs chromium)', () => {
  let city: City, served: Served, browser: Browser, wall: Screen;
  let isHeld = false;

  beforeAll(async () => {
    ({ city, served } = await bigCity(0));
    await new Desk(city).issues('orange');
    browser = await launch();
    wall = await (await Screen.opens(browser, served, { size: { width: 1920, height: 1080 }, zone: 'America/New_York' })).signsIn('zhihui01', '/');
    await wall.page.clock.install();
    await wall.page.route('**/api/v1/responses/*/progress', async (route) => {
      while (isHeld) await sleep(20);
      await route.continue();
    });
    await wall.goes('/screen/');
  }, 120_000);
  afterAll(async () => {
    isHeld = false;
    await browser?.close();
    await city.sleeps();
  });
  const link = () => wall.page.locator('[data-test=link]');
  const passes = async (minutes: number): Promise<void> => {
    await city.clockAdvances({ minutes });
    await wall.page.clock.fastForward(minutes * 60_000);
  };

  it('is told in seconds while new ones come, however late it gets', async () => {
    await link().filter({ hasText: /^● 数据 \d 秒前$/ }).waitFor();
    await passes(3);
    await link().filter({ hasText: /^● 数据 \d 秒前$/ }).waitFor();
  });

  it('becomes a warning when none come although the feed still speaks, and grows with the time', async () => {
    isHeld = true;
    await passes(1);
    await link().filter({ hasText: /^▲ 数据已陈旧 · 数据 [67]\d 秒前$/ }).waitFor();
    expect(await link().getAttribute('class')).toContain('warn');
    await wall.looksRight();
    await passes(4);
    await link().filter({ hasText: /^▲ 数据已陈旧 · 数据 5 分钟前$/ }).waitFor();
    // What is old still stands there: it is the last that anybody knows.
    expect(await wall.page.locator('.measures li').count()).toBeGreaterThan(3);
  });

  it('is no warning any more as soon as new ones are there', async () => {
    isHeld = false;
    await link().filter({ hasText: /^● 数据 \d 秒前$/ }).waitFor();
    expect(await link().getAttribute('class')).not.toContain('warn');
    expect(wall.troubles.filter((said) => !/status of 503/.test(said))).toEqual([]);
  });
});
