import type { Browser, Page } from 'playwright-core';
import { House } from '../start/house.js';
import { CHROMIUM, launch, Screen, WIDE } from './browser.js';
import { exported } from './exported.js';

/** What every list of the desk can do: its filter stands in the address, its rows go into a file and onto paper. */
(CHROMIUM ? describe : describe.skip)('the lists of the desk (needs chromium)', () => {
  const house = new House();
  let browser: Browser;
  let officer: Screen;

  beforeAll(async () => {
    await house.begins().ready();
    browser = await launch();
    officer = await (await Screen.opens(browser, house, { size: WIDE, zone: 'America/New_York' })).signsIn('zhiban01', '/');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house.ends('SIGINT');
    await house.isRemoved();
  });
  const pane = (page: Page) => page.locator('.el-tab-pane:visible');

  it('plans: the state is in the address, the file holds what is shown, a column put away stays away, and paper has the list', async () => {
    const { page } = officer;
    await officer.goes('/plans');
    await page.locator('.el-radio-button', { hasText: '已发布' }).click();
    await page.waitForURL(/state=published/);
    await page.reload();
    const titles = page.locator('.rows td:first-child a');
    await titles.first().waitFor();
    expect(await page.locator('.el-radio-button.is-active').innerText()).toBe('已发布');
    const file = await exported(page);
    expect(file[0]).toEqual(['名称', '状态', '措施', '待定问题', '导入', '发布']);
    expect(file.slice(1).map(([title]) => title)).toEqual(await titles.allInnerTexts());
    await page.getByRole('button', { name: '列', exact: true }).click();
    await page.locator('.el-popover:visible').getByText('待定问题').click();
    await page.locator('th', { hasText: '待定问题' }).waitFor({ state: 'detached' });
    await page.reload();
    await titles.first().waitFor();
    expect((await exported(page))[0]).not.toContain('待定问题');
    await officer.looksRight();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.print-head').innerText()).toMatch(/应急预案[\s\S]*打印时间/);
    expect(await titles.first().isVisible()).toBe(true);
    for (const gone of ['.list-tools', '.filters', 'nav.menu']) expect(await page.locator(gone).first().isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await page.goBack();
  });

  it('groups: the same', async () => {
    const { page } = officer;
    await officer.goes('/directory?tab=groups');
    await pane(page).locator('.el-table__row').first().waitFor();
    const all = await exported(page);
    expect(all[0]).toEqual(['单位组', '单位数', '现在包括']);
    await pane(page).getByPlaceholder('单位组名称').fill('公安');
    await page.waitForURL(/group=/);
    await page.reload();
    const names = pane(page).locator('td:first-child');
    await names.first().waitFor();
    const shown = await names.allInnerTexts();
    expect(shown.length).toBeLessThan(all.length - 1);
    expect((await exported(page)).slice(1).map(([name]) => name)).toEqual(shown);
    await officer.looksRight();
    await page.emulateMedia({ media: 'print' });
    expect(await names.first().isVisible()).toBe(true);
    expect(await page.locator('.list-tools:visible').count()).toBe(0);
    await page.emulateMedia({ media: 'screen' });
  });

  /** Every empty place on the page: what it says, and what it says to do. */
  const empties = (page: Page): Promise<{ title: string; hint: string }[]> =>
    page.evaluate(`[...document.querySelectorAll('.empty')].filter((one) => one.offsetParent).map((one) => ({ title: one.querySelector('.title')?.innerText ?? '', hint: one.querySelector('.hint')?.innerText ?? '' }))`);
  const looksEmpty = async (who: Screen, addresses: readonly string[], words: RegExp): Promise<void> => {
    for (const address of addresses) {
      await who.goes(address);
      await who.page.locator('.empty:visible').first().waitFor();
      await who.page.waitForLoadState('networkidle');
      const found = await empties(who.page);
      expect([address, found.length > 0, found.filter(({ title, hint }) => !words.test(title) || !words.test(hint) || /^desk\./.test(title + hint))]).toEqual([address, true, []]);
      await who.looksRight();
      if (process.env.QK_PICTURES) await who.page.screenshot({ path: `${process.env.QK_PICTURES}/empty-${address.replace(/[^a-z]+/g, '-')}-${words.test('中') ? 'zh' : 'en'}.png` });
    }
  };
  const none = encodeURIComponent('没有这个');
  const sifted = [`units&unit=${none}`, `people&person=${none}`, `contacts&contact=${none}`, `missing&missing=${none}`, `groups&group=${none}`].map((query) => `/directory?tab=${query}`);
  const ofOfficer = ['/', '/warnings', '/warnings?scope=mine', '/warnings?state=revoked', '/responses', '/responses?state=closed', '/violations', '/violations?progress=closed', '/duty', '/plans?state=undone', ...sifted];

  it.each([['zh', /[一-鿿]/], ['en', /^[^一-鿿]+$/]] as const)('says in every empty list what to do next (%s)', async (language, words) => {
    if (language === 'en') await officer.page.locator('header.top').getByRole('button', { name: /EN/ }).click();
    await looksEmpty(officer, ofOfficer, words);
    for (const [username, addresses] of [['qingshi', ['/todo', '/reviews', '/notices', '/notices?scope=unread', '/my', '/my?scope=toAnswer', '/my?scope=ended', '/violations']], ['xitong01', [`/accounts?seek=${none}`]], ['shenji01', ['/audit?from=2001-01-01&to=2001-01-02']]] as const) {
      const who = await (await Screen.opens(browser, house, { size: WIDE, zone: 'America/New_York' })).signsIn(username, '/');
      if (language === 'en') await who.page.locator('header.top').getByRole('button', { name: /EN/ }).click();
      await looksEmpty(who, addresses, words);
      expect(who.troubles).toEqual([]);
      await who.closes();
    }
  }, 180_000);

  it('and on the first day of a city, who can fill a list is told how, who cannot whom to ask', async () => {
    for (const [username, says] of [['xitong01', /“(新增单位|新增人员|定义单位组)”/], ['zhiban01', /请系统管理员登记/]] as const) {
      const who = await (await Screen.opens(browser, house, { size: WIDE, zone: 'America/New_York' })).signsIn(username, '/');
      await who.page.route(/\/api\/v1\/(units|people|groups|plans)(\?|$)/, (route) => route.fulfill({ json: { items: [], nextCursor: null } }));
      for (const tab of ['units', 'people', 'groups']) {
        await who.goes(`/directory?tab=${tab}`);
        await who.page.locator('.empty:visible').first().waitFor();
        const [found] = await empties(who.page);
        expect([tab, found!.title]).toEqual([tab, expect.stringMatching(/^还没有/)]);
        expect(found!.hint).toMatch(says);
      }
      expect(who.troubles).toEqual([]);
      await who.closes();
    }
  });

  it('and in all that nothing went wrong on any page', () => {
    expect(officer.troubles).toEqual([]);
  });
});
