import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { House } from '../start/house.js';
import { CHROMIUM } from './browser.js';
import { Front } from './front.js';
import { Caller, Phone, raises } from './phone.js';
import { Task } from './measured.js';

interface Answer {
  readonly id: string;
  readonly state: string;
  readonly note: string | null;
  readonly photos: string[];
}
interface List {
  readonly id: string;
  readonly revision: number;
  readonly acknowledgedAt: string | null;
  readonly items: { readonly id: string; readonly measureNo: string; readonly lineNo: number; readonly role: string; readonly text: string; readonly answers: Answer[] }[];
}
interface Finding {
  readonly id: string;
  readonly foundAt: string;
  readonly deviceAt: string;
  readonly description: string | null;
  readonly photos: string[];
}

const MINUTE = 60_000;
const folder = (): string => mkdtempSync(path.join(tmpdir(), 'qingkong-phone-'));

/** One night on phones that lose their signal, their power, their room and their sense of time: real product, real Chromium. */
(CHROMIUM ? describe : describe.skip)('phones without signal (needs chromium)', () => {
  const house = new House();
  let front: Front;
  let unit: Phone, inspector: Phone;
  let office: Caller, town: Caller, patrol: Caller;

  const listOf = async (who: Caller): Promise<List> => {
    const { items } = await who.reads<{ items: { id: string }[] }>('/checklists?mine=true');
    return who.reads<List>(`/checklists/${items[0]!.id}`);
  };
  const answered = async (who: Caller): Promise<Answer[]> => (await listOf(who)).items.flatMap(({ answers }) => answers);
  const findings = async (): Promise<Finding[]> => (await patrol.reads<{ items: Finding[] }>('/violations?mine=true')).items;
  const opensList = async ({ page }: Phone): Promise<void> => {
    await page.locator('.work, .arrived .more').first().click();
    await page.locator('.line').first().waitFor();
  };
  const line = ({ page }: Phone, n: number) => page.locator('.line').nth(n);

  beforeAll(async () => {
    await house.begins().ready();
    front = await new Front(house.url).opens();
    const [officer, approver] = await Promise.all(['zhiban01', 'shenpi01'].map((name) => new Caller(house, name).signsIn()));
    [office, town, patrol] = await Promise.all(['shengtai', 'beitun', 'xuncha01'].map((name) => new Caller(house, name).signsIn())) as [Caller, Caller, Caller];
    await raises(officer!, approver!, 'orange');
    unit = await new Phone(folder(), house, front.url).starts();
    inspector = await new Phone(folder(), house, front.url).starts({ daysAhead: 3 });
  }, 120_000);
  afterAll(async () => {
    await Promise.all([unit, inspector].map((phone) => phone?.context.close()));
    await front?.closes();
    await house.ends('SIGINT');
    await house.isRemoved();
  });

  it('opens in flight mode with what it had, says how old that is, and keeps an acknowledgement until the server has it', async () => {
    const { page } = await unit.signsIn('shengtai');
    await page.locator('.arrived').waitFor();
    await unit.isInstalled();
    await opensList(unit);
    await page.goBack();
    await unit.losesSignal();
    await page.reload();
    await page.getByText(/离线，数据截至/).waitFor();
    await page.locator('.arrived').getByRole('button', { name: '签 收' }).click();
    await page.getByText('签收已存本机，待传').waitFor();
    expect((await listOf(office)).acknowledgedAt).toBeNull();
    await unit.findsSignal();
    await page.getByText(/服务器已收到/).first().waitFor();
    expect((await listOf(office)).acknowledgedAt).not.toBeNull();
  });

  it('keeps a draft with each keystroke: the power fails, the browser starts again, without signal', async () => {
    await opensList(unit);
    await unit.losesSignal();
    const third = line(unit, 2);
    await third.locator('label', { hasText: '未落实' }).click();
    await third.locator('textarea').pressSequentially('吊车明早才到');
    await unit.hasKeptDraft();
    await unit.losesPower();
    await unit.starts({ offline: true });
    await unit.opens('/m/todo');
    await opensList(unit);
    expect(await line(unit, 2).locator('textarea').inputValue()).toBe('吊车明早才到');
    await line(unit, 2).getByRole('button', { name: '清除本条填写' }).click();
    await line(unit, 2).getByRole('button', { name: '再点一次' }).click();
  });

  it('answers eight lines with one photo: all done, one place, and the exception; sent later, received once', async () => {
    const { page } = unit;
    const task = await Task.begins(page);
    const tap = (what: ReturnType<typeof page.locator>): Promise<void> => what.click();
    // What no page sees: the tap on the camera and the one that takes the picture; a field is tapped before it is filled in.
    let unseen = 2;
    await tap(page.getByRole('button', { name: '全部已落实，再改例外' }));
    await unit.takesPhotos('.for-all');
    await tap(page.locator('.for-all').getByRole('button', { name: '获取定位' }));
    const counts = page.locator('.line input[inputmode=numeric]');
    for (let n = 0, of = await counts.count(); n < of; n++) {
      unseen += 1;
      await counts.nth(n).fill(String(3 + n));
    }
    const last = page.locator('.line').filter({ hasText: '已落实' }).last();
    await tap(last.locator('label', { hasText: '不涉及' }));
    unseen += 1;
    await last.locator('textarea').fill('本辖区没有');
    await tap(page.getByRole('button', { name: /^提 交（8 条）/ }));
    await page.getByText('8 条在发件箱').waitFor();
    await task.ends('手机：八条清单一次反馈，一张照片、一条例外', { clicks: 14, seconds: 60 }, { clicks: unseen });
    expect(await answered(office)).toEqual([]);

    await unit.looksIntoOutbox();
    const record = page.getByRole('article').first();
    await record.getByText('待传').waitFor();
    const [file] = await Promise.all([page.waitForEvent('download'), record.getByRole('button', { name: '导出' }).click()]);
    const exported = JSON.parse(readFileSync(await file.path(), 'utf8')) as { sent: { items: object[] }; photos: { jpeg: string }[] };
    expect(exported.sent.items).toHaveLength(8);
    expect(exported.photos.map(({ jpeg }) => jpeg.slice(0, 22))).toEqual(['data:image/jpeg;base64']);

    await unit.losesPower();
    await unit.starts();
    await unit.opensAs('shengtai', '/m/outbox');
    await unit.page.getByRole('article').first().getByText('已达').waitFor();
    await unit.page.getByText(/服务器收到/).first().waitFor();
    const answers = await answered(office);
    expect(answers.map(({ state }) => state).sort()).toEqual([...Array<string>(7).fill('done'), 'not_applicable']);
    expect(new Set(answers.flatMap(({ photos }) => photos)).size).toBe(1);
  });

  it('shows the conflict when another device has answered meanwhile, and overwrites nothing before somebody has chosen', async () => {
    const { page } = unit;
    await unit.opens('/m/todo');
    await opensList(unit);
    await page.getByRole('button', { name: /已反馈/ }).click();
    await unit.losesSignal();
    await line(unit, 0).getByRole('button', { name: '修改反馈' }).click();
    await line(unit, 0).locator('label', { hasText: '不涉及' }).click();
    await line(unit, 0).locator('textarea').fill('甲机：本辖区没有');
    const before = await listOf(office);
    const text = await line(unit, 0).getAttribute('aria-label');
    const item = before.items.find((one) => text?.startsWith(`${one.measureNo}.${one.lineNo} `))!;
    await page.getByRole('button', { name: /^提 交（1 条）/ }).click();
    await page.getByText('1 条在发件箱').waitFor();
    await office.does(`/checklists/${before.id}/confirm`, { items: [{ itemId: item.id, answer: 'not_applicable', note: '乙机先报', seenAnswer: item.answers[0]!.id }] });
    await unit.findsSignal();
    await page.locator('.pending', { hasText: '被拒' }).waitFor();
    await page.getByText('1 条在发件箱').click();
    await page.getByRole('article').first().getByText(/已有人（可能在另一台设备上）反馈/).first().waitFor();
    await page.getByRole('article').first().getByRole('button', { name: '改', exact: true }).click();
    await page.locator('.line').first().waitFor();
    await page.getByRole('button', { name: /已反馈/ }).click();
    const conflict = page.locator('.overtaken');
    await conflict.getByText('乙机先报').waitFor();
    await page.getByRole('button', { name: /^提 交（1 条）/ }).click();
    await page.locator('.error-summary, .faults').first().waitFor();
    await conflict.getByRole('button', { name: '用我的，作为新反馈' }).click();
    await page.getByRole('button', { name: /^提 交（1 条）/ }).click();
    await page.getByText(/服务器已收到 1 条反馈/).waitFor();
    const notes = (await listOf(office)).items.find(({ id }) => id === item.id)!.answers.map(({ note }) => note);
    expect(notes.slice(0, 2)).toEqual(['甲机：本辖区没有', '乙机先报']);
  });

  it('says that it is full, loses nothing on the screen, and sends when there is room again', async () => {
    // The browser asks for its room when it begins to write, and believes the answer for a while: so it starts full.
    await unit.context.close();
    await unit.starts({ offline: true });
    await unit.hasRoomFor(1);
    const { page } = unit;
    await unit.opens('/m/todo');
    await opensList(unit);
    await page.getByRole('button', { name: /已反馈/ }).click();
    await line(unit, 1).getByRole('button', { name: '修改反馈' }).click();
    await line(unit, 1).locator('label', { hasText: '不涉及' }).click();
    await line(unit, 1).locator('textarea').fill('存储已满时写的');
    await page.getByText(/不允许保存草稿/).waitFor();
    await page.getByRole('button', { name: /^提 交（1 条）/ }).click();
    await page.getByText(/手机存储已满/).first().waitFor();
    expect(await line(unit, 1).locator('textarea').inputValue()).toBe('存储已满时写的');
    await unit.hasRoomFor(null);
    await page.getByRole('button', { name: /^提 交（1 条）/ }).click();
    await page.getByText('1 条在发件箱').waitFor();
    await unit.findsSignal();
    await page.getByText(/服务器已收到/).first().waitFor();
    expect((await answered(office)).filter(({ note }) => note === '存储已满时写的')).toHaveLength(1);
  });

  it('sends a record under no other name: the session ends, somebody else signs in on the same phone, then its owner', async () => {
    const { page } = unit;
    await unit.losesSignal();
    await line(unit, 2).getByRole('button', { name: '修改反馈' }).click();
    await line(unit, 2).locator('label', { hasText: '不涉及' }).click();
    await line(unit, 2).locator('textarea').fill('登录后才发出');
    await page.getByRole('button', { name: /^提 交（1 条）/ }).click();
    await page.getByText('1 条在发件箱').waitFor();
    await unit.context.clearCookies();
    await unit.findsSignal();
    await page.getByText(/登录已失效/).first().waitFor();
    await unit.entersAs('beitun');
    await unit.opens('/m/outbox');
    await page.getByText('发件箱是空的').waitFor();
    expect(await answered(town)).toEqual([]);
    await unit.context.clearCookies();
    await unit.signsIn('shengtai', '/m/outbox');
    await page.getByRole('article').first().getByText('已达').waitFor();
    expect(await page.getByRole('article').getByText('待传').count()).toBe(0);
    expect((await answered(office)).filter(({ note }) => note === '登录后才发出')).toHaveLength(1);
  });

  it('logs a violation without signal in a few taps, with a clock three days fast; the server’s time is what counts', async () => {
    const { page } = await inspector.signsIn('xuncha01');
    await page.getByRole('heading', { name: '巡查取证' }).waitFor();
    await inspector.isInstalled();
    await page.click('#unitId');
    await page.locator('dialog .site').first().waitFor();
    await page.keyboard.press('Escape');
    await inspector.losesSignal();
    await page.reload();
    await page.locator('.found').waitFor();
    const task = await Task.begins(page);
    await inspector.takesPhotos('.hero', 3);
    for (const what of ['#unitId', 'dialog .site', '#category label', '.dock button:has-text("保存"):not(:has-text("继续"))']) {
      await page.locator(what).first().click();
    }
    // The camera, and the button that takes the picture.
    await task.ends('手机：没有信号时登记一起问题，照片一次选三张', { clicks: 6, seconds: 30 }, { clicks: 2 });
    await page.locator('a.waiting', { hasText: '1 条未上传' }).click();
    await page.getByRole('heading', { name: '发件箱', level: 1 }).waitFor();
    await inspector.losesPower();
    await inspector.starts({ daysAhead: 3, offline: true });
    await inspector.opens('/m/outbox');
    await inspector.page.getByText('3 张照片').waitFor();
    await inspector.page.getByText(/本机时钟快 43\d\d 分钟/).waitFor();
    await inspector.findsSignal();
    await inspector.opensAs('xuncha01', '/m/outbox');
    await inspector.page.getByRole('article').first().getByText('已达').waitFor();
    const found = await findings();
    expect(found.map(({ photos }) => photos.length)).toEqual([3]);
    expect(Math.abs(Date.parse(found[0]!.foundAt) - Date.now())).toBeLessThan(30 * MINUTE);
    expect(Date.parse(found[0]!.deviceAt) - Date.now()).toBeGreaterThan(2 * 1_440 * MINUTE);
  });

  it('fills in the nearest site by itself where something was found before', async () => {
    const { page } = inspector;
    await inspector.opens('/m/log');
    await page.getByText('按定位预填的最近企业').waitFor();
    const refused = page.getByRole('button', { name: '保存', exact: true });
    await refused.click();
    await page.getByText('请选择违法情形').first().waitFor();
  });

  it('has targets for a thumb on every page that is used outdoors, and larger text that stays', async () => {
    const { page } = inspector;
    const heights: number[] = [];
    for (const large of [false, true]) {
      if (large) {
        await inspector.opens('/m/me');
        await page.click('#large-text');
      }
      for (const [phone, path] of [[inspector, '/m/log'], [inspector, '/m/outbox'], [inspector, '/m/findings'], [inspector, '/m/me'], [unit, '/m/todo'], [unit, `/m/checklists/${(await listOf(office)).id}`]] as const) {
        await phone.opens(path);
        await phone.page.locator('h1').waitFor();
        await phone.page.locator('.card, .hero, .option').first().waitFor();
        expect([path, await phone.smallTargets()]).toEqual([path, []]);
      }
      await inspector.opens('/m/log');
      heights.push(await page.locator('.dock button').last().evaluate((button) => button.getBoundingClientRect().height));
    }
    expect(heights[1]! / heights[0]!).toBeGreaterThan(1.2);
    await inspector.opens('/m/me');
    await page.click('#large-text');
    await inspector.opens('/m/log');
    await page.getByText('按定位预填的最近企业').or(page.locator('#unitId strong')).first().waitFor();
  });

  it('deletes one record when it was asked twice', async () => {
    const { page } = inspector;
    await inspector.losesSignal();
    await page.locator('#category label').first().click();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.locator('a.waiting', { hasText: '1 条未上传' }).click();
    const record = page.getByRole('article').filter({ hasText: '待传' });
    await record.getByRole('button', { name: '删除' }).click();
    await record.getByRole('button', { name: '再点一次，彻底删除' }).click();
    await record.waitFor({ state: 'detached' });
    await inspector.findsSignal();
    await page.reload();
    await page.getByRole('article').first().getByText('已达').waitFor();
    expect(await findings()).toHaveLength(1);
  });

  it('forgets no photo before it is on the disk that the server has the record: the power fails in between', async () => {
    const { page } = inspector;
    await inspector.opens('/m/log');
    await inspector.takesPhotos('.hero', 1);
    await page.locator('#unitId strong').waitFor();
    await inspector.losesSignal();
    await page.locator('#category label').first().click();
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.locator('a.waiting', { hasText: '1 条未上传' }).waitFor();
    await page.evaluate(`{ const put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = function (...of) { if (this.name !== 'records') return put.apply(this, of); console.info('writing'); for (;;); }; }`);
    await Promise.all([page.waitForEvent('console', (said) => said.text() === 'writing'), inspector.findsSignal()]);
    await inspector.losesPower();
    await inspector.starts({ daysAhead: 3 });
    await inspector.opensAs('xuncha01', '/m/outbox');
    await inspector.page.getByRole('article').first().getByText('已达').waitFor();
    expect(await inspector.page.locator('header .box').count()).toBe(0);
    expect(await findings()).toHaveLength(2);
  });

  it('takes a new version only when its user says so, and keeps what he was writing', async () => {
    const { page } = inspector;
    await inspector.opens('/m/log');
    await page.fill('#description', '写了一半');
    await inspector.hasKeptDraft();
    front.upgrades();
    await page.evaluate(`navigator.serviceWorker.getRegistration('/m/').then((registration) => registration.update())`);
    await page.getByText('有新版本').waitFor();
    expect(await page.inputValue('#description')).toBe('写了一半');
    expect(await page.getAttribute('meta[name=build]', 'content')).toBe('1');
    await page.getByRole('button', { name: '更新', exact: true }).click();
    await page.locator('meta[name=build][content="2"]').waitFor({ state: 'attached' });
    expect(await page.inputValue('#description')).toBe('写了一半');
  });
});
