import type { Browser } from 'playwright-core';
import { House } from '../start/house.js';
import { CHROMIUM, launch, NARROW, Screen, WIDE } from './browser.js';
import { accepts, assigns, drafts, handsIn, lifts, sendsBack, signs } from './command.js';
import { acknowledges, answersAgain, answersWithPhoto, logsViolation, standsDown } from './field.js';
import { Task } from './measured.js';

const withChromium = CHROMIUM ? describe : describe.skip;
const REASON = '照片看不清';
/** Lists are polled every 15 seconds when the feed is lost: what is there sooner came by the feed. */
const LIVE = { timeout: 10_000 };

/** One night through the pages, as people go through it: seven browsers, one running product, nothing called behind its back. */
withChromium.each([
  { zone: 'Asia/Shanghai', desk: WIDE, field: NARROW },
  { zone: 'UTC', desk: WIDE, field: WIDE },
  { zone: 'America/New_York', desk: NARROW, field: NARROW },
])('the night in Chromium, servers and devices set to $zone, desk $desk.width px, field $field.width px', ({ zone, desk, field }) => {
  const house = new House();
  let browser: Browser;
  let officer: Screen, approver: Screen, commander: Screen, ledger: Screen, unit: Screen, inspector: Screen;
  let warning: string;

  beforeAll(async () => {
    await house.begins([], { TZ: zone }).ready();
    browser = await launch();
    const opens = async (username: string, at: '/' | '/m/'): Promise<Screen> => (await Screen.opens(browser, house, { size: at === '/' ? desk : field, zone })).signsIn(username, at);
    officer = await opens('zhiban01', '/');
    approver = await opens('shenpi01', '/');
    commander = await opens('zhihui01', '/');
    ledger = await opens('zhiban02', '/');
    unit = await opens('qingshi', '/m/');
    inspector = await opens('xuncha01', '/m/');
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    if (house) {
      await house.ends('SIGINT');
      await house.isRemoved();
    }
  });

  it('before it, all is calm', async () => {
    await commander.page.getByText('当前无预警').waitFor();
    await unit.page.getByText('现在没有待办').waitFor();
    for (const screen of [officer, unit, inspector]) await screen.looksRight();
  });

  it('the officer drafts an orange warning, sees whom it will reach, and hands it in', async () => {
    warning = await drafts(officer, '橙色', '预测未来两天日均AQI大于200');
    await officer.looksRight();
    await handsIn(officer);
  });

  it('a second person signs; the order is on the phone, and the commander sees it run, neither page loaded anew', async () => {
    await signs(approver, '橙色');
    await unit.page.locator('.arrived').waitFor(LIVE);
    await commander.page.locator('section.bar.level-orange').waitFor(LIVE);
    await commander.page.locator('[data-test=overview-units]').getByRole('link', { name: '青石镇' }).waitFor(LIVE);
    await commander.page.locator('[data-test=overview-deliveries]').getByRole('link', { name: /^已发出 [1-9]\d* 条/ }).waitFor(LIVE);
    await unit.looksRight();
    await commander.looksRight();
  });

  it('shows the time of Beijing, wherever the machines stand', async () => {
    await officer.goes(warning);
    await officer.page.getByText('文稿记录').waitFor();
    const shown = await officer.page.locator('main').innerText();
    const minute = (ago: number) => new Date(Date.now() - ago * 60_000).toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    expect([0, 1, 2, 3].map(minute).filter((time) => shown.includes(time))).not.toEqual([]);
  });

  it('the unit acknowledges and answers a line with photo and place', async () => {
    await acknowledges(unit);
    await unit.page.locator('.work').click();
    await unit.page.locator('.line').first().waitFor();
    await answersWithPhoto(unit);
  });

  it('the duty office looks at the photo and sends the answer back; it stands again on the phone, with the reason', async () => {
    await officer.visits('应急响应');
    await officer.page.locator('table').getByRole('link').first().click();
    await officer.page.getByRole('tab', { name: /待审核/ }).click();
    await officer.page.locator('article.hand img').first().waitFor();
    await officer.looksRight();
    // As large as the screen, and small again, by keyboard and without leaving the queue.
    await officer.page.keyboard.press('p');
    await officer.page.locator('.el-image-viewer__img').waitFor();
    await officer.page.keyboard.press('Escape');
    await officer.page.locator('.el-image-viewer__img').waitFor({ state: 'detached' });
    const task = await Task.begins(officer.page);
    await sendsBack(officer, REASON, '青石镇');
    await task.ends('审核一条反馈：看照片、退回并写明原因', { seconds: 15 });
    await unit.page.getByText(REASON).waitFor(LIVE);
  });

  it('the unit answers again, and it is accepted', async () => {
    await answersAgain(unit, REASON, house.accounts.find(({ username }) => username === 'zhiban01')!.name);
    const task = await Task.begins(officer.page);
    await accepts(officer);
    await task.ends('审核一条反馈：看照片、通过', { seconds: 15 });
    await unit.page.getByRole('button', { name: /已反馈/ }).click();
    await unit.page.getByText('审核通过').first().waitFor(LIVE);
  });

  it('each part of the response can be looked at', async () => {
    for (const part of ['按单位', '按措施', '送达', '时间轴']) {
      await officer.page.getByRole('tab', { name: new RegExp(part) }).click();
      await officer.page.locator('.el-tab-pane:visible .card, .el-tab-pane:visible li').first().waitFor();
      await officer.looksRight();
    }
  });

  it('an inspector logs a violation; it is on the desk of another browser, not loaded anew', async () => {
    await ledger.page.locator('section.bar.level-orange').waitFor();
    await ledger.visits('问题台账');
    await inspector.page.reload();
    await logsViolation(inspector, '夜间生产，未按要求停产');
    await ledger.page.locator('main').getByText('应停产未停产').first().waitFor(LIVE);
    await ledger.looksRight();
    await assigns(ledger);
    await ledger.page.locator('.rows').getByText('整改中').first().waitFor(LIVE);
    expect(await ledger.isSameDocument()).toBe(true);
  });

  it('the warning is lifted; the unit stands down', async () => {
    await officer.goes(warning);
    await lifts(officer, '空气质量好转，会商同意解除');
    await approver.goes('/');
    await signs(approver, '解除');
    await unit.page.getByText(/橙色预警已解除/).first().waitFor(LIVE);
    await standsDown(unit);
    await commander.page.locator('section.bar.level-calm').waitFor(LIVE);
    expect(await unit.isSameDocument()).toBe(true);
    expect(await commander.isSameDocument()).toBe(true);
  });

  it('and in all that time nothing went wrong on any page', () => {
    for (const screen of [officer, approver, commander, ledger, unit, inspector]) expect(screen.troubles).toEqual([]);
  });
});
