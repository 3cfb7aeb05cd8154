import type { Browser } from 'playwright-core';
import { House } from '../start/house.js';
import { CHROMIUM, launch, NARROW, Screen, WIDE } from './browser.js';

const withChromium = CHROMIUM ? describe : describe.skip;
const ROLES = ['duty-officer', 'approver', 'commander', 'unit-head', 'unit', 'enterprise', 'inspector', 'system-admin', 'security-admin', 'audit-admin'];

/** Every page of every role's menu, wide and narrow, in both languages: it opens, fits its screen, and axe has no serious word about it. */
withChromium('the pages', () => {
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

  const enters = async (role: string, at: '/' | '/m/', size = WIDE): Promise<Screen> => {
    const { username } = house.accounts.find((account) => account.role === role)!;
    return (await Screen.opens(browser, house, { size, zone: 'Asia/Shanghai' })).signsIn(username, at);
  };
  /** By the links that a bar of places offers, one after the other. */
  const walks = async (screen: Screen, places: string, heading: string): Promise<number> => {
    const links = await screen.page.locator(places).evaluateAll((found) => found.map((link) => link.getAttribute('href')!));
    for (const link of links) {
      await screen.goes(link);
      await screen.page.locator(heading).first().waitFor();
      await screen.page.locator('.el-skeleton, .skeleton').first().waitFor({ state: 'detached' });
      await screen.looksRight();
    }
    return links.length;
  };

  it('would not pass with a picture that has no words, or a line too long for the screen', async () => {
    const screen = await enters('commander', '/', NARROW);
    await screen.page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend', '<img src="/favicon.svg"><p style="width: 900px">x</p>')`);
    await screen.looksRight();
    expect(screen.troubles).toEqual([expect.stringMatching(/ px wider than the screen/), expect.stringMatching(/^axe at .*: image-alt/)]);
    await screen.closes();
  });

  it.each(ROLES)('of the desk, for the %s', async (role) => {
    const screen = await enters(role, '/');
    expect(await walks(screen, 'nav.menu a', 'main h1')).toBeGreaterThan(0);
    await screen.page.getByTitle('切换语言').click();
    await screen.page.setViewportSize(NARROW);
    await walks(screen, 'nav.menu a', 'main h1');
    expect(await screen.page.locator('html').getAttribute('lang')).toBe('en');
    expect(screen.troubles).toEqual([]);
    await screen.closes();
  });

  it.each(['unit', 'unit-head', 'enterprise', 'inspector'])('of the phone, for the %s', async (role) => {
    const screen = await enters(role, '/m/', NARROW);
    expect(await walks(screen, 'nav a', 'h1')).toBeGreaterThan(1);
    expect(screen.troubles).toEqual([]);
    await screen.closes();
  });
});
