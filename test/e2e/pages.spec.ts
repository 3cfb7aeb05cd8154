import type { Browser } from 'playwright-core';
import { House } from '../start/house.js';
import { CHROMIUM, launch, NARROW, Screen, WIDE } from './browser.js';

const withChromium = CHROMIUM ? describe : describe.skip;
const ROLES = ['duty-officer', 'unit-head', 'unit', 'enterprise', 'inspector', 'system-admin', 'security-admin', 'audit-admin', 'approver', 'commander'];
const ZONES = ['Asia/Shanghai', 'UTC', 'America/New_York'];
const REASON = '预测未来两天日均AQI大于200';

/**
 * Every page of the desk, wide in Chinese and narrow in English, each in both themes: it opens, fits its screen, writes nothing into
 * the console, and axe has no serious word about it. What one role has shown is looked at by axe once.
 */
/** Dozens of pages in one test, each looked at twice. */
jest.setTimeout(300_000);

withChromium('the pages', () => {
  const house = new House();
  let browser: Browser;
  let officer: Screen;
  const places = { warning: '', response: '', plan: '', list: '' };
  const judged = new Set<string>();

  beforeAll(async () => {
    await house.begins().ready();
    browser = await launch();
    officer = await enters('duty-officer', '/');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house.ends('SIGINT');
    await house.isRemoved();
  });

  const enters = async (role: string, at: '/' | '/m/', size = WIDE, zone = 'Asia/Shanghai'): Promise<Screen> => {
    const { username } = house.accounts.find((account) => account.role === role)!;
    return (await Screen.opens(browser, house, { size, zone })).signsIn(username, at);
  };
  const call = async (screen: Screen, method: 'get' | 'post', path: string, data?: object): Promise<any> => {
    const reply = await screen.page.request[method](`${house.url}/api/v1${path}`, method === 'post' ? { data: data ?? {}, headers: { 'idempotency-key': crypto.randomUUID() } } : {});
    if (!reply.ok()) throw new Error(`${path}: ${reply.status()} ${await reply.text()}`);
    return (await reply.text()) ? reply.json() : null;
  };
  /** In both themes, and by axe if nobody has shown this page in this language before. */
  const judges = async (screen: Screen, look: string): Promise<void> => {
    await screen.fits();
    if (judged.has(look)) return;
    judged.add(look);
    await screen.looksRight();
    await screen.inTheme('dark');
    await screen.looksRight();
    await screen.inTheme('light');
  };
  const visits = async (screen: Screen, links: readonly string[], language: string): Promise<void> => {
    for (const link of links) {
      await screen.goes(link);
      await screen.page.locator('main h1').first().waitFor();
      await screen.page.locator('.el-skeleton, .skeleton').first().waitFor({ state: 'detached' });
      await judges(screen, `${language} ${link}`);
    }
  };
  const linksOf = (screen: Screen, bar: string): Promise<string[]> => screen.page.locator(bar).evaluateAll((found) => found.map((link) => link.getAttribute('href')!));

  it('would not pass with a picture that has no words, a line too long for the screen, or words too pale for the dark', async () => {
    const screen = await enters('commander', '/', NARROW);
    await screen.page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend', '<img src="/favicon.svg"><p style="width: 900px">x</p>')`);
    await screen.looksRight();
    expect(screen.troubles).toEqual([expect.stringMatching(/ px wider than the screen/), expect.stringMatching(/^axe at .*: image-alt/)]);
    await screen.goes('/responses');
    await screen.page.locator('main h1').first().waitFor();
    await screen.inTheme('dark');
    await screen.page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend', '<p style="color: #222222">dark on dark</p>')`);
    await screen.looksRight();
    expect(screen.troubles.slice(2)).toEqual([expect.stringMatching(/^axe at .*: color-contrast/)]);
    await screen.closes();
  });

  it('before the door: nothing is written into the console because nobody is signed in', async () => {
    const screen = await Screen.opens(browser, house, { size: WIDE, zone: 'Asia/Shanghai' });
    for (const link of ['/sign-in', '/invitation', '/invitation#token']) {
      await screen.goes(link);
      await screen.page.locator('main h1').first().waitFor();
      await judges(screen, `zh ${link}`);
    }
    expect(screen.troubles).toEqual([]);
    await screen.closes();
  });

  it('a night is under way, so that there is something to look at', async () => {
    const approver = await enters('approver', '/');
    const { id } = await call(officer, 'post', '/warnings', { basis: 'own_forecast', level: 'orange', reason: REASON });
    await call(officer, 'post', `/warnings/${id}/submit`);
    const { previewHash } = await call(approver, 'get', `/warnings/${id}/preview`);
    await call(approver, 'post', `/warnings/${id}/approve`, { previewHash });
    const unit = await enters('unit', '/');
    const lists = async (): Promise<{ id: string }[]> => (await call(unit, 'get', '/checklists?mine=true')).items;
    const { items } = await call(officer, 'get', '/responses');
    const { items: plans } = await call(officer, 'get', '/plans');
    const { items: drawers } = await call(officer, 'get', `/checklists?responseId=${items[0].id}`);
    Object.assign(places, { warning: `/warnings/${id}`, response: `/responses/${items[0].id}`, plan: `/plans/${plans[0].id}`, list: `/my/${(await lists())[0]!.id}` });
    await visits(unit, [places.list], 'zh');
    const parts = ['units', 'measures', 'review', 'deliveries', 'deliveries&view=matrix', 'timeline', 'violations', 'charts', `units&list=${drawers[0].id}`].map((part) => `${places.response}?tab=${part}`);
    const planParts = ['measures', 'questions', 'terms', 'comparison', 'source'].map((part) => `${places.plan}?tab=${part}`);
    await visits(officer, ['/warnings/new', places.warning, ...parts, ...planParts, '/password', '/not-yours'], 'zh');
    for (const screen of [officer, approver, unit]) expect(screen.troubles).toEqual([]);
    await approver.closes();
    await unit.closes();
  });

  it.each(ROLES)('of the desk, for the %s', async (role) => {
    const screen = await enters(role, '/');
    const links = await linksOf(screen, 'nav.menu a:not([target])');
    expect(links.length).toBeGreaterThan(0);
    await visits(screen, links, 'zh');
    await screen.page.getByTitle('切换语言').click();
    await screen.page.locator('html[lang=en]').waitFor({ state: 'attached' });
    await screen.page.setViewportSize(NARROW);
    await visits(screen, links.filter((link) => !judged.has(`en ${link}`)), 'en');
    expect(screen.troubles).toEqual([]);
    await screen.closes();
  });

  it('the parts of one thing, in English and narrow', async () => {
    await officer.page.setViewportSize(NARROW);
    await officer.page.getByTitle('切换语言').click();
    await visits(officer, ['/warnings/new', places.warning, `${places.response}?tab=units`, `${places.response}?tab=deliveries&view=matrix`, `${places.response}?tab=timeline`, `${places.plan}?tab=measures`], 'en');
    expect(officer.troubles).toEqual([]);
  });

  it('say the same in three time zones', async () => {
    const said: string[] = [];
    for (const zone of ZONES) {
      const screen = await enters('duty-officer', '/', WIDE, zone);
      await screen.goes('/duty');
      await screen.page.getByText('正在值班').first().waitFor();
      const shifts = await screen.page.locator('main').innerText();
      await screen.goes(places.warning);
      for (const part of ['文稿记录', '打开响应']) await screen.page.getByText(part).first().waitFor();
      said.push(`${shifts}\n${await screen.page.locator('main').innerText()}`);
      expect(screen.troubles).toEqual([]);
      await screen.closes();
    }
    expect(said[0]).toMatch(/\d\d-\d\d 08:00[\s\S]*\d\d-\d\d 20:00/);
    expect(said.slice(1)).toEqual([said[0], said[0]]);
  });

  it('the theme that somebody chooses stays, and follows the system until then', async () => {
    const isDark = (): Promise<boolean> => officer.page.evaluate(`document.documentElement.classList.contains('dark')`);
    await officer.page.setViewportSize(WIDE);
    await officer.inTheme('dark');
    await officer.page.locator('header .theme').click();
    await officer.page.getByRole('menuitem', { name: 'Light' }).click();
    expect(await isDark()).toBe(false);
    await officer.page.reload();
    await officer.page.locator('main h1').first().waitFor();
    expect(await isDark()).toBe(false);
  });

  it.each(['unit', 'unit-head', 'enterprise', 'inspector'])('of the phone, for the %s', async (role) => {
    const screen = await enters(role, '/m/', NARROW);
    const links = await linksOf(screen, 'nav a');
    expect(links.length).toBeGreaterThan(1);
    // The phone has one theme, made for the daylight.
    for (const language of ['zh-CN', 'en']) {
      await screen.page.evaluate(`localStorage.setItem('qingkong.language', '${language}')`);
      for (const link of links) {
        await screen.goes(link);
        await screen.page.locator('h1').first().waitFor();
        await screen.page.locator('.el-skeleton, .skeleton').first().waitFor({ state: 'detached' });
        await screen.looksRight();
      }
    }
    expect(screen.troubles).toEqual([]);
    await screen.closes();
  });
});
