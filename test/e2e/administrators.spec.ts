import type { Browser } from 'playwright-core';
import { House } from '../start/house.js';
import { CHROMIUM, launch, Screen, WIDE } from './browser.js';
import { Task } from './measured.js';

/** 三员: an account is opened by one, entitled by another, seen by the third; each has his own pages and no other's. */
(CHROMIUM ? describe : describe.skip)('the three administrators (needs chromium)', () => {
  const house = new House();
  let browser: Browser;
  let system: Screen, security: Screen, audit: Screen, somebody: Screen;
  let link: string;

  const opens = (): Promise<Screen> => Screen.opens(browser, house, { size: WIDE, zone: 'Asia/Shanghai' });
  const menu = ({ page }: Screen): Promise<string[]> => page.getByRole('navigation', { name: '主菜单' }).getByRole('link').allInnerTexts();

  beforeAll(async () => {
    await house.begins().ready();
    browser = await launch();
    [system, security, audit] = (await Promise.all(['xitong01', 'anquan01', 'shenji01'].map(async (name) => (await opens()).signsIn(name, '/')))) as [Screen, Screen, Screen];
    somebody = await opens();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house.ends('SIGINT');
    await house.isRemoved();
  });

  it('see each only his own part', async () => {
    for (const { page } of [system, security, audit]) await page.locator('nav.menu a').first().waitFor();
    expect([await menu(system), await menu(security), await menu(audit)].map((texts) => texts.map((text) => text.trim()))).toEqual([['我的待办', '单位与通讯录', '节假日', '账号'], ['账号'], ['审计']]);
    const refused = async ({ page }: Screen, path: string): Promise<number> => (await page.request.get(`${house.url}/api/v1${path}`)).status();
    expect([await refused(system, '/audit'), await refused(security, '/audit'), await refused(security, '/contacts'), await refused(audit, '/contacts'), await refused(audit, '/warnings')]).toEqual([403, 403, 403, 403, 403]);
  });

  it('open an account with a link that is shown once', async () => {
    const { page } = system;
    await system.visits('账号');
    const task = await Task.begins(page);
    await page.getByRole('button', { name: '新建账号' }).click();
    const dialog = page.getByRole('dialog', { name: '新建账号' });
    await dialog.locator('#account-unitId').fill('柳湾');
    await page.getByRole('option', { name: /柳湾镇/ }).click();
    await dialog.locator('#account-name').fill('新来的人');
    await dialog.locator('#account-username').fill('xinlai01');
    await system.looksRight();
    await dialog.getByRole('button', { name: '建立并生成链接' }).click();
    link = await page.locator('#invitation-link').inputValue();
    await task.ends('建立一个账号并取得一次性链接', { seconds: 90 });
    expect(link).toMatch(/\/invitation#.{20,}/);
    await page.getByRole('button', { name: '已交给本人，关闭' }).click();
    await page.getByRole('button', { name: 'xinlai01', exact: true }).click();
    // Roles are not his to grant.
    await page.locator('.el-drawer').getByText('请安全管理员授予角色').waitFor();
    expect(await page.locator('#grant-role').count()).toBe(0);
  });

  it('let its owner choose a password that keeps the rules, and do nothing until a role is granted', async () => {
    const { page } = somebody;
    await page.goto(link);
    await page.fill('#password', 'xinlai01');
    await page.fill('#again', 'xinlai01');
    await page.getByRole('button', { name: '设置密码' }).click();
    await page.locator('.summary:focus').waitFor();
    await page.locator('#password-error').getByText(/至少 10 个字符|不能包含用户名/).waitFor();
    await somebody.looksRight();
    for (const field of ['#password', '#again']) await page.fill(field, 'Zhong-duo-Xing-2026');
    await page.getByRole('button', { name: '设置密码' }).click();
    await page.getByText('密码已设置').first().waitFor();
    await page.goto('about:blank');
    await page.goto(link);
    for (const field of ['#password', '#again']) await page.fill(field, 'Zhong-duo-Xing-2027');
    await page.getByRole('button', { name: '设置密码' }).click();
    await page.locator('.summary:focus').waitFor();
    await page.goto(`${house.url}/sign-in`);
    await page.fill('#username', 'xinlai01');
    await page.fill('#password', 'Zhong-duo-Xing-2026');
    await page.click('button[type=submit]');
    await page.locator('#username').waitFor({ state: 'detached' });
    expect((await page.request.get(`${house.url}/api/v1/checklists?mine=true`)).status()).toBe(403);
  });

  it('grant a role, which counts from the next request on, and end a session on one device', async () => {
    const { page } = security;
    await page.reload();
    await page.getByRole('button', { name: 'xinlai01', exact: true }).click();
    const drawer = page.locator('.el-drawer');
    await drawer.locator('.el-select', { has: page.locator('#grant-role') }).click();
    await page.getByRole('option', { name: '单位经办人' }).click();
    await drawer.getByRole('button', { name: '授予', exact: true }).click();
    await page.getByText('已授予：单位经办人').waitFor();
    expect((await somebody.page.request.get(`${house.url}/api/v1/checklists?mine=true`)).status()).toBe(200);
    await drawer.locator('[data-test=sessions]').getByRole('button', { name: '结束' }).click();
    await page.getByRole('dialog', { name: '结束这处登录？' }).getByRole('button', { name: '结束', exact: true }).click();
    await page.getByText('已结束').first().waitFor();
    await security.looksRight();
    expect((await somebody.page.request.get(`${house.url}/api/v1/checklists?mine=true`)).status()).toBe(401);
  });

  it('and all of it stands in the trail, with who did it', async () => {
    const { page } = audit;
    await page.reload();
    for (const [who, what] of [['xitong01', /identity\.account-created/], ['anquan01', /identity\.role-granted/]] as const) {
      const { name } = house.accounts.find(({ username }) => username === who)!;
      await page.locator('.el-table__row', { hasText: what }).filter({ hasText: name }).filter({ hasText: 'xinlai01' }).first().waitFor();
    }
    for (const screen of [system, security, audit]) expect(screen.troubles).toEqual([]);
  });
});
