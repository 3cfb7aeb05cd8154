import type { Browser } from 'playwright-core';
import { House } from '../start/house.js';
import { CHROMIUM, launch, Screen, WIDE } from './browser.js';

const withChromium = CHROMIUM ? describe : describe.skip;

withChromium('the page of holidays', () => {
  const house = new House();
  let browser: Browser;

  beforeAll(async () => {
    await house.begins().ready();
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house.ends('SIGINT');
    await house.isRemoved();
  });

  it('lets the system administrator correct a year, and refuses what is not complete', async () => {
    const { username } = house.accounts.find((account) => account.role === 'system-admin')!;
    const screen = await (await Screen.opens(browser, house, { size: WIDE, zone: 'America/Los_Angeles' })).signsIn(username, '/');
    const { page } = screen;
    await screen.visits('节假日');
    await page.getByText('随系统提供').waitFor();
    await page.getByRole('button', { name: '修改' }).click();
    const dialog = page.getByRole('dialog');
    const lines = dialog.getByLabel(/^节日 \d+$/);
    const count = await lines.count();
    expect(count).toBeGreaterThan(5);
    await dialog.getByRole('button', { name: '加一行' }).click();
    await lines.last().fill('本市活动日');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('每一行都要有节日和日期。').first().waitFor();
    await screen.looksRight();
    await dialog.getByRole('button', { name: '删去这一行' }).last().click();
    await lines.first().fill('元旦假期');
    await dialog.getByLabel('依据').fill('关于节假日安排的通知');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('依据：关于节假日安排的通知').waitFor();
    await page.getByRole('cell', { name: '元旦假期' }).first().waitFor();
    const rows = page.locator('.el-table__body tr');
    const search = page.getByPlaceholder('按节日或日期查找');
    await search.fill('10-02');
    await page.waitForURL(/seek=10-02/);
    await page.getByRole('cell', { name: '国庆' }).first().waitFor();
    expect(await rows.count()).toBe(1);
    await search.fill('没有这个节日');
    await page.getByText('没有符合条件的内容').waitFor();
    await search.clear();
    await page.getByRole('cell', { name: '元旦假期' }).first().waitFor();
    expect(screen.troubles).toEqual([]);
    await screen.closes();
  });
});
