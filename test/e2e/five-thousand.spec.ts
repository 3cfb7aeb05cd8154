import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import type { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { CHROMIUM, launch, Screen, WIDE, type Served } from './browser.js';
import { bigCity } from './many-units.js';
import { scrolls as scrollsOn, type Scrolled } from './scrolling.js';

const MANY = 5_000;
/** Far beyond what is drawn: the rows come a moment later, and this is the longest moment on a shared machine. */
const MOST_JUMP_MS = 3_000;

/** A city of five thousand units: its lists are scrolled from the first row to the last, and are the same lists as ever. */
(CHROMIUM ? describe : describe.skip)('5,000 rows (needs chromium)', () => {
  let city: City, served: Served, browser: Browser, officer: Screen;
  let response: string, units: string[], listed: string[];

  beforeAll(async () => {
    ({ city, served } = await bigCity(MANY));
    ({ response } = await new Desk(city).issues('orange'));
    units = (await city.database.query<{ name: string }>('SELECT name FROM directory_unit ORDER BY id')).map(({ name }) => name);
    listed = (await city.database.query<{ name: string }>('SELECT unit.name FROM checklist_checklist list JOIN directory_unit unit ON unit.id = list.unit_id ORDER BY unit.id')).map(({ name }) => name);
    browser = await launch();
    officer = await (await Screen.opens(browser, served, { size: WIDE, zone: 'America/New_York' })).signsIn('zhiban01', '/');
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await city.sleeps();
  });
  const list = (page: Page) => page.locator('.list-body:visible').filter({ has: page.locator('.long') });
  const scrolls = (what: string): Promise<Scrolled> => scrollsOn(officer.page, what);

  it('units: every row is seen once, none blank, and few are drawn at a time', async () => {
    await officer.goes('/directory?tab=units');
    await list(officer.page).locator('.el-table__row').first().waitFor();
    const { seen, places, blanks, most } = await scrolls('units');
    expect(units.length).toBeGreaterThan(MANY);
    expect(blanks).toEqual([]);
    expect(seen).toEqual(units);
    expect(places).toEqual(units.map((_name, n) => String(n + 2)));
    expect(most).toBeLessThan(300);
    await list(officer.page).getByText(`已显示 ${units.length} 条`).waitFor();
    await officer.looksRight();
  }, 240_000);

  it('stands still while the city is at work, and a jump back finds rows', async () => {
    const { page } = officer;
    await page.keyboard.press('Home');
    await list(page).getByRole('button', { name: units[0]!, exact: true }).waitFor();
    const jumped = Date.now();
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight / 2)');
    const middle = list(page).getByRole('button', { name: units[2_530]!, exact: true });
    await middle.waitFor();
    expect(Date.now() - jumped).toBeLessThan(MOST_JUMP_MS);
    // However far its end is, what can be done with the list is in sight.
    expect(await list(page).locator('.foot').evaluate((foot) => Math.round(foot.getBoundingClientRect().bottom))).toBe(WIDE.height);
    const before = await middle.evaluate((button) => button.getBoundingClientRect().top);
    await city.person('xitong01').patch(`/units/${(await city.database.query<{ id: string }>('SELECT id FROM directory_unit WHERE name = $1', [units[2_531]]))[0]!.id}`, { shortName: '改过的', attributes: ['farmland'] });
    await list(page).locator('.el-table__row', { hasText: units[2_531]! }).getByText('有农田').waitFor();
    expect(Math.abs((await middle.evaluate((button) => button.getBoundingClientRect().top)) - before)).toBeLessThan(2);
    await middle.click();
    await page.locator('.el-drawer').getByText(units[2_530]!).first().waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.el-drawer').waitFor({ state: 'hidden' });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.innerText')).toMatch(/^远山\d{4}镇$/);
  });

  it('is on paper whole, in the file whole, and short again behind a filter', async () => {
    const { page } = officer;
    const [download] = await Promise.all([page.waitForEvent('download', { timeout: 90_000 }), list(page).getByRole('button', { name: '导出' }).click()]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(await download.path());
    expect(book.worksheets[0]!.rowCount).toBe(units.length + 1);
    await page.goto(`${served.url}/directory?tab=units&kind=township`);
    for (let n = 1; n <= 3; n++) {
      await list(page).getByText(`已显示 ${n * 100} 条`).waitFor();
      await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    }
    await list(page).getByText('已显示 400 条').waitFor();
    const drawn = () => list(page).locator('.el-table__row').count();
    expect(await drawn()).toBeLessThan(200);
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
    await list(page).locator('.el-table__row').nth(399).waitFor();
    await page.evaluate(`dispatchEvent(new Event('afterprint'))`);
    await list(page).locator('.el-table__row').nth(250).waitFor({ state: 'detached' });
    await list(page).page().locator('.el-tab-pane:visible').getByPlaceholder(/单位名称/).fill('青石镇');
    await page.waitForURL(/unit=/);
    await list(page).getByText('已显示 1 条').waitFor();
    expect(await page.evaluate('document.documentElement.scrollHeight - innerHeight < 400')).toBe(true);
    await list(page).getByRole('button', { name: '青石镇', exact: true }).waitFor();
  }, 180_000);

  it('the board of a response: the same, and all of it can be chosen', async () => {
    const { page } = officer;
    await officer.goes(`/responses/${response}?tab=units`);
    await list(page).locator('.el-table__row').first().waitFor();
    const { seen, blanks, most } = await scrolls('board');
    expect(blanks).toEqual([]);
    expect(listed.length).toBeGreaterThan(MANY);
    expect(seen).toEqual(listed);
    expect(most).toBeLessThan(300);
    await page.keyboard.press('Home');
    await list(page).locator('thead .el-checkbox').click();
    await page.getByText(`已选 ${listed.length}`).waitFor();
    await list(page).locator('thead .el-checkbox').click();
    await page.getByText(/^已选 \d/).waitFor({ state: 'detached' });
    await officer.looksRight();
  }, 240_000);

  it('the matrix of deliveries says that it was cut, and what it leaves out is the oldest', async () => {
    const { page } = officer;
    const newest = await city.database.query<{ name: string }>('SELECT unit.name FROM notification_delivery sent JOIN directory_unit unit ON unit.id = sent.unit_id WHERE sent.thread = $1 ORDER BY sent.id DESC LIMIT $2', [response, MANY]);
    expect((await city.database.query('SELECT 1 FROM notification_delivery WHERE thread = $1', [response])).length).toBeGreaterThan(MANY);
    await officer.goes(`/responses/${response}?tab=deliveries&view=matrix`);
    await page.getByText(`这里只按最近的 ${MANY} 条排列`).waitFor({ timeout: 60_000 });
    const shown = await page.locator('[data-test=delivery-matrix] tbody th').evaluateAll((all) => all.map((one) => one.firstChild!.textContent));
    expect([...new Set(shown)].sort()).toEqual([...new Set(newest.map(({ name }) => name))].sort());
    await page.getByPlaceholder('单位或拼音首字母').fill('青石镇');
    await page.getByText(`这里只按最近的 ${MANY} 条排列`).waitFor({ state: 'detached' });
    // A machine that many share says now and then that there is more important work; the list asks again.
    expect(officer.troubles.filter((said) => !/status of 503/.test(said))).toEqual([]);
  }, 240_000);
});
