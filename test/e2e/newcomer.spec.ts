import type { Browser } from 'playwright-core';
import { House } from '../start/house.js';
import { CHROMIUM, launch, NARROW, Screen, WIDE } from './browser.js';
import { Task } from './measured.js';

/** Somebody who has never seen the product: what it says itself has to be enough. */
(CHROMIUM ? describe : describe.skip)('a newcomer (needs chromium)', () => {
  const house = new House();
  let browser: Browser;
  let officer: Screen, approver: Screen;

  beforeAll(async () => {
    await house.begins().ready();
    browser = await launch();
    officer = await (await Screen.opens(browser, house, { size: WIDE, zone: 'Asia/Shanghai' })).signsIn('zhiban02', '/');
    approver = await (await Screen.opens(browser, house, { size: NARROW, zone: 'Asia/Shanghai' })).signsIn('shenpi01', '/');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house.ends('SIGINT');
    await house.isRemoved();
  });

  it('is led by the tour to the page that issues a warning, and raises an exercise there in minutes', async () => {
    const { page } = officer;
    const task = await Task.begins(page);
    await page.locator('[data-test=tour-invitation]').getByRole('button', { name: '开始引导' }).click();
    const tour = page.locator('.el-tour__content');
    await tour.getByText('发布预警', { exact: true }).waitFor();
    for (let step = 0; step < 4; step++) await tour.getByRole('button', { name: /下一步|知道了/ }).click();
    await tour.waitFor({ state: 'detached' });
    await page.locator('main').getByRole('link', { name: '发布预警' }).click();
    await page.locator('#exercise label', { hasText: '演练' }).click();
    await page.locator('label.level', { hasText: '橙色' }).click();
    // Handed in too early: the summary has the focus, and leads to the field.
    await page.getByRole('button', { name: '提交审批' }).click();
    await page.locator('.summary:focus').getByText(/请填写/).waitFor();
    await page.locator('.summary').getByRole('link', { name: /请填写/ }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe('reason');
    await page.keyboard.insertText('新到岗，第一次演练');
    await page.getByText(/家单位收不到|全部单位都能收到/).first().waitFor();
    await officer.looksRight();
    await page.getByRole('button', { name: '提交审批' }).click();
    await page.getByText(/提交，等待审批/).waitFor();
    await task.ends('新人跟着引导发起一次演练（到提交审批）', { seconds: 300 });
  });

  it('is approved by somebody who has only a telephone at hand: two taps and the word', async () => {
    const { page } = approver;
    const link = page.locator('.waiting').getByRole('link', { name: '去处理' });
    await link.waitFor();
    const task = await Task.begins(page);
    await link.click();
    await page.locator('#word:focus').waitFor();
    await page.locator('.right').getByText(/措施/).first().waitFor();
    await page.keyboard.type('橙色');
    await approver.looksRight();
    // Until the server has said so, nothing on the page says that it is issued.
    let answers = (): void => undefined;
    const held = new Promise<void>((done) => (answers = done));
    await page.route('**/approve', async (route) => {
      await held;
      await route.continue();
    });
    const issued = () => officer.page.request.get(`${house.url}/api/v1/responses`).then(async (reply) => ((await reply.json()) as { items: object[] }).items.length);
    await page.getByRole('button', { name: /^批准/ }).click();
    await page.waitForTimeout(600);
    expect([await page.locator('#word').count(), await page.getByText(/已批准|已发布/).count(), await issued()]).toEqual([1, 0, 0]);
    answers();
    await page.locator('#word').waitFor({ state: 'detached' });
    await task.ends('在手机上批准预警（两次点击加级别字）', { clicks: 2 });
    await officer.goes('/');
    await officer.page.locator('section.bar').getByText('演练').first().waitFor();
    for (const screen of [officer, approver]) expect(screen.troubles).toEqual([]);
  });
});
