import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { House } from '../start/house.js';
import { CHROMIUM, launch, Screen, WIDE } from './browser.js';
import { exported } from './exported.js';
import { Task } from './measured.js';

const withChromium = CHROMIUM ? describe : describe.skip;
const REASON = '预测未来两天日均AQI大于200';

/** Presses the key until the element has the focus; counts the presses. */
async function until(page: Page, key: string, selector: string): Promise<number> {
  for (let presses = 1; presses <= 40; presses++) {
    await page.keyboard.press(key);
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)) return presses;
  }
  throw new Error(`${selector} is not reached by ${key}`);
}
const countClicks = (page: Page): Promise<unknown> => page.evaluate(`window.clicks = 0; document.addEventListener('pointerdown', () => (window.clicks += 1), true)`);
const clicks = (page: Page): Promise<number> => page.evaluate(`window.clicks`);

/** The desk as people work at it: by keyboard, in few clicks, with files, tabs and paper. Clicks and keys are counted, and seconds are held to the bounds that were asked for. */
withChromium('the desk', () => {
  const house = new House();
  let browser: Browser;
  let officer: Screen, approver: Screen;

  beforeAll(async () => {
    await house.begins().ready();
    browser = await launch();
    officer = await opens('zhiban01');
    approver = await opens('shenpi01');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house.ends('SIGINT');
    await house.isRemoved();
  });
  const opens = async (username: string): Promise<Screen> => (await Screen.opens(browser, house, { size: WIDE, zone: 'America/New_York' })).signsIn(username, '/');

  it('leads a newcomer through four steps, when he asks for it, and not again', async () => {
    const { page } = officer;
    await page.locator('[data-test=tour-invitation]').getByRole('button', { name: '开始引导' }).click();
    for (const step of ['发布预警', '跟踪响应', '值班与交接', '查找一切']) {
      await page.locator('.el-tour__content').getByText(step, { exact: true }).waitFor();
      await page.locator('.el-tour__content').getByRole('button', { name: /下一步|知道了/ }).click();
    }
    await page.locator('.el-tour__content').waitFor({ state: 'detached' });
    await page.reload();
    await page.locator('main h1').first().waitFor();
    expect(await page.locator('[data-test=tour-invitation]').count()).toBe(0);
  });

  it('issues a warning by keyboard alone: found by pinyin, drafted, kept as it is typed, handed in', async () => {
    const { page } = officer;
    const task = await Task.begins(page);
    let keys = 0;
    const press = async (key: string): Promise<void> => {
      await page.keyboard.press(key);
      keys += 1;
    };
    await press('Control+k');
    await page.getByRole('combobox', { name: '查找' }).waitFor();
    await page.keyboard.type('fbyj');
    await page.getByRole('option', { name: '发布预警' }).waitFor();
    await press('Enter');
    await page.locator('#reason').waitFor();
    keys += await until(page, 'Tab', 'input[name=level]');
    await press('ArrowRight');
    if (!(await page.locator('label.level.orange input').isChecked())) await press('ArrowRight');
    expect(await page.locator('label.level.orange input').isChecked()).toBe(true);
    keys += await until(page, 'Tab', '#reason');
    await page.keyboard.type(REASON);
    await page.getByText(/草稿已保存 \d\d:\d\d:\d\d/).waitFor();
    await page.getByText(/家单位收不到|全部单位都能收到/).first().waitFor();
    await press('Control+Enter');
    await page.getByText(/提交，等待审批/).waitFor();
    expect(await task.ends('发布预警：起草到提交，只用键盘', { clicks: 8, seconds: 60 })).toMatchObject({ clicks: 0 });
    // Beside the words themselves.
    expect(keys).toBeLessThanOrEqual(16);
  });

  it('approves in two clicks and the word', async () => {
    const { page } = approver;
    await page.reload();
    const task = await Task.begins(page);
    await page.locator('.waiting').getByRole('link', { name: '去处理' }).click();
    await page.locator('#word:focus').waitFor();
    await page.locator('.right').getByText(/项措施|措施/).first().waitFor();
    await page.keyboard.type('橙色');
    await page.getByRole('button', { name: /^批准/ }).click();
    await page.locator('#word').waitFor({ state: 'detached' });
    await task.ends('批准预警（两次点击加级别字）', { clicks: 2 });
  });

  it('reminds all that owe an answer in three clicks, with five seconds to undo it', async () => {
    const { page } = officer;
    const reminders: string[] = [];
    page.on('request', (request) => request.url().endsWith('/remind') && reminders.push(request.postData() ?? ''));
    await page.goto(`${house.url}/responses`);
    await page.locator('table').getByRole('link').first().click();
    await page.getByRole('radio', { name: /未签收/ }).waitFor({ state: 'attached' });
    await countClicks(page);
    await page.locator('.el-radio-button', { hasText: '未签收' }).click();
    await page.getByRole('button', { name: /^催办全部/ }).click();
    const bar = page.locator('[data-test=reminder-bar]');
    await bar.getByRole('button', { name: '撤销' }).click();
    expect(await clicks(page)).toBe(3);
    await bar.waitFor({ state: 'detached' });
    expect(reminders).toEqual([]);
    expect(new URL(page.url()).searchParams.get('state')).toBe('unacknowledged');
    await page.getByRole('button', { name: /^催办全部/ }).click();
    await page.getByText(/^已催办 \d+ 家/).waitFor();
    expect(reminders).toEqual([JSON.stringify({ about: 'unacknowledged' })]);
  });

  it('keeps filters in the address and columns in the browser; the file holds what the page shows', async () => {
    const { page } = officer;
    await page.goto(`${house.url}/directory?tab=units`);
    await page.locator('.el-select.kind').click();
    await page.getByRole('option', { name: '乡镇', exact: true }).click();
    await page.waitForURL(/kind=township/);
    await page.reload();
    const names = page.locator('.el-tab-pane:visible .el-table__body button.link');
    await names.first().waitFor();
    const shown = await names.allInnerTexts();
    const file = await exported(page);
    expect(file.slice(1).map(([name]) => name)).toEqual(shown);
    expect(file[0]).toContain('所属单位');
    await page.locator('.list-tools').first().getByRole('button', { name: '列' }).click();
    await page.locator('.el-popover:visible').getByText('所属单位').click();
    await page.locator('th', { hasText: '所属单位' }).waitFor({ state: 'detached' });
    await page.reload();
    await names.first().waitFor();
    expect(await page.locator('th', { hasText: '所属单位' }).count()).toBe(0);
    expect((await exported(page))[0]).not.toContain('所属单位');
  });

  it('finds by pinyin initials, and keeps what was opened as tabs', async () => {
    const { page } = officer;
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: '查找' }).fill('qsz');
    await page.getByRole('option', { name: /单位\s*青石镇/ }).click();
    await page.locator('.el-tab-pane:visible').getByRole('button', { name: '青石镇', exact: true }).waitFor();
    await officer.visits('预警发布');
    await page.locator('table').getByRole('link').first().click();
    const tabs = page.getByRole('navigation', { name: '已打开的页面' });
    await tabs.getByRole('link', { name: /年第1号/ }).waitFor();
    expect(await page.getByRole('navigation', { name: '当前位置' }).innerText()).toMatch(/预警发布\s*2026—2027年第1号|预警发布[\s\S]*第1号/);
    await tabs.getByRole('button', { name: /关闭“.*第1号”/ }).click();
    await page.getByRole('heading', { name: '预警发布', level: 1 }).waitFor();
    await page.getByRole('button', { name: '收起或展开菜单' }).click();
    await page.reload();
    await page.locator('nav.menu.narrow').waitFor();
    await page.getByRole('button', { name: '收起或展开菜单' }).click();
  });

  it('prints a thing with its title, its number and the time, without the desk around it', async () => {
    const { page } = officer;
    await page.goto(`${house.url}/warnings`);
    await page.locator('table').getByRole('link').first().click();
    await page.getByText('文稿记录').waitFor();
    await page.emulateMedia({ media: 'print' });
    const head = await page.locator('.print-head').innerText();
    expect(head).toMatch(/晴川区[\s\S]*第1号[\s\S]*打印时间 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d（北京时间）/);
    for (const gone of ['nav.menu', 'header.top', 'nav.tabs', '.filters']) expect(await page.locator(gone).first().isVisible().catch(() => false)).toBe(false);
    expect(await page.locator('main').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
  });

  it('tells by its replay what the log tells', async () => {
    const { page } = officer;
    const unit = await opens('qingshi');
    const { items } = await (await unit.page.request.get(`${house.url}/api/v1/checklists?mine=true`)).json();
    await unit.page.request.post(`${house.url}/api/v1/checklists/${items[0].id}/acknowledge`, { data: {} });
    await unit.closes();
    await page.goto(`${house.url}/responses/${items[0].responseId}?tab=timeline`);
    await page.locator('[data-test=replay]').getByRole('button', { name: '回放' }).click();
    await page.locator('[data-test=replay-acknowledged] dd', { hasText: '1' }).waitFor();
    expect(Number(await page.locator('[data-test=replay-reminded] dd').innerText())).toBeGreaterThan(1);
    await page.locator('.el-slider__button-wrapper').focus();
    await page.keyboard.press('Home');
    await page.locator('[data-test=replay-acknowledged] dd', { hasText: '0' }).waitFor();
  });

  it('shows at the desk of a unit what its phone has answered meanwhile, and overwrites it only when somebody says so', async () => {
    const unit = await opens('beitun');
    const { page } = unit;
    const read = async (path: string): Promise<any> => (await page.request.get(`${house.url}/api/v1${path}`)).json();
    const { id } = (await read('/checklists?mine=true')).items[0];
    await page.request.post(`${house.url}/api/v1/checklists/${id}/acknowledge`, { data: {} });
    await unit.goes(`/my/${id}`);
    const line = page.locator('article.line').filter({ has: page.locator('.answering') }).first();
    await line.locator('label', { hasText: '不涉及' }).click();
    await line.locator('textarea').fill('电脑上填的');
    const text = (await line.locator('.text').innerText()).trim();
    const item = (await read(`/checklists/${id}`)).items.find((one: { text: string; role: string }) => one.text === text && one.role === 'responsible');
    await page.request.post(`${house.url}/api/v1/checklists/${id}/confirm`, { data: { items: [{ itemId: item.id, answer: 'not_applicable', note: '手机先报' }] }, headers: { 'idempotency-key': crypto.randomUUID() } });
    await page.getByText('手机先报').waitFor();
    const contested = page.locator('article.line', { has: page.locator('.overtaken') });
    await page.getByRole('button', { name: /^提交 1 条/ }).click();
    await contested.getByText(/已有人（可能在另一台设备上）反馈/).waitFor();
    expect((await read(`/checklists/${id}`)).items.find((one: { id: string }) => one.id === item.id).answers).toHaveLength(1);
    await unit.looksRight();
    await contested.getByRole('button', { name: '用我的，作为新反馈' }).click();
    await page.getByRole('button', { name: /^提交 1 条/ }).click();
    await page.getByText(/服务器已收到/).first().waitFor();
    const { answers } = (await read(`/checklists/${id}`)).items.find((one: { id: string }) => one.id === item.id);
    expect(answers.map(({ note }: { note: string }) => note)).toEqual(['电脑上填的', '手机先报']);
    expect(unit.troubles.filter((said) => !/status of 409/.test(said))).toEqual([]);
    await unit.closes();
  });

  it('hands over to the next officer, who finds it among his tasks and signs', async () => {
    const { page } = officer;
    await officer.visits('值班与交接');
    await page.getByRole('button', { name: '交班', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: '交班给下一班' });
    await dialog.getByRole('button', { name: '交班', exact: true }).click();
    await dialog.getByRole('alert').first().waitFor();
    await dialog.locator('#duty-to').click();
    await page.getByRole('option').first().click();
    await dialog.locator('#duty-note').fill('区水利局还没有回电');
    await officer.looksRight();
    await dialog.getByRole('button', { name: '交班', exact: true }).click();
    await page.locator('[data-test=handover-given]').waitFor();
    const next = await opens('zhiban02');
    await next.visits('我的待办');
    await next.page.locator('[data-test=todo-takeover]').getByRole('link', { name: /交给您/ }).click();
    await next.page.getByRole('button', { name: '签字接班' }).click();
    await next.page.getByRole('dialog').getByRole('button', { name: '签字接班' }).click();
    await next.page.locator('[data-test=handover-taken]').waitFor();
    await page.locator('[data-test=handover-taken]').waitFor();
    expect(next.troubles).toEqual([]);
    await next.closes();
  });

  it('imports a roster: a fault is named and nothing kept; corrected, all of it', async () => {
    const admin = await opens('xitong01');
    const { page } = admin;
    const sheet = async (unit: string): Promise<Buffer> => {
      const book = new ExcelJS.Workbook();
      book.addWorksheet('人员').addRows([['姓名', '所在单位', '职务', '负责人'], ['试甲', unit, '科员', '否']]);
      return Buffer.from(await book.xlsx.writeBuffer());
    };
    const choose = async (unit: string): Promise<void> => page.locator('input[type=file]').setInputFiles({ name: '名册.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: await sheet(unit) });
    await page.getByRole('button', { name: '批量导入' }).click();
    await choose('没有的镇');
    await page.getByText(/其中 1 处需要改正/).waitFor();
    expect(await page.getByRole('button', { name: '全部导入' }).isEnabled()).toBe(false);
    const [annotated] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载标注后的表格' }).click()]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(await annotated.path());
    expect(book.worksheets.map(({ name }) => name)).toContain('问题清单');
    await choose('青石镇');
    await page.getByText('全部 1 行都可以导入。').waitFor();
    await admin.looksRight();
    await page.getByRole('button', { name: '全部导入' }).click();
    await page.getByText(/^已导入/).waitFor();
    expect(admin.troubles).toEqual([]);
    await admin.closes();
  });

  it('and in all that nothing went wrong on any page', () => {
    for (const screen of [officer, approver]) expect(screen.troubles).toEqual([]);
  });
});
