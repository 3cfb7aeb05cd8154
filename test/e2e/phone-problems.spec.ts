import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { House } from '../start/house.js';
import { CHROMIUM, launch, NARROW, Screen, WIDE } from './browser.js';
import { assigns } from './command.js';
import { Caller, lifts, Phone, raises } from './phone.js';

interface Step {
  readonly step: string;
  readonly note: string | null;
  readonly photos: string[];
  readonly at: string;
  readonly doneAt: string;
  readonly deviceAt: string | null;
  readonly latitude: number | null;
}
interface Violation {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly steps: Step[];
}

/** Lists are polled every 15 seconds when the feed is lost: what is there sooner came by the feed. */
const LIVE = { timeout: 10_000 };
const folder = (): string => mkdtempSync(path.join(tmpdir(), 'qingkong-phone-'));

/** 交办 → 整改 → 回头看 → 整改 → 回头看, each written where there is no signal: real product, real Chromium, a desk that is never loaded anew. */
(CHROMIUM ? describe : describe.skip)('problems put right and re-checked without signal (needs chromium)', () => {
  const house = new House();
  let browser: Browser;
  let desk: Screen;
  let finder: Phone, unit: Phone, second: Phone;
  let officer: Caller, approver: Caller, town: Caller, patrol: Caller, third: Caller;
  let id: string;
  let warning: string;

  const problem = (): Promise<Violation> => officer.reads<Violation>(`/violations/${id}`);
  const taken = async (step: string): Promise<Step[]> => (await problem()).steps.filter((one) => one.step === step);
  const opens = async ({ page }: Phone): Promise<void> => {
    await page.locator('.row').first().click();
    await page.locator('dl').waitFor();
  };
  /** Not only an address: a picture that can be looked at. */
  const isSeen = async ({ page }: Phone, picture: string): Promise<void> => {
    const image = page.locator(picture).first();
    await image.waitFor();
    while ((await image.evaluate((one) => (one as unknown as { naturalWidth: number }).naturalWidth)) === 0) await sleep(50);
  };
  /** Until the phone keeps it: a power cut takes what was typed in the last moment. */
  const isOnDisk = async ({ page }: Phone, shelf: string, words: string): Promise<void> => {
    const kept = `new Promise((done) => { indexedDB.open('qingkong-phone').onsuccess = ({ target: { result } }) => { result.transaction('${shelf}').objectStore('${shelf}').getAll().onsuccess = ({ target }) => { result.close(); done(JSON.stringify(target.result).includes('${words}')); }; }; })`;
    while (!(await page.evaluate<boolean>(kept))) await sleep(50);
  };
  const says = (phone: Phone, text: string | RegExp) => phone.page.getByText(text).first().waitFor();
  const refused = async (phone: Phone): Promise<void> => {
    await phone.findsSignal();
    await phone.opens('/m/outbox');
    await phone.page.getByRole('article').first().getByText('被拒').waitFor();
  };

  beforeAll(async () => {
    await house.begins().ready();
    browser = await launch();
    [officer, approver, town, patrol, third] = (await Promise.all(['zhiban01', 'shenpi01', 'qingshi', 'xuncha02', 'xuncha01'].map((name) => new Caller(house, name).signsIn()))) as [Caller, Caller, Caller, Caller, Caller];
    warning = await raises(officer, approver, 'orange');
    desk = await (await Screen.opens(browser, house, { size: WIDE, zone: 'Asia/Shanghai' })).signsIn('zhiban02', '/');
    [finder, unit, second] = (await Promise.all([0, 1, 2].map(() => new Phone(folder(), house, house.url).starts()))) as [Phone, Phone, Phone];
  }, 120_000);
  afterAll(async () => {
    await Promise.all([finder, unit, second].map((phone) => phone?.context.close()));
    await browser?.close();
    await house.ends('SIGINT');
    await house.isRemoved();
  });

  it('stands on the phone of the unit as soon as the desk assigns it, with its deadline', async () => {
    const { page } = await finder.signsIn('xuncha01');
    await finder.takesPhotos('.hero');
    await page.click('#unitId');
    await page.locator('dialog #site-kind label', { hasText: '全部单位' }).click();
    await page.fill('#site-search', '青石镇');
    await page.locator('dialog .site', { hasText: '青石镇' }).first().click();
    await page.locator('#category label', { hasText: '裸土未覆盖' }).click();
    await page.locator('.found').waitFor();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await says(finder, /服务器已收到/);
    id = (await officer.reads<{ items: { id: string }[] }>('/violations')).items[0]!.id;
    await unit.signsIn('qingshi', '/m/problems');
    await says(unit, '没有交办的问题');
    await unit.isInstalled();
    await desk.visits('问题台账');
    await assigns(desk);
    await unit.page.locator('.row').getByText('整改时限').waitFor(LIVE);
    await unit.page.getByRole('link', { name: /整改\s*1 项待处理/ }).waitFor();
  });

  it('is read, and written about, in flight mode; the draft outlives a power cut', async () => {
    // Kept whole before anybody opens it: a moment after it stood in the list.
    await isOnDisk(unit, 'answers', '/picture/');
    await unit.losesSignal();
    await unit.page.reload();
    await says(unit, /离线，数据截至/);
    await opens(unit);
    await isSeen(unit, '.strip img');
    await unit.page.getByText('今晚查清原因').first().waitFor();
    await unit.page.locator('#note').pressSequentially('北料场已全部覆盖');
    await unit.hasKeptDraft();
    await isOnDisk(unit, 'drafts', '北料场已全部覆盖');
    await unit.losesPower();
    await unit.starts({ offline: true });
    await unit.opens('/m/outbox');
    await unit.page.getByRole('link', { name: /整改，还没有提交/ }).click();
    await unit.page.locator('#note').waitFor();
    expect(await unit.page.inputValue('#note')).toBe('北料场已全部覆盖');
  });

  it('is reported put right without signal, and counts only when the server says so', async () => {
    await unit.takesPhotos('.photos');
    await unit.page.locator('.found').waitFor();
    await unit.page.getByRole('button', { name: '报整改完成' }).click();
    await unit.page.locator('.row').getByText('整改：待传').waitFor();
    expect((await problem()).state).toBe('assigned');
    await opens(unit);
    await says(unit, '已存本机发件箱，服务器还没有收到');
    expect(await unit.page.locator('#note').count()).toBe(0);
    await unit.losesPower();
    await unit.starts();
    await unit.opensAs('qingshi', '/m/outbox');
    await unit.page.getByRole('article').first().getByText('已达').waitFor();
    const [step, ...more] = await taken('rectify');
    expect(more).toEqual([]);
    expect(step).toMatchObject({ note: '北料场已全部覆盖', latitude: 41.57012 });
    expect(step!.photos).toHaveLength(1);
    expect(Date.parse(step!.doneAt)).toBeLessThan(Date.parse(step!.at));
    await desk.page.locator('.rows').getByText('待回头看').first().waitFor(LIVE);
  });

  it('waits for re-checking on the phone of the one who found it too: on some nights there is only one inspector', async () => {
    await finder.opens('/m/rechecks');
    await opens(finder);
    await finder.page.locator('#inOrder').waitFor();
  });

  it('is re-checked by a second inspector in the yard, before and after side by side; the desk hears of it when the signal is back', async () => {
    await second.signsIn('xuncha02', '/m/rechecks');
    await second.isInstalled();
    await opens(second);
    await isSeen(second, '.after img');
    await second.losesSignal();
    await second.page.reload();
    for (const side of ['.before img', '.after img']) await isSeen(second, side);
    await second.page.locator('.after button').click();
    await isSeen(second, '.van-image-preview img.picture');
    await second.page.getByRole('button', { name: '关闭' }).click();
    await second.page.locator('#inOrder label', { hasText: '没有整改到位' }).click();
    await second.page.getByRole('button', { name: '提交回头看结果' }).click();
    await says(second, '请写明哪里没有整改到位');
    await second.page.fill('#note', '西北角仍有裸土');
    await second.takesPhotos('.photos');
    await second.page.getByRole('button', { name: '提交回头看结果' }).click();
    await second.page.locator('.row').getByText('回头看：待传').waitFor();
    await second.losesPower();
    await second.starts();
    await second.opensAs('xuncha02', '/m/outbox');
    await second.page.getByRole('article').first().getByText('已达').waitFor();
    expect(await taken('recheck')).toMatchObject([{ note: '西北角仍有裸土' }]);
    await desk.page.locator('.rows').getByText('重新整改').first().waitFor(LIVE);
    expect(await desk.isSameDocument()).toBe(true);
  });

  it('comes back to the unit with the reason; its record counts once although the answer got lost', async () => {
    await unit.opens(`/m/problems/${id}`);
    await says(unit, '回头看没有通过，请重新整改');
    await says(unit, '西北角仍有裸土');
    await unit.page.fill('#note', '西北角已补盖');
    await unit.page.evaluate(`{ const real = fetch; let isLost = false; window.fetch = async (...of) => { const answer = await real(...of); if (isLost || !String(of[0]?.url ?? of[0]).endsWith('/rectify')) return answer; isLost = true; throw new TypeError('lost'); }; }`);
    await unit.page.getByRole('button', { name: '报整改完成' }).click();
    await unit.page.locator('.row').getByText('整改：待传').waitFor();
    expect(await taken('rectify')).toHaveLength(2);
    await unit.looksIntoOutbox();
    await unit.page.getByRole('button', { name: '全部立即发送' }).click();
    await unit.page.getByRole('article').first().getByText('已达').waitFor();
    expect((await taken('rectify')).map(({ note }) => note)).toEqual(['北料场已全部覆盖', '西北角已补盖']);
  });

  it('takes no old re-check for a newer rectification: it is refused, shown, and goes out when its author has read what came between', async () => {
    await second.opens(`/m/rechecks/${id}`);
    await second.page.locator('#inOrder').waitFor();
    await second.losesSignal();
    await second.page.locator('#inOrder label', { hasText: '已整改到位' }).first().click();
    await second.page.fill('#note', '现场已覆盖');
    await second.page.getByRole('button', { name: '提交回头看结果' }).click();
    await second.page.locator('.row').getByText('回头看：待传').waitFor();
    const before = (await problem()).version;
    await third.does(`/problems/${id}/recheck`, { inOrder: false, note: '东侧又有裸土' });
    await town.does(`/problems/${id}/rectify`, { note: '东侧也已覆盖' });
    expect(await problem()).toMatchObject({ state: 'rectified', version: before + 2 });
    await refused(second);
    await says(second, '您填写之后问题又有了新的办理');
    expect((await problem()).state).toBe('rectified');
    await second.page.getByRole('button', { name: '改', exact: true }).click();
    await second.page.locator('#overtaken').getByText('东侧也已覆盖').waitFor();
    expect(await second.page.inputValue('#note')).toBe('现场已覆盖');
    await second.page.getByRole('button', { name: '提交回头看结果' }).click();
    await says(second, '请先在上面选择');
    await second.page.getByRole('button', { name: '已看过，用我的' }).click();
    await second.page.getByRole('button', { name: '提交回头看结果' }).click();
    await says(second, /服务器已收到回头看结果/);
    expect((await problem()).state).toBe('rechecked');
    await desk.page.locator('.rows').getByText('待销号').first().waitFor(LIVE);
  });

  it('keeps what one device wrote when another was faster: refused, shown with what happened, dropped only by its author', async () => {
    await officer.does(`/problems/${id}/reopen`, { note: '群众反映扬尘' });
    await unit.opens(`/m/problems/${id}`);
    await says(unit, '问题已重新打开，请重新整改');
    await unit.losesSignal();
    await unit.page.fill('#note', '甲机：已洒水');
    await unit.page.getByRole('button', { name: '报整改完成' }).click();
    await unit.page.locator('.row').getByText('整改：待传').waitFor();
    await town.does(`/problems/${id}/rectify`, { note: '乙机：已洒水抑尘' });
    await refused(unit);
    await says(unit, '问题已经走到别的环节');
    await unit.opens(`/m/problems/${id}`);
    await says(unit, '没有覆盖任何内容；您填的还在发件箱');
    await unit.opens('/m/outbox');
    await unit.page.getByRole('article').first().getByRole('button', { name: '改', exact: true }).click();
    await unit.page.locator('#overtaken').getByText('甲机：已洒水').waitFor();
    await unit.page.locator('#overtaken').getByText('乙机：已洒水抑尘').waitFor();
    expect((await taken('rectify')).map(({ note }) => note)).not.toContain('甲机：已洒水');
    await unit.page.getByRole('button', { name: '放弃我的' }).click();
    await unit.page.getByRole('button', { name: '再点一次，彻底放弃' }).click();
    await unit.page.locator('#overtaken').waitFor({ state: 'detached' });
  });

  it('sends the record that is pressed and no other, however long both were to wait', async () => {
    const { page } = finder;
    const descriptions = async (): Promise<(string | null)[]> => (await third.reads<{ items: { description: string | null }[] }>('/violations?mine=true')).items.map(({ description }) => description);
    await finder.opens('/m/log');
    await page.evaluate(`{ const real = fetch; window.isBusy = true; window.fetch = async (...of) => { const { method, url } = of[0] instanceof Request ? of[0] : new Request(...of); return window.isBusy && method === 'POST' && url.endsWith('/violations') ? new Response('{}', { status: 503, headers: { 'retry-after': '900' } }) : real(...of); }; }`);
    for (const [n, what] of ['先写的', '后写的'].entries()) {
      await page.click('#unitId');
      await page.locator('dialog #site-kind label', { hasText: '全部单位' }).click();
      await page.fill('#site-search', '北屯镇');
      await page.locator('dialog .site', { hasText: '北屯镇' }).first().click();
      await page.locator('#category label').first().click();
      if (n > 0) await page.click('#place');
      await page.locator('.found').waitFor();
      await page.fill('#description', what);
      await page.getByRole('button', { name: '保存并继续' }).click();
      await page.locator('header .box', { hasText: String(n + 1) }).waitFor();
      while (await page.inputValue('#description')) await sleep(50);
    }
    await finder.looksIntoOutbox();
    const [later, sooner] = [page.getByRole('article').nth(0), page.getByRole('article').nth(1)];
    for (const record of [later, sooner]) await record.getByText('待传').waitFor();
    await page.evaluate(`window.isBusy = false`);
    await later.getByRole('button', { name: '立即发送', exact: true }).click();
    await later.getByText('已达').waitFor();
    await sooner.getByText('待传').waitFor();
    expect(await descriptions()).toContain('后写的');
    expect(await descriptions()).not.toContain('先写的');
    await sooner.getByRole('button', { name: '立即发送', exact: true }).click();
    await sooner.getByText('已达').waitFor();
    expect(await descriptions()).toContain('先写的');
  });

  it('stands down without signal: kept, and true only when the server has it', async () => {
    await unit.opens('/m/todo');
    await unit.page.locator('.arrived').getByRole('button', { name: '签 收' }).click();
    await says(unit, /服务器已收到签收/);
    await lifts(officer, approver, warning);
    await unit.page.getByText('橙色预警已解除').waitFor(LIVE);
    await unit.losesSignal();
    await unit.page.getByRole('button', { name: '解除反馈' }).first().click();
    await unit.page.getByRole('button', { name: /确认，已停止应急措施/ }).click();
    await says(unit, '解除反馈已存本机，待传');
    const stoodDownAt = async (): Promise<string | null> => (await town.reads<{ items: { stoodDownAt: string | null }[] }>('/checklists?mine=true')).items[0]!.stoodDownAt;
    expect(await stoodDownAt()).toBeNull();
    await unit.losesPower();
    await unit.starts();
    await unit.opensAs('qingshi', '/m/outbox');
    await unit.page.getByRole('article').first().getByText('解除反馈').first().waitFor();
    await unit.page.getByRole('article').first().getByText('已达').waitFor();
    expect(await stoodDownAt()).not.toBeNull();
  });

  it('has targets for a thumb, nothing too wide, nothing that axe objects to, on every page of it and in both languages', async () => {
    const pages = { xuncha02: ['/m/rechecks', `/m/rechecks/${id}`], qingshi: ['/m/problems', `/m/problems/${id}`, '/m/outbox'] };
    for (const [username, paths] of Object.entries(pages)) {
      const screen = await (await Screen.opens(browser, house, { size: NARROW, zone: 'Asia/Shanghai' })).signsIn(username, '/m/');
      for (const language of ['zh-CN', 'en']) {
        await screen.page.evaluate(`localStorage.setItem('qingkong.language', '${language}')`);
        for (const at of paths) {
          await screen.goes(at);
          await screen.page.locator('.card, .empty').first().waitFor();
          if (at.includes(id)) await screen.page.locator('#place').waitFor();
          await screen.looksRight();
        }
      }
      expect(screen.troubles).toEqual([]);
      await screen.closes();
      // Next the unit: what it is asked for again has its own form.
      if (username === 'xuncha02') await patrol.does(`/problems/${id}/recheck`, { inOrder: false, note: '仍有扬尘' });
    }
    for (const [phone, at] of [[unit, '/m/problems'], [unit, `/m/problems/${id}`], [second, '/m/rechecks']] as const) {
      await phone.opens(at);
      await phone.page.locator('h1').waitFor();
      await phone.page.locator('.card, .empty').first().waitFor();
      expect([at, await phone.smallTargets()]).toEqual([at, []]);
    }
  });
  it('is put right at the desk with the same words as on the phone: without them the form says it, and so does the server', async () => {
    const office = await (await Screen.opens(browser, house, { size: WIDE, zone: 'Asia/Shanghai' })).signsIn('qingshi', '/');
    await office.visits('问题台账');
    await office.page.locator('.rows button.link').first().click();
    await office.page.locator('.el-drawer').getByRole('button', { name: '整改完成', exact: true }).click();
    const form = office.page.getByRole('dialog', { name: '登记整改完成' });
    await form.getByRole('button', { name: '保存', exact: true }).click();
    await form.locator('#step-note-error').getByText('请写明怎样整改的').waitFor();
    await expect(town.does(`/problems/${id}/rectify`, { photos: [] })).rejects.toThrow(/inspection\.rectification-unexplained/);
    expect((await problem()).state).toBe('reopened');
    await form.locator('#step-note').fill('围挡已补齐');
    await office.looksRight();
    await form.getByRole('button', { name: '保存', exact: true }).click();
    await form.waitFor({ state: 'hidden' });
    expect((await taken('rectify')).at(-1)).toMatchObject({ note: '围挡已补齐' });
    expect(office.troubles).toEqual([]);
    await office.closes();
  });
});
