import type { Browser } from 'playwright-core';
import { armFailpoints } from '#platform';
import { sealed } from '../archive/sealed-city.js';
import { City } from '../harness/city.js';
import { CHROMIUM, launch, NARROW, Screen, WIDE } from './browser.js';

/** 立即核验: asked for in one browser, seen in the other. */
(CHROMIUM ? describe : describe.skip)('the check of the audit trail (needs chromium)', () => {
  let city: City;
  let browser: Browser;
  let asks: Screen, looks: Screen;
  const part = ({ page }: Screen) => page.locator('[data-test=check]');

  beforeAll(async () => {
    city = await City.wakes({ console: true });
    // Several seals, so that there is a middle to stand in.
    for (const username of ['xitong01', 'anquan01', 'zhiban01', 'shenpi01']) {
      await sealed(city);
      await city.person(username).signsIn();
    }
    await sealed(city);
    browser = await launch();
    const served = { url: city.url, accounts: city.accountsOf('shenji01') };
    const opens = async (size: typeof WIDE): Promise<Screen> => (await Screen.opens(browser, served, { size, zone: 'Asia/Shanghai' })).signsIn('shenji01', '/');
    [asks, looks] = [await opens(WIDE), await opens(NARROW)];
    for (const screen of [asks, looks]) await part(screen).getByText('尚未核验过').waitFor();
  }, 120_000);
  afterAll(async () => {
    armFailpoints('');
    await browser?.close();
    await city.sleeps();
  });

  it('shows how far it is in both browsers, and takes no second one', async () => {
    armFailpoints('journal-check.seal:3:hang');
    await part(asks).getByRole('button', { name: '立即核验' }).click();
    for (const screen of [asks, looks]) {
      await part(screen).getByText('核验中').waitFor();
      await part(screen).getByText(/已核验 \d+ 条，共 \d+ 条/).waitFor();
      expect(await part(screen).getByRole('button', { name: '立即核验' }).isDisabled()).toBe(true);
      await screen.looksRight();
    }
  });

  it('tells both the result when another worker has brought it to its end, without a reload', async () => {
    await city.workerStops();
    await city.workerStarts();
    for (const screen of [asks, looks]) {
      await part(screen).getByText('与封存一致').waitFor();
      await part(screen).getByText(/与导出的 \d+ 个根一致/).waitFor();
      await screen.looksRight();
      expect(await screen.isSameDocument()).toBe(true);
    }
    await asks.page.locator('.el-table__row', { hasText: '封存核验结束：与封存一致' }).first().waitFor();
  });

  it('names the bad row and what to do, in both languages, and lists every check', async () => {
    const [{ id }] = (await city.database.query<{ id: string }>(`SELECT id FROM journal WHERE type = 'identity.signed-in' ORDER BY id LIMIT 1`)) as [{ id: string }];
    await city.database.query('ALTER TABLE journal DISABLE TRIGGER ALL');
    await city.database.query(`UPDATE journal SET subject = 'user/somebody-else' WHERE id = $1`, [id]);
    await part(asks).getByRole('button', { name: '立即核验' }).click();
    for (const screen of [asks, looks]) {
      await part(screen).getByText(new RegExp(`第 ${id} 条记录、第 \\d+ 批封存：记录在封存之后被改动`)).waitFor();
      await part(screen).getByText('identity.signed-in').waitFor();
      await part(screen).getByText(/先不要改动数据库/).waitFor();
      await screen.looksRight();
    }
    await part(asks).getByRole('button', { name: '核验记录' }).click();
    const sheet = asks.page.locator('.el-drawer');
    await sheet.locator('.el-table__row', { hasText: '发现改动' }).waitFor();
    expect(await sheet.locator('.el-table__row').count()).toBe(2);
    await asks.looksRight();
    await asks.page.evaluate(`localStorage.setItem('qingkong.language', 'en')`);
    await asks.page.reload();
    await sheet.locator('.el-table__row', { hasText: 'Something was changed' }).waitFor();
    await sheet.getByText(`Entry ${id}`).waitFor();
    await asks.looksRight();
    for (const screen of [asks, looks]) expect(screen.troubles).toEqual([]);
  });
});
