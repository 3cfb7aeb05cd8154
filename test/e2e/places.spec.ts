import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { House } from '../start/house.js';
import { CHROMIUM, launch, Screen, WIDE } from './browser.js';
import { Phone } from './phone.js';

interface UnitRow {
  readonly id: string;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

/** Where a unit lies: written down at the desk, and what an inspector goes by who has no signal. */
(CHROMIUM ? describe : describe.skip)('the place of a unit (needs chromium)', () => {
  const house = new House();
  let browser: Browser;
  let admin: Screen;
  const onRecord = async (name: string): Promise<UnitRow> => (await (await admin.page.request.get(`${house.url}/api/v1/units?search=${encodeURIComponent(name)}`)).json()).items[0];
  const opened = async (page: Page): Promise<ReturnType<Page['getByRole']>> => {
    await page.goto(`${house.url}/directory?tab=units&unit=${encodeURIComponent('宏远铸造')}`);
    await page.locator('.el-tab-pane:visible').getByRole('button', { name: '晴川宏远铸造有限公司' }).click();
    await page.locator('.el-drawer').getByRole('button', { name: '修改单位' }).click();
    return page.getByRole('dialog', { name: '修改单位' }).last();
  };

  beforeAll(async () => {
    await house.begins().ready();
    browser = await launch();
    admin = await (await Screen.opens(browser, house, { size: WIDE, zone: 'America/New_York' })).signsIn('xitong01', '/');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house.ends('SIGINT');
    await house.isRemoved();
  });

  it('is two numbers on the map or none, and what is wrong is said at its field', async () => {
    const { page } = admin;
    const dialog = await opened(page);
    const before = await onRecord('宏远铸造');
    const refused = async (longitude: string, latitude: string, field: string, words: RegExp): Promise<void> => {
      await dialog.locator('#unit-longitude').fill(longitude);
      await dialog.locator('#unit-latitude').fill(latitude);
      await dialog.getByRole('button', { name: '保存' }).click();
      expect(await dialog.locator(`#unit-${field}-error`).innerText()).toMatch(words);
      expect(await dialog.locator(`#unit-${field}`).getAttribute('aria-invalid')).toBe('true');
    };
    await refused('120.45033', '', 'latitude', /两个都填，或都不填/);
    await refused('', '41.5', 'longitude', /两个都填，或都不填/);
    await refused('41.57', '120.45', 'latitude', /-90 到 90 之间.*填反/);
    await refused('东经120度', '41.57', 'longitude', /十进制度数/);
    await admin.looksRight();
    expect(await onRecord('宏远铸造')).toEqual(before);
  });

  it('is kept, shown beside the list, and taken away again; the journal has none of its numbers', async () => {
    const { page } = admin;
    const dialog = await opened(page);
    const place = page.locator('[data-test=unit-place]');
    await dialog.locator('#unit-longitude').fill('１２０．４５０３３１９');
    await dialog.locator('#unit-latitude').fill(' 41.57112° ');
    await dialog.getByRole('button', { name: '保存' }).click();
    await place.getByText('经度 120.450332，纬度 41.57112').waitFor();
    await admin.looksRight();
    expect(await onRecord('宏远铸造')).toMatchObject({ longitude: 120.450332, latitude: 41.57112 });
    const again = await opened(page);
    for (const field of ['longitude', 'latitude']) await again.locator(`#unit-${field}`).fill('');
    await again.getByRole('button', { name: '保存' }).click();
    await place.getByText('没有登记').waitFor();
    expect(await onRecord('宏远铸造')).toMatchObject({ longitude: null, latitude: null });
    const auditor = await (await Screen.opens(browser, house, { size: WIDE, zone: 'America/New_York' })).signsIn('shenji01', '/');
    const entries = await (await auditor.page.request.get(`${house.url}/api/v1/audit?limit=100`)).text();
    expect(entries).toContain('directory.unit-changed');
    expect(entries).not.toMatch(/120\.45|41\.57/);
    await auditor.closes();
  });

  it('comes from a workbook too, for a unit that stands there: what changes is told row by row before anything is kept', async () => {
    const { page } = admin;
    const book = new ExcelJS.Workbook();
    book.addWorksheet('单位').addRows([['单位名称', '类别', '经度', '纬度'], ['晴川宏远铸造有限公司', '企业', 120.45912, 41.57223], ['青石镇', '乡镇', '', ''], ['晴川新来铸造厂', '企业', '', '']]);
    const file = { name: '位置.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(await book.xlsx.writeBuffer()) };
    await page.goto(`${house.url}/directory?tab=units`);
    await page.getByRole('button', { name: '批量导入' }).click();
    await page.locator('input[type=file]').setInputFiles(file);
    const lines = page.locator('[data-test=roster-lines] tbody tr');
    await lines.getByText('经度、纬度：（空） → 120.45912, 41.57223').waitFor();
    expect(await lines.count()).toBe(1);
    expect(await onRecord('宏远铸造')).toMatchObject({ longitude: null, latitude: null });
    await page.locator('.el-radio-button', { hasText: '全部 3' }).click();
    await lines.nth(2).waitFor();
    expect((await lines.allInnerTexts()).map((text) => text.split(/\s+/).slice(2, 5).join(' '))).toEqual([expect.stringMatching(/^晴川宏远铸造有限公司 ◑ ?变更/), expect.stringMatching(/^青石镇 － ?不变/), expect.stringMatching(/^晴川新来铸造厂 ● ?新增/)]);
    await admin.looksRight();
    await page.getByRole('button', { name: '全部导入' }).click();
    await page.getByText(/^已导入.*变更单位 1 家/).waitFor();
    expect(await onRecord('宏远铸造')).toMatchObject({ longitude: 120.45912, latitude: 41.57223 });
    expect(await onRecord('晴川新来')).toMatchObject({ longitude: null, latitude: null });
  });

  it('orders the list of an inspector without signal: nearest first, with the distance; so near, the plant is filled in by itself', async () => {
    await admin.page.request.post(`${house.url}/api/v1/units`, { data: { name: '晴川近岸铸造厂', shortName: '近岸铸造', kind: 'enterprise', latitude: 41.57112, longitude: 120.45033 }, headers: { 'idempotency-key': crypto.randomUUID() } });
    const phone = await new Phone(mkdtempSync(path.join(tmpdir(), 'qingkong-phone-')), house, house.url).starts();
    const { page } = await phone.signsIn('xuncha01', '/m/log');
    await phone.isInstalled();
    await page.locator('#unitId strong', { hasText: '近岸铸造厂' }).waitFor();
    await phone.losesSignal();
    await page.reload();
    await page.getByText(/离线，数据截至/).waitFor();
    await page.click('#unitId');
    const rows = page.locator('dialog .site');
    await rows.first().getByText('110 米').waitFor();
    const words = await rows.allInnerTexts();
    expect(words[0]).toContain('近岸铸造厂');
    const metres = words.map((text) => /([\d.]+) (米|公里)/.exec(text)).map((span) => (span ? Number(span[1]) * (span[2] === '米' ? 1 : 1_000) : Infinity));
    expect(metres.length).toBeGreaterThan(10);
    expect(metres).toEqual([...metres].sort((a, b) => a - b));
    // Who has no place on record is at the end of the list, not gone from it.
    expect(words.at(-1)).toMatch(/新来铸造/);
    expect(await phone.smallTargets()).toEqual([]);
    if (process.env.QK_PICTURES) await page.screenshot({ path: `${process.env.QK_PICTURES}/phone-nearest.png` });
    await rows.nth(1).click();
    await page.locator('#unitId strong').waitFor();
    await phone.context.close();
  });

  it('and in all that nothing went wrong on any page', () => {
    expect(admin.troubles).toEqual([]);
  });
});
