import type { Browser } from 'playwright-core';
import { House } from '../start/house.js';
import { CHROMIUM, launch, Screen, WIDE } from './browser.js';
import { Caller } from './phone.js';

const REASON = '预测未来两天日均AQI大于200';
const DAY_MS = 86_400_000;
/** The midnight with which tomorrow ends in Beijing. */
const endOfTomorrow = (): number => Math.floor((Date.now() + 8 * 3_600_000) / DAY_MS + 2) * DAY_MS - 8 * 3_600_000;

/** 起草: nothing that was typed is lost, before there is a draft at the server and after. */
(CHROMIUM ? describe : describe.skip)('drafting a warning (needs chromium)', () => {
  const house = new House();
  let browser: Browser;
  let officer: Screen;
  const asked: string[] = [];

  beforeAll(async () => {
    await house.begins().ready();
    browser = await launch();
    officer = await (await Screen.opens(browser, house, { size: WIDE, zone: 'America/New_York' })).signsIn('zhiban01', '/');
    officer.page.on('request', (request) => ['POST', 'PATCH'].includes(request.method()) && request.url().includes('/warnings') && asked.push(`${request.method()} ${request.postData()}`));
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house.ends('SIGINT');
    await house.isRemoved();
  });

  /** Another account at the same computer, in the same tab. */
  const changesTo = async (username: string): Promise<void> => {
    await officer.page.goto('about:blank');
    await officer.page.context().clearCookies();
    await officer.signsIn(username, '/');
  };
  const opens = async (path: string): Promise<void> => {
    await officer.goes(path);
    await officer.page.locator('#reason').waitFor();
  };
  const kept = () => officer.page.getByRole('status').filter({ hasText: '填写的内容已留在本标签页' });
  /** As it stands in the form: date and hour of the planned end. */
  const shownEnd = async (): Promise<string> => `${await officer.page.locator('#plannedEndAt-date').inputValue()} ${(await officer.page.locator('#plannedEndAt .hour').first().innerText()).trim()}`;

  it('keeps what is typed before there is a draft in its tab: a reload finds it again, another account does not', async () => {
    const { page } = officer;
    await opens('/warnings/new');
    await page.fill('#documentNumber', '晴环发〔2026〕7号');
    await page.fill('#reason', REASON);
    await page.getByRole('button', { name: '明日24时' }).click();
    await kept().waitFor();
    await officer.looksRight();
    await opens('/warnings/new');
    expect([await page.inputValue('#documentNumber'), await page.inputValue('#reason')]).toEqual(['晴环发〔2026〕7号', REASON]);
    await changesTo('zhiban02');
    await opens('/warnings/new');
    expect(await page.inputValue('#reason')).toBe('');
    await changesTo('zhiban01');
    await opens('/warnings/new');
    expect(await page.inputValue('#reason')).toBe(REASON);
    expect(asked).toEqual([]);
  });

  it('forgets it when its author begins anew', async () => {
    const { page } = officer;
    await page.getByRole('button', { name: '清空重填' }).click();
    await kept().waitFor({ state: 'detached' });
    expect(await page.inputValue('#reason')).toBe('');
    await opens('/warnings/new');
    expect(await page.inputValue('#reason')).toBe('');
  });

  it('becomes a draft with the level, is no form any more, and saves every change: the PATCH, and after a reload the words of the server', async () => {
    const { page } = officer;
    await page.fill('#reason', REASON);
    await kept().waitFor();
    await page.locator('label.level', { hasText: '橙色' }).click();
    await page.getByText(/草稿已保存 \d\d:\d\d:\d\d/).waitFor();
    expect(asked.map((one) => one.split(' ')[0])).toEqual(['POST']);
    const address = new URL(page.url()).pathname;
    const saves = async (act: () => Promise<void>): Promise<unknown> => {
      const [request] = await Promise.all([page.waitForRequest((one) => one.method() === 'PATCH'), act()]);
      expect((await request.response())!.ok()).toBe(true);
      expect(new URL(request.url()).pathname).toBe(`/api/v1${address}`);
      return request.postDataJSON();
    };
    const stricter = `${REASON}，并将持续三天`;
    expect(await saves(() => page.fill('#reason', stricter))).toEqual({ reason: stricter });
    const earliest = endOfTomorrow();
    const { plannedEndAt } = (await saves(() => page.getByRole('button', { name: '明日24时' }).click())) as { plannedEndAt: string };
    expect([earliest, endOfTomorrow()]).toContain(Date.parse(plannedEndAt));
    await page.getByText(/草稿已保存 \d\d:\d\d:\d\d/).waitFor();
    await opens(address);
    expect(await page.inputValue('#reason')).toBe(stricter);
    const { openMessage } = await (await page.request.get(`${house.url}/api/v1${address}`)).json();
    expect([openMessage.reason, Date.parse(openMessage.plannedEndAt)]).toEqual([stricter, Date.parse(plannedEndAt)]);
    expect(await shownEnd()).toBe(`${new Date(Date.parse(plannedEndAt) + 8 * 3_600_000 - DAY_MS).toISOString().slice(0, 10)} 24时`);
    await opens('/warnings/new');
    expect(await page.inputValue('#reason')).toBe('');
    await opens(address);
  });

  it('a change of a warning in force that was begun stays with that warning, until its author lets it be', async () => {
    const { page } = officer;
    const address = new URL(page.url()).pathname;
    await page.getByRole('button', { name: '提交审批' }).click();
    await page.getByText(/提交，等待审批/).waitFor();
    const approver = await new Caller(house, 'shenpi01').signsIn();
    const { previewHash } = await approver.reads<{ previewHash: string }>(`${address}/preview`);
    await approver.does(`${address}/approve`, { previewHash });
    await page.getByRole('button', { name: '调整级别' }).click();
    await page.fill('#reason', '会商意见：升级');
    await kept().waitFor();
    await opens(address);
    expect(await page.inputValue('#reason')).toBe('会商意见：升级');
    await opens('/warnings/new');
    expect(await page.inputValue('#reason')).toBe('');
    await officer.goes(address);
    await page.getByRole('button', { name: '不改了' }).click();
    await page.getByRole('button', { name: '调整级别' }).waitFor();
    await officer.goes(address);
    await page.getByRole('button', { name: '调整级别' }).waitFor();
    expect(await page.locator('#reason').count()).toBe(0);
    expect(officer.troubles).toEqual([]);
  });
});
