import type { Browser } from 'playwright-core';
import { redisServer, TestRedis } from '../harness/redis.js';
import { House } from '../start/house.js';
import { CHROMIUM, launch, Screen, WIDE } from './browser.js';

/** The product on a Redis of its own, which is killed and comes back while an officer looks at the desk. */
(CHROMIUM && redisServer ? describe : describe.skip)('the desk while the queue is down (needs redis-server and chromium)', () => {
  const house = new House();
  let redis: TestRedis;
  let browser: Browser;

  beforeAll(async () => {
    redis = await TestRedis.start({ password: 'geheim' });
    await house.begins([], { REDIS_URL: redis.url }).ready();
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house.ends('SIGINT');
    await house.isRemoved();
    await redis.stop();
  });

  it('says so in both languages, keeps working, and takes the word back by itself', async () => {
    const officer = await (await Screen.opens(browser, house, { size: WIDE, zone: 'Asia/Shanghai' })).signsIn('zhiban01', '/');
    const banner = officer.page.locator('[data-test=system-banner]');
    await redis.kill();
    await banner.filter({ hasText: '任务队列不可用' }).waitFor({ timeout: 30_000 });
    expect(await banner.innerText()).toContain('系统正在降级运行');
    await officer.looksRight();
    if (process.env.QK_PICTURES) await officer.page.screenshot({ path: `${process.env.QK_PICTURES}/degraded-zh.png` });
    await officer.page.click('button.language');
    await banner.filter({ hasText: 'The job queue is down' }).waitFor();
    if (process.env.QK_PICTURES) await officer.page.screenshot({ path: `${process.env.QK_PICTURES}/degraded-en.png` });
    await redis.restart();
    await banner.filter({ hasText: 'The job queue is down' }).waitFor({ state: 'detached', timeout: 30_000 });
    expect(officer.troubles).toEqual([]);
    await officer.closes();
  }, 120_000);
});
