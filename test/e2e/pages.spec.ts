import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { House } from '../start/house.js';
import { CHROMIUM, launch, NARROW, Screen, WIDE, ZONES } from './browser.js';
import { notShown, partsOf } from './routes.js';

const withChromium = CHROMIUM ? describe : describe.skip;
const ROLES = ['duty-officer', 'unit-head', 'unit', 'enterprise', 'inspector', 'system-admin', 'security-admin', 'audit-admin', 'approver', 'commander'];
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
  const places = { warning: '', response: '', plan: '', draft: '', list: '', finding: '' };
  const judged = new Set<string>();
  /** Which addresses stood there in the end, after all redirections, in which language or zone; and who saw the one that he asked for. */
  const shown = new Map<string, Set<string>>();
  const seenBy = new Map<string, string>();

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
  const arrives = async (screen: Screen, link: string, look: string): Promise<void> => {
    await screen.goes(link);
    await screen.page.locator('h1').first().waitFor({ state: 'attached' });
    await screen.page.locator('.el-skeleton, .skeleton').first().waitFor({ state: 'detached' });
    shown.set(look, (shown.get(look) ?? new Set()).add(new URL(screen.page.url()).pathname));
  };
  const visits = async (screen: Screen, links: readonly string[], language: string, role: string): Promise<void> => {
    for (const link of links) {
      await arrives(screen, link, language);
      await judges(screen, `${language} ${link}`);
      if (!seenBy.has(link) && role) seenBy.set(link, role);
    }
  };
  const linksOf = (screen: Screen, bar: string): Promise<string[]> => screen.page.locator(bar).evaluateAll((found) => found.map((link) => link.getAttribute('href')!));

  /** Each tab of a response and of a plan, and of a draft what only a draft has. */
  const parts = (): string[] => [
    ...['deliveries&view=matrix', ...partsOf('responses/ResponsePage')].map((part) => `${places.response}?tab=${part}`),
    ...partsOf('plans/PlanPage').map((part) => `${part === 'missing' ? places.draft : places.plan}?tab=${part}`),
    `${places.draft}?tab=questions`,
  ];

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
    const links = ['/sign-in', '/invitation', '/invitation#token'];
    await visits(screen, links, 'zh', '');
    await screen.page.evaluate(`localStorage.setItem('qingkong.language', 'en')`);
    await screen.page.setViewportSize(NARROW);
    await screen.page.reload();
    await visits(screen, links, 'en', '');
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
    const { id: draft } = await call(officer, 'post', `/plans/${plans[0].id}/draft`);
    const { items: drawers } = await call(officer, 'get', `/checklists?responseId=${items[0].id}`);
    const inspector = await enters('inspector', '/m/', NARROW);
    const site = house.accounts.find((account) => account.role === 'unit')!.unit;
    const { items: found } = await call(officer, 'get', `/units?search=${encodeURIComponent(site)}&limit=1`);
    const { id: finding } = await call(inspector, 'post', '/violations', { unitId: found[0].id, category: 'open_burning', place: '村口' });
    await call(officer, 'post', `/problems/${finding}/assign`, { unitId: found[0].id, rectifyBy: new Date(Date.now() + 86_400_000).toISOString() });
    Object.assign(places, { finding, warning: `/warnings/${id}`, response: `/responses/${items[0].id}`, plan: `/plans/${plans[0].id}`, draft: `/plans/${draft}`, list: `/my/${(await lists())[0]!.id}` });
    await visits(unit, [places.list], 'zh', 'unit');
    expect(parts().length).toBeGreaterThan(15);
    await visits(officer, ['/warnings/new', places.warning, ...parts(), `${places.response}?tab=units&list=${drawers[0].id}`, '/password', '/not-yours'], 'zh', 'duty-officer');
    for (const screen of [officer, approver, unit, inspector]) expect(screen.troubles).toEqual([]);
    for (const screen of [approver, unit, inspector]) await screen.closes();
  });

  it.each(ROLES)('of the desk, for the %s', async (role) => {
    const screen = await enters(role, '/');
    const links = await linksOf(screen, 'nav.menu a:not([target])');
    expect(links.length).toBeGreaterThan(0);
    await visits(screen, links, 'zh', role);
    await screen.page.getByTitle('切换语言').click();
    await screen.page.locator('html[lang=en]').waitFor({ state: 'attached' });
    await screen.page.setViewportSize(NARROW);
    await visits(screen, [...links, ...(role === 'unit' ? [places.list] : [])].filter((link) => !judged.has(`en ${link}`)), 'en', role);
    expect(screen.troubles).toEqual([]);
    await screen.closes();
  });

  it('the parts of one thing, in English and narrow', async () => {
    await officer.page.setViewportSize(NARROW);
    await officer.page.getByTitle('切换语言').click();
    await visits(officer, ['/warnings/new', places.warning, ...parts(), '/password', '/not-yours'], 'en', 'duty-officer');
    expect(officer.troubles).toEqual([]);
  });

  /** The same words on the devices of three zones, with the same time on each; what moves meanwhile on the server is asked for again. */
  const saysTheSame = async (screens: readonly Screen[], link: string): Promise<string> => {
    let said: string[] = [];
    for (let tries = 0; tries < 8; tries++) {
      for (const [n, screen] of screens.entries()) await arrives(screen, link, ZONES[n]!);
      for (let looks = 0; looks < 10; looks++) {
        said = await Promise.all(screens.map(({ page }) => page.locator('main').first().innerText()));
        if (new Set(said).size === 1) return said[0]!;
        await screens[0]!.page.waitForTimeout(100);
      }
    }
    expect(said.slice(1).map((words) => `${link}\n${words}`)).toEqual(said.slice(1).map(() => `${link}\n${said[0]!}`));
    return '';
  };
  const inThreeZones = async (role: string, at: '/' | '/m/', links: readonly string[]): Promise<Record<string, string>> => {
    const screens: Screen[] = [];
    // One moment for all three: what was two minutes ago on one is not three minutes ago on another.
    const now = new Date();
    for (const zone of ZONES) {
      const screen = await enters(role, at, at === '/' ? WIDE : NARROW, zone);
      await screen.isToldNoTime();
      await screen.page.clock.setFixedTime(now);
      screens.push(screen);
    }
    const words: Record<string, string> = {};
    for (const link of links) words[link] = await saysTheSame(screens, link);
    for (const screen of screens) {
      expect(screen.troubles).toEqual([]);
      await screen.closes();
    }
    return words;
  };

  it.each(ROLES)('say the same in three time zones, for the %s', async (role) => {
    const links = [...seenBy].filter(([, who]) => who === role).map(([link]) => link);
    const words = await inThreeZones(role, '/', links);
    if (role === 'duty-officer') expect(words['/duty']).toMatch(/\d\d-\d\d 08:00[\s\S]*\d\d-\d\d 20:00/);
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

  /** What stands beside the bar of places: one thing, opened from a list. */
  const things = (role: string): string[] => {
    const [response, list] = [`/m${places.response}`, places.list.replace('/my/', '/m/checklists/')];
    if (role === 'unit') return [list, response, `/m/problems/${places.finding}`, '/m/outbox', '/m/not-here'];
    return role === 'inspector' ? [`/m/findings/${places.finding}`, `/m/rechecks/${places.finding}`] : [];
  };

  it.each(['unit', 'unit-head', 'enterprise', 'inspector', 'duty-officer'])('of the phone, for the %s; and the same in three time zones', async (role) => {
    const screen = await enters(role, '/m/', NARROW);
    const links = role === 'duty-officer' ? ['/m/'] : [...(await linksOf(screen, 'nav a')), ...things(role)];
    // The phone has one theme, made for the daylight.
    for (const language of ['zh-CN', 'en']) {
      await screen.page.evaluate(`localStorage.setItem('qingkong.language', '${language}')`);
      for (const link of links) {
        await arrives(screen, link, `phone ${language}`);
        await screen.looksRight();
        await screen.suitsAThumb();
      }
    }
    expect(screen.troubles).toEqual([]);
    await screen.closes();
    await inThreeZones(role, '/m/', links);
  });

  it('before the door of the phone', async () => {
    for (const [n, zone] of ZONES.entries()) {
      const screen = await Screen.opens(browser, house, { size: NARROW, zone });
      for (const language of ['zh-CN', 'en']) {
        await arrives(screen, '/m/sign-in', `phone ${language}`);
        shown.get(ZONES[n]!)!.add('/m/sign-in');
        await screen.page.evaluate(`localStorage.setItem('qingkong.language', '${language}')`);
        await screen.page.reload();
        await screen.page.locator('h1').first().waitFor();
        await screen.looksRight();
        await screen.suitsAThumb();
      }
      expect(screen.troubles).toEqual([]);
      await screen.closes();
    }
  });

  /** What another spec shows, which must look at it in both languages and three zones, with axe and a thumb, and have no word in the console. */
  const ELSEWHERE: Record<string, string> = { '/m/a/:token': 'test/e2e/link.spec.ts' };

  it('and no route of the two routers was left out: axe and console in both languages, and the words in three zones', () => {
    expect(notShown('desk', ['/'])).toContain('/warnings/:id');
    for (const look of ['zh', 'en']) expect({ look, left: notShown('desk', shown.get(look)!) }).toEqual({ look, left: [] });
    for (const look of ['phone zh-CN', 'phone en', ...ZONES]) expect({ look, left: notShown('phone', shown.get(look)!) }).toEqual({ look, left: Object.keys(ELSEWHERE) });
    // Before the door nothing has a time.
    for (const zone of ZONES) expect({ zone, left: notShown('desk', shown.get(zone)!) }).toEqual({ zone, left: ['/sign-in', '/invitation'] });
    for (const [route, spec] of Object.entries(ELSEWHERE)) expect(readFileSync(spec, 'utf8')).toMatch(new RegExp(`${route.split(':')[0]!}[\\s\\S]*each\\(ZONES\\)[\\s\\S]*'en'[\\s\\S]*looksRight[\\s\\S]*suitsAThumb[\\s\\S]*troubles`));
  });
});
