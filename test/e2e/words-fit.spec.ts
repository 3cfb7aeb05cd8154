import type { Browser } from 'playwright-core';
import { House } from '../start/house.js';
import { CHROMIUM, launch, NARROW, Screen, WIDE } from './browser.js';
import { MISFITS } from './fitting.js';

const SIZES = { wide: WIDE, narrow: NARROW } as const;
jest.setTimeout(240_000);

/** On the desk and the phone of a district in the middle of its night: nothing that is said is cut off, broken or drawn over, in neither language and at neither width. */
(CHROMIUM ? describe : describe.skip)('the words of every page (needs chromium)', () => {
  const house = new House();
  let browser: Browser;
  const places = { response: '', plan: '', list: '', warning: '' };

  beforeAll(async () => {
    await house.begins([], {}, ['--nights']).ready();
    browser = await launch();
    const officer = await enters('zhiban01', '/', 'wide');
    const first = async (of: string, screen = officer): Promise<{ id: string; warningId: string }> => (await (await screen.page.request.get(`${house.url}/api/v1${of}`)).json()).items[0];
    const running = await first('/responses');
    const unit = await enters('qingshi', '/', 'wide');
    Object.assign(places, { response: `/responses/${running.id}`, warning: `/warnings/${running.warningId}`, plan: `/plans/${(await first('/plans')).id}`, list: `/my/${(await first('/checklists?mine=true', unit)).id}` });
    await officer.closes();
    await unit.closes();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await house.ends('SIGINT');
    await house.isRemoved();
  });

  const enters = async (username: string, at: '/' | '/m/', size: keyof typeof SIZES): Promise<Screen> => (await Screen.opens(browser, house, { size: SIZES[size], zone: 'Asia/Shanghai' })).signsIn(username, at);
  const looks = async (screen: Screen, language: string, links: readonly string[]): Promise<string[]> => {
    await screen.page.evaluate(`localStorage.setItem('qingkong.language', '${language}')`);
    const found: string[] = [];
    for (const link of links) {
      await screen.goes(link);
      await screen.page.locator('h1').first().waitFor({ state: 'attached' });
      await screen.page.locator('.el-skeleton, .skeleton').first().waitFor({ state: 'detached' });
      if (link.includes('charts')) await screen.page.locator('.chart svg text').nth(40).waitFor({ state: 'attached' });
      await screen.page.waitForTimeout(link.includes('charts') ? 1_500 : 150);
      found.push(...(await screen.page.evaluate<string[]>(MISFITS)).map((one) => `${language} ${link}: ${one}`));
      await screen.fits();
    }
    return found;
  };
  const looksFit = async (screen: Screen, links: readonly string[]): Promise<void> => {
    const found = [...(await looks(screen, 'zh-CN', links)), ...(await looks(screen, 'en', links))];
    expect(found).toEqual([]);
    expect(screen.troubles).toEqual([]);
    await screen.closes();
  };

  const desk: Record<string, () => string[]> = {
    zhiban01: () => ['/', '/todo', '/warnings', places.warning, '/responses', ...['units', 'measures', 'deliveries', 'violations', 'charts'].map((tab) => `${places.response}?tab=${tab}`), '/air-quality', '/violations', '/notices', '/plans', `${places.plan}?tab=measures`, '/duty', ...['units', 'people', 'missing', 'groups'].map((tab) => `/directory?tab=${tab}`)],
    qingshi: () => ['/my', '/my?scope=all', places.list, '/todo', '/notices'],
    xitong01: () => ['/directory?tab=people', '/directory?tab=missing', '/holidays', '/accounts'],
    shenji01: () => ['/audit'],
  };
  const cases = Object.keys(desk).flatMap((who) => Object.keys(SIZES).map((size) => [who, size as keyof typeof SIZES] as const));

  it.each(cases)('of %s at the desk, %s', async (who, size) => {
    await looksFit(await enters(who, '/', size), desk[who]!());
  });

  it.each([['qingshi', ['/m/todo', '/m/notices', '/m/problems', '/m/me']], ['juzhang02', ['/m/reviews', '/m/todo']], ['xuncha01', ['/m/log', '/m/findings', '/m/rechecks']]] as const)('of %s on the phone', async (who, links) => {
    await looksFit(await enters(who, '/m/', 'narrow'), links);
  });

  it('a unit reads among its tasks where its list stands and until when', async () => {
    const screen = await enters('qingshi', '/', 'wide');
    await screen.goes('/todo');
    const task = screen.page.locator('[data-test=todo-lists] li').first();
    expect(await task.innerText()).toMatch(/橙色预警.*第2号[\s\S]*落实中 · \d\d-\d\d \d\d:\d\d \(还有 /);
    await screen.closes();
  });

  it('what was to start on approval says when that was, once somebody has approved', async () => {
    const screen = await enters('zhiban01', '/', 'wide');
    await screen.goes(places.warning);
    await screen.page.getByText('文稿记录').waitFor();
    const facts = await screen.page.locator('dl.facts').first().innerText();
    expect(facts).toMatch(/预警生效\s*\d+月\d+日\d+时[\s\S]*响应启动\s*\d+月\d+日\d+时/);
    await screen.closes();
  });
});
