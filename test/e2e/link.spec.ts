import ExcelJS from 'exceljs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { channelsFile, FakeSms } from '../harness/gateways/index.js';
import { House } from '../start/house.js';
import { CHROMIUM, launch, NARROW, Screen, WIDE, ZONES } from './browser.js';
import { drafts, handsIn, signs } from './command.js';
import { Task } from './measured.js';
import { Caller } from './phone.js';

const withChromium = CHROMIUM ? describe : describe.skip;
const MOBILE = '13800138000';
/** Lists are polled every 15 seconds when the feed is lost: what is there sooner came by the feed. */
const LIVE = { timeout: 10_000 };

/** A reminder goes to the person on duty: so that person gets a number too, vouched for by the officer. */
const REGISTER_WHO_IS_ON_DUTY = `(async () => {
  const call = async (path, body) => (await fetch('/api/v1' + path, body && { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }, body: JSON.stringify(body) })).json().catch(() => null);
  const { items: [unit] } = await call('/units?search=' + encodeURIComponent('青石镇'));
  const { items: people } = await call('/people?unitId=' + unit.id);
  const { id } = await call('/contacts', { unitId: unit.id, personId: people.find((person) => person.onDuty).id, channel: 'mobile', address: '13900139000' });
  await call('/contacts/' + id + '/called-back', {});
})()`;

/** From a number in the directory to an order acknowledged by its link: real product, real Chromium, a short-message platform of our own. */
withChromium('a unit that is reached by short message', () => {
  const house = new House();
  const sms = new FakeSms();
  let browser: Browser;
  let officer: Screen, approver: Screen, phone: Screen, other: Screen;
  let link: string;

  const opens = (size = NARROW): Promise<Screen> => Screen.opens(browser, house, { size, zone: 'Asia/Shanghai' });
  /** The text of the message that says this, once it has arrived. */
  const message = async (says: RegExp, after = 0): Promise<string> => {
    for (let n = 0; n < 1_200; n++, await sleep(25)) {
      const found = sms.taken.slice(after).find(({ text }) => says.test(text));
      if (found) return found.text;
    }
    throw new Error(`No message says ${says}: ${JSON.stringify(sms.heard)}`);
  };

  /** 调整: signed by two, until the message with its link has arrived. */
  const revised = async (duty: Caller, signer: Caller, level: string, says: RegExp): Promise<string> => {
    const before = sms.taken.length;
    const { items } = await duty.reads<{ items: { id: string }[] }>('/warnings');
    await duty.does(`/warnings/${items[0]!.id}/adjust`, { level, basis: 'own_forecast', reason: '预测有变化' });
    await duty.does(`/warnings/${items[0]!.id}/submit`);
    const { previewHash } = await signer.reads<{ previewHash: string }>(`/warnings/${items[0]!.id}/preview`);
    await signer.does(`/warnings/${items[0]!.id}/approve`, { previewHash });
    return /https?:\/\/\S+\/m\/a\/[0-9A-Za-z]+/.exec(await message(says, before))![0];
  };

  beforeAll(async () => {
    await sms.opens();
    const CHANNELS_FILE = channelsFile(mkdtempSync(path.join(tmpdir(), 'qingkong-channels-')), [sms.entry()]);
    await house.begins([], { CHANNELS_FILE }).ready();
    browser = await launch();
    officer = await (await opens(WIDE)).signsIn('zhiban01', '/');
    approver = await (await opens(WIDE)).signsIn('shenpi01', '/');
    phone = await opens();
    other = await opens();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house.ends('SIGINT');
    await house.isRemoved();
    await sms.dies();
  });

  it('stands on the list of those out of reach, until its number is on record and verified by the code that arrived there', async () => {
    const { page } = officer;
    await officer.visits('单位与通讯录');
    await page.getByRole('tab', { name: '无可用联系方式' }).click();
    await page.getByPlaceholder('单位名称或拼音首字母').last().fill('青石镇');
    await page.getByText('1 家单位只能靠站内消息').waitFor();
    await officer.looksRight();
    await page.getByRole('row', { name: /青石镇/ }).getByRole('button', { name: '登记联系方式' }).click();
    await page.fill('#contact-address', '138 0013 8000');
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await page.getByRole('tab', { name: '联系方式', exact: true }).click();
    await page.getByRole('row', { name: /青石镇/ }).getByRole('button', { name: '核实', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '核实联系方式' });
    await dialog.getByRole('button', { name: '发送核实码' }).click();
    const [code] = /\d{6}/.exec((await message(/核实码/)).replace(/第\d+号/g, ''))!;
    expect(sms.taken.at(-1)!.address).toBe(MOBILE);
    await page.fill('#verify-code', code);
    await officer.looksRight();
    await dialog.getByRole('button', { name: '核实', exact: true }).click();
    await page.getByRole('row', { name: /青石镇.*已核实/ }).waitFor();
    await page.getByRole('tab', { name: '无可用联系方式' }).click();
    await page.getByText('0 家单位只能靠站内消息').waitFor();
  });

  it('gets the order with its link when the level is raised', async () => {
    await officer.visits('指挥总览');
    await drafts(officer, '橙色', '预测未来两天日均AQI大于200');
    await handsIn(officer);
    await signs(approver, '橙色');
    link = /https?:\/\/\S+\/m\/a\/[0-9A-Za-z]+/.exec(await message(/橙色预警/))![0];
    expect(link.startsWith(`${house.url}/m/a/`)).toBe(true);
  });

  it.each(ZONES)('shows the order and its deadline by the clock of Beijing, in both languages, on a phone set to %s', async (zone) => {
    const screen = await Screen.opens(browser, house, { size: NARROW, zone });
    const address = new URL(link).pathname;
    const { acknowledgeBy, validUntil } = await (await screen.page.request.get(`${house.url}/api/v1/acknowledgements/${address.split('/').at(-1)}`)).json();
    const inBeijing = [acknowledgeBy, validUntil].map((at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' '));
    await screen.goes(address);
    for (const [language, button] of [['zh-CN', /签\s*收/], ['en', 'Acknowledge']] as const) {
      await screen.page.evaluate(`localStorage.setItem('qingkong.language', '${language}')`);
      await screen.page.reload();
      await screen.page.getByRole('button', { name: button }).waitFor();
      const said = await screen.page.locator('article').innerText();
      for (const time of inBeijing) expect(said).toContain(time);
      await screen.looksRight();
      await screen.suitsAThumb();
    }
    expect(screen.troubles).toEqual([]);
    await screen.closes();
  });

  it('acknowledges in two taps: the link, and the button; nobody signs in', async () => {
    await officer.visits('应急响应');
    await officer.page.locator('table').getByRole('link').first().click();
    const row = officer.page.getByRole('row', { name: /青石镇/ });
    await row.getByText('未签收').waitFor();
    await phone.goes(new URL(link).pathname);
    const task = await Task.begins(phone.page);
    const button = phone.page.getByRole('button', { name: /签\s*收/ });
    await button.waitFor();
    await phone.looksRight();
    await button.click();
    await phone.page.getByRole('heading', { name: /已签收/ }).waitFor();
    await task.ends('手机：从消息里的链接到签收', { clicks: 2, seconds: 10 }, { clicks: 1 });
    await phone.looksRight();
    await row.getByText('已签收').waitFor(LIVE);
    expect(await officer.isSameDocument()).toBe(true);
  });

  it('is told in the trail, as a link and not as a person', async () => {
    await officer.page.getByRole('tab', { name: '时间轴' }).click();
    await officer.page.getByText('青石镇 通过免登链接签收').waitFor();
    await officer.looksRight();
  });

  it('shows the same link as done to the phone that used it, as used to any other, and leads to the lines', async () => {
    await phone.page.reload();
    await phone.page.getByText('服务器已收到').waitFor();
    await other.goes(new URL(link).pathname);
    await other.page.getByText('这个链接已由 青石镇 使用过').waitFor();
    await other.looksRight();
    await other.suitsAThumb();
    await phone.page.getByRole('link', { name: '登录并办理清单' }).click();
    await phone.page.locator('#username').waitFor();
  });

  it('what the provider refused stands in the ledger with what to do, and arrives when it is sent again', async () => {
    const { page } = officer;
    await page.evaluate(REGISTER_WHO_IS_ON_DUTY);
    sms.behaves('refuse');
    const before = sms.taken.length;
    await page.getByRole('tab', { name: '按单位' }).click();
    await page.getByRole('row', { name: /青石镇/ }).getByRole('button', { name: '催办' }).click();
    // Five seconds to undo it; then it goes.
    await page.getByText(/秒后催办 1 家单位/).waitFor();
    await page.getByRole('tab', { name: '送达' }).click();
    await page.getByRole('button', { name: /^\d 条未送达$/ }).click();
    await page.getByText('对方通道拒收').first().waitFor();
    await officer.looksRight();
    sms.behaves('success');
    await page.getByRole('button', { name: /^重发全部/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '重发', exact: true }).click();
    await message(/催办/, before);
    await page.getByText('没有符合条件的内容').waitFor(LIVE);
    expect(await officer.isSameDocument()).toBe(true);
  });

  it('stands in the matrix of deliveries with both ways: how far and how fast; and so in its file', async () => {
    const { page } = officer;
    await page.locator('label', { hasText: '矩阵' }).click();
    const matrix = page.locator('[data-test=delivery-matrix]');
    await matrix.waitFor();
    expect(await matrix.locator('thead th').allInnerTexts()).toEqual(['收件人', '站内', '手机短信']);
    const cells = await matrix.locator('tbody tr').filter({ has: page.getByRole('rowheader', { name: '青石镇', exact: true }) }).locator('td').allInnerTexts();
    expect(cells).toEqual(Array.from({ length: 2 }, () => expect.stringMatching(/^\S?\s*已(发|达|读|签收)\s*\d+\s*(秒|分)/)));
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出' }).click()]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(await download.path());
    const rows = book.worksheets[0]!.getSheetValues().slice(1).map((row) => (row as string[]).slice(1));
    expect(rows[0]).toEqual(['单位', '收件人', '站内', '手机短信']);
    expect(rows.length).toBe((await matrix.locator('tbody tr').count()) + 1);
    expect(rows.find(([unit, who]) => unit === '青石镇' && !who)!.slice(2)).toEqual([expect.stringMatching(/^已\S+ \d/), expect.stringMatching(/^已\S+ \d/)]);
  });

  it('keeps a tap without signal, says that it is not received, and sends it when the signal is back', async () => {
    const [duty, signer, town] = (await Promise.all(['zhiban01', 'shenpi01', 'qingshi'].map((name) => new Caller(house, name).signsIn()))) as [Caller, Caller, Caller];
    const isAcknowledged = async (): Promise<boolean> => (await town.reads<{ items: { acknowledgedAt: string | null }[] }>('/checklists?mine=true')).items[0]!.acknowledgedAt !== null;
    const address = await revised(duty, signer, 'red', /红色[^]*\/m\/a\//);
    await phone.goes(new URL(address).pathname);
    const button = phone.page.getByRole('button', { name: /签\s*收/ });
    await button.waitFor();
    await phone.losesSignal();
    await button.click();
    await phone.page.getByText('还没有签收成功').waitFor();
    await phone.looksRight();
    expect(await isAcknowledged()).toBe(false);
    await phone.findsSignal();
    await phone.page.getByRole('heading', { name: /已签收/ }).waitFor();
    await phone.page.getByText('还没有签收成功').waitFor({ state: 'detached' });
    expect(await isAcknowledged()).toBe(true);
  });

  it('says received, not used, to the phone whose answer got lost, when it sends the same key again', async () => {
    const [duty, signer] = (await Promise.all(['zhiban01', 'shenpi01'].map((name) => new Caller(house, name).signsIn()))) as [Caller, Caller];
    const address = new URL(await revised(duty, signer, 'orange', /橙色[^]*\/m\/a\//)).pathname;
    const { page } = phone;
    await phone.goes(address);
    const button = page.getByRole('button', { name: /签\s*收/ });
    await button.waitFor();
    // The server has it; the phone does not hear so.
    await page.evaluate(`{ const real = fetch; window.sent = []; window.fetch = async (...of) => { const request = of[0] instanceof Request ? of[0].clone() : new Request(...of); if (request.method !== 'POST' || !request.url.includes('/acknowledgements/')) return real(...of); window.sent.push((await request.json()).clientKey); const answer = await real(...of); if (window.sent.length > 1) return answer; throw new TypeError('lost'); }; }`);
    await button.click();
    await page.getByText('还没有签收成功').waitFor();
    await other.goes(address);
    await other.page.getByText(/使用过/).waitFor();
    await page.getByRole('button', { name: '立即发送' }).click();
    await page.getByRole('heading', { name: /已签收/ }).waitFor();
    await page.getByText('服务器已收到。').waitFor();
    expect(await page.getByText(/使用过/).count()).toBe(0);
    const sent = await page.evaluate<string[]>('window.sent');
    expect([sent.length, new Set(sent).size]).toEqual([2, 1]);
    // And so it stays when the page is opened anew.
    await page.reload();
    await page.getByText('服务器已收到。').waitFor();
  });

  it('and in all that time nothing went wrong on any page', () => {
    for (const screen of [officer, approver, phone, other]) expect(screen.troubles).toEqual([]);
  });
});
