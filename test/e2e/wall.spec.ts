import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { House } from '../start/house.js';
import { CHROMIUM, launch, Screen, WIDE } from './browser.js';
import { townAnswers } from './crowd.js';
import { CUT_OFF, SIZES } from './cut-off.js';
import { Task } from './measured.js';
import { finds, issues } from './over-http.js';

const withChromium = CHROMIUM ? describe : describe.skip;
const WALL = { width: 1920, height: 1080 };

/** The wall of a command centre in a real browser, while others act at their desks. */
withChromium('the wall', () => {
  const house = new House();
  let browser: Browser;
  let wall: Screen;
  /** The same wall in two more zones, one of them in English. */
  let english: Screen, near: Screen;
  let warning: string;

  beforeAll(async () => {
    await house.begins().ready();
    browser = await launch();
    [wall, english, near] = (await Promise.all(['America/New_York', 'UTC', 'Asia/Shanghai'].map((zone) => Screen.opens(browser, house, { size: WALL, zone })))) as [Screen, Screen, Screen];
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house.ends('SIGINT');
    await house.isRemoved();
  });
  const link = () => wall.page.locator('[data-test=link]');
  const cutOff = (of = wall): Promise<string[]> => of.page.evaluate<string[]>(CUT_OFF);
  const takeover = (of = wall) => of.page.locator('[data-test=takeover]');

  it('says plainly that nobody is signed in, and begins by itself when somebody is', async () => {
    await wall.goes('/screen/');
    await wall.page.getByRole('heading', { name: '大屏没有登录' }).waitFor();
    await wall.looksRight();
    const desk = await wall.page.context().newPage();
    await desk.goto(`${house.url}/sign-in`);
    await desk.fill('#username', 'zhihui01');
    await desk.fill('#password', house.accounts.find(({ username }) => username === 'zhihui01')!.password);
    await desk.click('button[type=submit]');
    await desk.locator('nav.menu').getByRole('link', { name: '大屏' }).waitFor();
    await desk.close();
    await wall.page.locator('[data-test=calm-wall]').waitFor();
    await wall.page.evaluate('window.sameDocument = true');
    await wall.page.getByText('还没有响应记录').waitFor();
    expect(await cutOff()).toEqual([]);
    await wall.looksRight();
  });

  it('is made to last: from then on this browser looks at the wall and may do nothing else', async () => {
    const { page } = wall;
    await page.getByRole('button', { name: '长期显示' }).click();
    await page.getByRole('heading', { name: '把这台机器设为大屏' }).waitFor();
    await wall.looksRight();
    await page.getByRole('button', { name: '设为大屏' }).click();
    await page.locator('[data-test=keep-on]').waitFor({ state: 'detached' });
    const [cookie] = await page.context().cookies(house.url);
    expect(cookie!.expires * 1_000 - Date.now()).toBeGreaterThan(29 * 24 * 3_600_000);
    const desk = await page.context().newPage();
    await desk.goto(`${house.url}/responses`);
    await desk.locator('#username').waitFor();
    await desk.close();
    expect(await wall.isSameDocument()).toBe(true);
    expect(await cutOff()).toEqual([]);
  });

  it('says the same in English, before anybody is signed in and on a calm day', async () => {
    await english.goes('/screen/');
    await english.page.evaluate(`localStorage.setItem('qingkong.language', 'en')`);
    await english.page.reload();
    await english.page.getByRole('heading', { name: 'The wall is not signed in' }).waitFor();
    await english.looksRight();
    for (const screen of [english, near]) {
      await screen.signsIn('zhihui01', '/');
      await screen.goes('/screen/');
    }
    await english.page.locator('[data-test=calm-wall]').getByText('There has been no response yet').waitFor();
    expect(await cutOff(english)).toEqual([]);
    await english.looksRight();
    await near.page.locator('[data-test=calm-wall]').waitFor();
  });

  it('is taken over by a warning that is signed elsewhere, and gives the wall back', async () => {
    warning = await issues(house, 'orange');
    const said = [[wall, '启动应急响应'], [english, 'Response activated']] as const;
    await Promise.all(said.map(([screen, words]) => takeover(screen).getByText(words).waitFor().then(() => screen.looksRight())));
    await takeover().waitFor({ state: 'detached' });
    await wall.page.locator('.level-orange').getByText('橙色预警').waitFor();
    expect(await wall.page.locator('[data-test=elapsed]').innerText()).toMatch(/^T\+00:/);
    await townAnswers(house);
    await finds(house, 'not_stopped');
    await wall.page.locator('.findings').getByText('应停产未停产').first().waitFor();
    await wall.page.locator('.feed').getByText(/发现问题/).first().waitFor();
    expect(await link().innerText()).toMatch(/数据 \d+ 秒前/);
  });

  it.each(SIZES)('fits a wall of %i × %i: nothing wider, nothing cut off', async (width, height) => {
    await wall.page.setViewportSize({ width, height });
    await wall.page.locator('.chart svg text').first().waitFor();
    // The rows follow the room in the next frames.
    for (let tries = 0; tries < 40 && (await cutOff()).length > 0; tries++) await sleep(50);
    expect(await cutOff()).toEqual([]);
    expect(await wall.page.locator('.measures li').count()).toBeGreaterThan(3);
    await wall.looksRight();
    if (process.env.QK_PICTURES) await wall.page.screenshot({ path: `${process.env.QK_PICTURES}/wall-${width}.png` });
  });

  it('fits in English too', async () => {
    for (const [width, height] of SIZES) {
      await english.page.setViewportSize({ width, height });
      await english.page.reload();
      await english.page.getByText('Acknowledged').first().waitFor();
      await english.page.locator('.chart svg text').first().waitFor();
      for (let tries = 0; tries < 300 && (await cutOff(english)).length > 0; tries++) await sleep(50);
      expect(await cutOff(english)).toEqual([]);
      await english.looksRight();
    }
  });

  it('shows the time of Beijing on machines of three zones', async () => {
    const walls = [wall, english, near];
    await Promise.all(walls.map(({ page }) => page.setViewportSize(WALL)));
    const times = (of: string): Promise<string[]> => Promise.all(walls.map(async ({ page }) => (await page.locator(of).allInnerTexts()).join(' ')));
    const { items } = await (await english.page.request.get(`${house.url}/api/v1/violations`)).json();
    const found = new Date(Date.parse(items[0].foundAt) + 8 * 3_600_000).toISOString().slice(11, 16);
    for (const part of ['.findings time', '.feed time']) {
      // How many rows there is room for is known a frame later, and one wall may have heard more than another.
      for (let tries = 0; tries < 200 && new Set(await times(part)).size > 1; tries++) await sleep(50);
      const said = await times(part);
      expect(said).toEqual(said.map(() => said[0]));
      expect(said[0]).toContain(found);
    }
    const official = async ({ page }: Screen): Promise<string> => /\d+月\d+日\d+时(\d+分)?/.exec(await page.locator('header.bar').innerText())![0];
    expect(await official(near)).toBe(await official(wall));
  });

  it('is taken over again when the level rises, without being loaded anew', async () => {
    await issues(house, 'red', warning);
    await takeover().getByText('预警升级').waitFor();
    await takeover().getByText('橙色 → 红色').waitFor();
    await takeover().waitFor({ state: 'detached' });
    await wall.page.locator('.bar.level-red').waitFor();
    expect(await wall.isSameDocument()).toBe(true);
  });

  it('says since when it hears nobody, keeps what it knew, and comes back by itself with what happened meanwhile', async () => {
    const context = wall.page.context();
    const before = wall.troubles.length;
    await context.setOffline(true);
    await link().filter({ hasText: /连接中断 \d\d:\d\d:\d\d，最后数据 \d\d:\d\d:\d\d/ }).waitFor();
    expect(await wall.page.locator('.measures li').count()).toBeGreaterThan(3);
    await wall.looksRight();
    await finds(house, 'open_burning');
    await context.setOffline(false);
    await wall.page.locator('.findings').getByText('露天焚烧').waitFor();
    await link().filter({ hasText: /数据 \d+ 秒前/ }).waitFor();
    expect(await wall.isSameDocument()).toBe(true);
    // Chromium itself writes down every request that found no network.
    wall.troubles.push(...wall.troubles.splice(before).filter((said) => !/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/.test(said)));
  });

  it('tells the response again: it plays, it can be moved, and an earlier moment has the earlier level', async () => {
    const { page } = wall;
    await page.getByRole('button', { name: '回放' }).click();
    const moment = page.locator('[data-test=moment]');
    const slider = page.getByRole('slider', { name: '时间' });
    await slider.waitFor();
    expect(await cutOff()).toEqual([]);
    await wall.looksRight();
    // The story is a minute old: half a minute of it passes in each frame.
    const began = await slider.inputValue();
    await page.getByRole('button', { name: /播放/ }).click();
    while ((await slider.inputValue()) === began) await sleep(20);
    await page.getByRole('button', { name: /播放/ }).waitFor();
    await page.locator('.bar.level-red').waitFor();
    await slider.press('Home');
    await page.locator('.bar.level-orange').waitFor();
    expect(await moment.innerText()).toMatch(/^\d\d-\d\d \d\d:\d\d$/);
    await english.page.getByRole('button', { name: 'Replay' }).click();
    await english.page.getByRole('slider', { name: 'Time' }).press('Home');
    await english.page.locator('.bar.level-orange').waitFor();
    expect(await cutOff(english)).toEqual([]);
    await english.looksRight();
    expect(await english.page.locator('[data-test=moment]').innerText()).toBe(await moment.innerText());
    await page.keyboard.press('Escape');
    await page.locator('[data-test=live-wall]').waitFor();
  });

  it('says so when the session ends, and nothing else went wrong in all that time', async () => {
    for (const screen of [wall, english, near]) expect(screen.troubles).toEqual([]);
    for (const screen of [english, near]) await screen.closes();
    await wall.page.context().clearCookies();
    await wall.page.getByRole('heading', { name: '大屏没有登录' }).waitFor();
    // How it learns of it: the question that is refused.
    expect(wall.troubles.filter((said) => !/status of 401/.test(said))).toEqual([]);
  });

  it('on the desk a point of the map leads to the rows of its unit', async () => {
    const officer = await (await Screen.opens(browser, house, { size: WIDE, zone: 'Asia/Shanghai' })).signsIn('zhiban01', '/');
    const { page } = officer;
    await officer.visits('应急响应');
    await page.locator('table').getByRole('link').first().click();
    await page.getByRole('tab', { name: '图表' }).click();
    const map = page.getByRole('img', { name: /^一张图/ });
    await map.scrollIntoViewIfNeeded();
    await map.locator('svg path').first().waitFor();
    const tip = map.locator('div[style*="9999999"]');
    let unit = '';
    // The outline is large, the key says no name; what is left are the points.
    const points = await map.locator('svg path').evaluateAll((paths) => paths.map((one) => one.getBoundingClientRect()).filter(({ width }) => width > 0 && width <= 24).map((box) => [box.x + box.width / 2, box.y + box.height / 2] as const));
    for (const [x, y] of points) {
      if (unit) break;
      await page.mouse.move(x, y);
      await page.waitForTimeout(150);
      const said = (await tip.isVisible()) ? await tip.innerText() : '';
      unit = /^(?:逾期|未签收|办理中|已办结) (\S+)$/.exec(said)?.[1] ?? '';
      if (unit) await page.mouse.click(x, y);
    }
    expect(unit).not.toBe('');
    await page.locator('.el-drawer').getByText(unit).first().waitFor();
    expect(new URL(page.url()).search).toMatch(/^\?tab=units&list=\d+$/);
    const list = await (await page.request.get(`${house.url}/api/v1/checklists/${new URL(page.url()).searchParams.get('list')}`)).json();
    expect(list.unitName).toBe(unit);
    for (const { text } of list.items) await page.locator('.el-drawer').getByText(text).first().waitFor();
    expect(list.items.length).toBeGreaterThan(0);
    expect(officer.troubles).toEqual([]);
    await officer.closes();
  });

  it('on the desk each figure of a chart leads to as many rows as it says, in two clicks', async () => {
    const officer = await (await Screen.opens(browser, house, { size: WIDE, zone: 'Asia/Shanghai' })).signsIn('zhiban01', '/');
    const { page } = officer;
    await officer.visits('应急响应');
    await page.locator('table').getByRole('link').first().click();
    for (const figure of ['answered', 'under_10s', 'on_time', 'findings']) {
      const task = await Task.begins(page);
      await page.getByRole('tab', { name: '图表' }).click();
      await page.locator('.chart svg text').first().waitFor();
      await officer.looksRight();
      const link = page.locator(`[data-figure=${figure}]`);
      const said = Number(await link.locator('strong').innerText());
      expect(said).toBeGreaterThan(0);
      await link.click();
      await page.locator('.list-body .foot').last().waitFor();
      if (figure === 'findings') await task.ends('从图表上的数字到它的行', { clicks: 3 });
      const foot = page.locator('.list-body .foot').last();
      for (const more = foot.getByRole('button', { name: '加载更多' }); await foot.getByText('没有更多了').or(more).first().waitFor().then(() => more.isVisible()); ) {
        const shown = await foot.innerText();
        await more.click();
        while ((await foot.innerText()) === shown) await sleep(20);
      }
      expect({ figure, rows: await foot.getByText(/^已显示/).innerText() }).toEqual({ figure, rows: `已显示 ${said} 条` });
      if (new URL(page.url()).searchParams.has('timing')) await page.keyboard.press('Escape');
    }
    // The bar itself leads to the same rows as the figure below it.
    await page.getByRole('tab', { name: '图表' }).click();
    const said = await page.locator('[data-figure=under_10s] strong').innerText();
    const bars = page.getByRole('img', { name: '送达用时' }).locator('svg path[fill="#548dc6"]');
    // The key of the colours is one of them too; the bar is the tallest, once it has grown.
    const heights = () => bars.evaluateAll((paths) => paths.map((one) => one.getBoundingClientRect().height));
    while (Math.max(0, ...(await heights())) < 40) await sleep(20);
    const all = await heights();
    await bars.nth(all.indexOf(Math.max(...all))).click();
    await page.getByText(`已显示 ${said} 条`).waitFor();
    expect(new URL(page.url()).search).toBe('?tab=deliveries&channel=in_app&delay=under_10s');
    expect(officer.troubles).toEqual([]);
    await officer.closes();
  });
});
