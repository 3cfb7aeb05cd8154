import type { Browser, Page } from 'playwright-core';
import type { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { CHROMIUM, launch, NARROW, Screen, WIDE, type Served } from './browser.js';
import { bigCity } from './many-units.js';
import { printed } from './paper.js';
import { scrolls, type Scrolled } from './scrolling.js';

const TOWNSHIPS = 600;
/** More than goes on paper at once. */
const PROBLEMS = 2_100;
const CONTACTS = 700;
const CHANGES = 320;
const cell = (n: number): string => `row.querySelectorAll('td')[${n}]?.innerText.trim() ?? ''`;

/** 送达、联系方式、问题台账、审计: read on by scrolling, as the long lists of the directory; and on paper with everything behind the filter. */
(CHROMIUM ? describe : describe.skip)('long lists (needs chromium)', () => {
  let city: City, served: Served, browser: Browser, officer: Screen;
  let response: string;

  beforeAll(async () => {
    ({ city, served } = await bigCity(TOWNSHIPS));
    await city.database.query(`ALTER TABLE plan_measure DISABLE TRIGGER plan_measure_is_insert_only`);
    await city.database.query(`UPDATE plan_measure SET exemptions = '{抢险抢修,民生供暖}' WHERE no = '62'`);
    ({ response } = await new Desk(city).issues('orange'));
    await fills();
    browser = await launch();
    officer = await (await Screen.opens(browser, served, { size: WIDE, zone: 'America/New_York' })).signsIn('zhiban01', '/');
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await city.sleeps();
  });

  async function fills(): Promise<void> {
    await city.database.query(
      `INSERT INTO directory_contact (jurisdiction_id, unit_id, channel, address)
       SELECT jurisdiction_id, id, 'mobile', '1380000' || lpad(n::text, 4, '0') FROM (SELECT jurisdiction_id, id, row_number() OVER (ORDER BY id DESC) AS n FROM directory_unit) unit,
              LATERAL (SELECT 1 WHERE n <= $1) few`,
      [CONTACTS],
    );
    await city.database.query(
      `WITH officer AS (SELECT id, jurisdiction_id FROM identity_user WHERE username = 'xuncha02'), unit AS (SELECT id FROM directory_unit WHERE name = '青石镇'),
       found AS (
         INSERT INTO inspection_violation (id, jurisdiction_id, response_id, exercise, unit_id, category, place, found_at, logged_by)
         SELECT (lpad(to_hex(1700000000000 + n), 12, '0') || '7' || lpad(to_hex(n % 4096), 3, '0') || '8000' || lpad(to_hex(n), 12, '0'))::uuid,
                officer.jurisdiction_id, $1, false, unit.id, (ARRAY['road_dust', 'vehicle'])[n % 2 + 1], '点' || lpad(n::text, 4, '0'), clock_now(), officer.id
           FROM officer, unit, generate_series(1, $2) n
         RETURNING id, jurisdiction_id, logged_by)
       INSERT INTO inspection_problem (id, jurisdiction_id, state, logged_by) SELECT id, jurisdiction_id, 'logged', logged_by FROM found`,
      [response, PROBLEMS],
    );
    const [unit] = await city.database.query<{ id: string }>(`SELECT id FROM directory_unit WHERE name = '青石镇'`);
    for (let n = 1; n <= CHANGES; n++) await city.person('xitong01').patch(`/units/${unit!.id}`, { shortName: `青石${n}` });
    await city.settles();
  }

  const list = (page: Page) => page.locator('.list-body:visible').filter({ has: page.locator('.long') });
  const opens = async ({ page }: Screen, at: string): Promise<void> => {
    await page.goto(served.url + at);
    await list(page).locator('.el-table__row').first().waitFor();
  };
  const isWhole = ({ seen, blanks, most, places }: Scrolled, expected: readonly string[]): void => {
    expect(blanks).toEqual([]);
    expect(seen).toEqual(expected);
    expect(places).toEqual(expected.map((_name, n) => String(n + 2)));
    expect(most).toBeLessThan(300);
  };
  const places = async (): Promise<string[]> => (await city.database.query<{ place: string }>('SELECT place FROM inspection_violation ORDER BY id DESC')).map(({ place }) => place);

  it('the deliveries of a response: every one is seen once, none blank', async () => {
    await opens(officer, `/responses/${response}?tab=deliveries&kind=checklist.issued`);
    const units = await city.database.query<{ name: string }>(
      `SELECT unit.name FROM notification_delivery d JOIN directory_unit unit ON unit.id = d.unit_id WHERE d.thread = $1 AND d.kind = 'checklist.issued' ORDER BY d.id`,
      [response],
    );
    expect(units.length).toBeGreaterThan(TOWNSHIPS);
    isWhole(await scrolls(officer.page, 'deliveries', cell(0)), units.map(({ name }) => name));
    await list(officer.page).getByText(`已显示 ${units.length} 条`).waitFor();
    await officer.looksRight();
  }, 120_000);

  it('the contacts of everybody: the same', async () => {
    const admin = await (await Screen.opens(browser, served, { size: WIDE, zone: 'Asia/Shanghai' })).signsIn('xitong01', '/');
    await opens(admin, '/directory?tab=contacts');
    const known = await city.database.query<{ address: string }>('SELECT address FROM directory_contact WHERE active ORDER BY id');
    expect(known.length).toBeGreaterThanOrEqual(TOWNSHIPS);
    const found = await scrolls(admin.page, 'contacts', `row.querySelector('.address')?.innerText.replace(/[\\s-]/g, '') ?? ''`);
    isWhole(found, known.map(({ address }) => address.replace(/[\s-]/g, '')));
    await admin.looksRight();
    expect(admin.troubles.filter((said) => !/status of 503/.test(said))).toEqual([]);
    await admin.closes();
  }, 120_000);

  it('the audit: the same, newest first', async () => {
    const auditor = await (await Screen.opens(browser, served, { size: WIDE, zone: 'Asia/Shanghai' })).signsIn('shenji01', '/');
    await opens(auditor, '/audit?type=directory.unit-changed');
    const entries = await city.database.query<{ id: string }>(`SELECT id FROM journal WHERE type = 'directory.unit-changed' ORDER BY id DESC`);
    expect(entries).toHaveLength(CHANGES);
    isWhole(await scrolls(auditor.page, 'audit', cell(4)), entries.map(({ id }) => id));
    await auditor.looksRight();
    await auditor.closes();
  }, 120_000);

  it('the ledger: the same; what is logged while somebody reads far down pushes his line nowhere, and is missed by nobody', async () => {
    const { page } = officer;
    await opens(officer, '/violations');
    isWhole(await scrolls(page, 'ledger', cell(3)), await places());
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight / 2)');
    const middle = list(page).locator('.el-table__row', { hasText: '点1050' });
    await middle.waitFor();
    const before = await middle.evaluate((row) => row.getBoundingClientRect().top);
    const [unit] = await city.database.query<{ id: string }>(`SELECT id FROM directory_unit WHERE name = '青石镇'`);
    await city.person('xuncha01').does('/violations', { unitId: unit!.id, category: 'other', place: '新一处' });
    await list(page).getByText(`已显示 ${PROBLEMS + 1} 条`).waitFor();
    await page.waitForTimeout(300);
    expect(Math.abs((await middle.evaluate((row) => row.getBoundingClientRect().top)) - before)).toBeLessThan(2);
    await page.keyboard.press('Home');
    await list(page).locator('.el-table__row', { hasText: '新一处' }).waitFor();
    const { seen, blanks } = await scrolls(page, 'ledger again', cell(3));
    expect(blanks).toEqual([]);
    expect(seen).toEqual(await places());
  }, 120_000);

  it('opens a row by keyboard, far down, and comes back to it', async () => {
    const { page } = officer;
    const name = list(page).locator('.el-table__row', { hasText: '点0500' }).locator('button.link');
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight * 0.76)');
    await name.focus();
    await page.keyboard.press('Enter');
    await page.locator('.el-drawer').getByText('点0500').first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.el-drawer').waitFor({ state: 'hidden' });
    const held = () => page.evaluate<string>(`document.activeElement.closest('.el-table__row')?.innerText ?? document.activeElement.outerHTML.slice(0, 200)`);
    for (let tries = 0; tries < 40 && !/点0500/.test(await held()); tries++) await page.waitForTimeout(50);
    expect(await held()).toContain('点0500');
    await page.keyboard.press('Tab');
    expect(await held()).toContain('点0499');
  });

  it('is on paper with everything behind its filter, though only a page was read; with who, when and the filter', async () => {
    const { page } = officer;
    await opens(officer, '/violations?category=vehicle');
    expect(await list(page).locator('.foot').innerText()).toMatch(/已显示 [12]00 条/);
    const sheets = await printed(page, () => page.getByRole('button', { name: '打印' }).click());
    const [first, all] = [sheets[0]!, sheets.join('')];
    expect(first).toMatch(/晴川区.*问题台账.*打印时间\d{4}-\d\d-\d\d\d\d:\d\d:\d\d（北京时间）打印人陈.*筛选：按情形/);
    const numbers = [...all.matchAll(/点(\d{4})/g)].map(([, n]) => Number(n));
    expect(numbers).toEqual(Array.from({ length: PROBLEMS / 2 }, (_one, n) => PROBLEMS - 1 - 2 * n));
    expect(all).toContain(`共${PROBLEMS / 2}条`);
    // And short again on the screen.
    await list(page).locator('.el-table__row').nth(300).waitFor({ state: 'detached' });
  }, 120_000);

  it('says on the paper that it was cut, where there is more than goes on it; the key prints as the button does', async () => {
    const { page } = officer;
    await opens(officer, '/violations');
    const all = (await printed(page, () => page.keyboard.press('Control+p'))).join('');
    expect(all.match(/点\d{4}/g)).toHaveLength(1_999);
    expect(all).toMatch(/只印前2000条，后面还有。要全部，请缩小筛选范围，或用“导出”。/);
    expect(all).not.toContain('已显示');
  }, 120_000);

  it('says so too when the browser printed what was read, without having been asked for all', async () => {
    const { page } = officer;
    await opens(officer, `/responses/${response}?tab=deliveries`);
    await page.emulateMedia({ media: 'print' });
    expect(await list(page).locator('.on-paper').innerText()).toMatch(/^只印已读到的 [12]00 条，后面还有/);
    await page.emulateMedia({ media: null });
    const sheets = (await printed(page, () => page.getByRole('button', { name: '打印' }).click())).join('');
    const [{ n }] = (await city.database.query<{ n: number }>('SELECT count(*)::int AS n FROM notification_delivery WHERE thread = $1', [response])) as [{ n: number }];
    expect(sheets).toContain(`共${n}条`);
    for (const unit of ['远山0001镇', '远山0300镇', '远山0600镇']) expect(sheets).toContain(unit);
  }, 120_000);

  it('prints one checklist whole: unfolded, and with whom a measure does not apply to', async () => {
    const { page } = officer;
    const { items } = await city.person('zhiban01').reads<{ items: { id: string }[] }>(`/checklists?responseId=${response}&search=${encodeURIComponent('青石镇')}`);
    const list = await city.person('zhiban01').reads<{ items: { measureNo: string; requirement: string; text: string; exemptions: string[] }[] }>(`/checklists/${items[0]!.id}`);
    expect(new Set(list.items.filter(({ exemptions }) => exemptions.length > 0).map(({ measureNo }) => measureNo))).toEqual(new Set(['62']));
    await page.goto(`${served.url}/responses/${response}?tab=units&list=${items[0]!.id}`);
    await page.locator('.el-drawer').getByText('不适用：抢险抢修、民生供暖').waitFor();
    const sheet = (await printed(page, () => page.keyboard.press('Control+p'))).join('');
    expect(sheet).toContain('不适用：抢险抢修、民生供暖');
    for (const { requirement, text } of list.items) for (const words of [requirement, text]) expect(sheet).toContain(words.replace(/\s/g, ''));
    expect(await page.locator('.el-drawer details[open]').count()).toBe(0);
  }, 120_000);

  it('fits a narrow screen, and in all that nothing went wrong on any page', async () => {
    const small = await (await Screen.opens(browser, served, { size: NARROW, zone: 'Asia/Shanghai' })).signsIn('zhiban02', '/');
    for (const at of ['/violations', `/responses/${response}?tab=deliveries`]) {
      await opens(small, at);
      await small.looksRight();
    }
    for (const screen of [small, officer]) expect(screen.troubles.filter((said) => !/status of 503/.test(said))).toEqual([]);
    await small.closes();
  }, 120_000);
});
