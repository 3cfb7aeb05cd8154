import type { Browser } from 'playwright-core';
import { House } from '../start/house.js';
import { CHROMIUM, launch, NARROW, Screen, WIDE } from './browser.js';
import { DESK_LISTS, isAList } from './desk-lists.js';

jest.setTimeout(120_000);
interface Totals {
  readonly checklists: number;
  readonly items: number;
  readonly acknowledged: number;
  readonly answered: number;
  readonly overdue: number;
}

/** What the pages of the command centre have to show, in a district in the middle of its night. */
(CHROMIUM ? describe : describe.skip)('the parts of the desk (needs chromium)', () => {
  const house = new House();
  let browser: Browser;
  let officer: Screen;
  let running: { id: string; warningId: string };

  beforeAll(async () => {
    await house.begins([], {}, ['--nights']).ready();
    browser = await launch();
    officer = await enters('zhiban01');
    running = (await reads('/responses')).items[0];
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await house.ends('SIGINT');
    await house.isRemoved();
  });

  const enters = async (username: string, size = WIDE): Promise<Screen> => (await Screen.opens(browser, house, { size, zone: 'UTC' })).signsIn(username, '/');
  const reads = async (path: string): Promise<any> => (await officer.page.request.get(`${house.url}/api/v1${path}`)).json();

  it('the overview has level, time, clocks, progress by measure and by unit, overdue, deliveries, findings and what happened last', async () => {
    const { page } = officer;
    const { totals, measures } = (await reads(`/responses/${running.id}/progress`)) as { totals: Totals; measures: unknown[] };
    await officer.goes('/');
    const bar = page.locator('section.bar.level-orange');
    await bar.waitFor();
    await bar.filter({ hasText: /橙色预警[\s\S]*Ⅱ级响应[\s\S]*T\+\d\d:\d\d[\s\S]*下一时限\s*签收[\s\S]*还有/ }).waitFor();
    const cards = page.locator('.stat');
    expect((await cards.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual([
      expect.stringContaining(`签收 ${totals.acknowledged} / ${totals.checklists} 家`),
      expect.stringContaining(`落实 ${totals.answered} / ${totals.items} 条`),
      expect.stringMatching(/审核 \d+ \/ \d+ 条/),
      expect.stringContaining(`逾期 ${totals.overdue} 家`),
    ]);
    expect(await page.locator('.measures tbody tr').count()).toBe(measures.length);
    await page.locator('[data-test=overview-units]').getByRole('link', { name: '北屯镇' }).waitFor();
    await page.locator('[data-test=overview-deliveries]').getByText(/已发出 \d+ 条/).waitFor();
    for (const part of ['最新问题', '最新动态']) await page.locator('section.card', { has: page.getByRole('heading', { name: part }) }).locator('li').first().waitFor();
  });

  it('a change of the level shows the difference and who is concerned before it is handed in, and before it is signed', async () => {
    const { page } = officer;
    await officer.goes('/');
    await page.locator('section.bar').getByRole('link', { name: '调整级别、暂停或解除' }).click();
    await page.getByRole('button', { name: '调整级别' }).click();
    await page.locator('label.level', { hasText: '红色' }).click();
    await page.fill('#reason', '预测日均AQI大于300，会商升级为红色');
    await page.getByText(/草稿已保存/).waitFor();
    const difference = async (screen: Screen): Promise<void> => {
      await screen.page.getByText('响应由Ⅱ级调整为Ⅰ级').waitFor();
      await screen.page.getByText(/\d+ 家单位收不到|全部单位都能收到/).first().waitFor();
      await screen.page.getByText(/\d+ 家单位只在系统内收到：没有核实过的联系方式/).waitFor();
      expect(await screen.page.locator('.effects').first().innerText()).toMatch(/启动|收紧|放宽|停止|延续/);
      await screen.page.getByRole('tab', { name: /^单位 \d+/ }).click();
      await screen.page.locator('.el-tab-pane:visible tbody tr', { hasText: '青石镇' }).locator('.effects').getByText(/\d/).first().waitFor();
      await screen.looksRight();
    };
    await difference(officer);
    await page.getByRole('button', { name: '提交审批' }).click();
    await page.getByText(/提交，等待审批/).waitFor();
    const approver = await enters('shenpi01', NARROW);
    await approver.page.locator('.waiting').getByRole('link', { name: '去处理' }).click();
    await difference(approver);
    await approver.page.fill('#word', '红色');
    await approver.page.getByRole('button', { name: /^批准/ }).click();
    await approver.page.locator('#word').waitFor({ state: 'detached' });
    await officer.goes('/');
    await page.locator('section.bar.level-red').waitFor();
    expect(approver.troubles).toEqual([]);
    await approver.closes();
  });

  it('the matrix of deliveries has a row for each recipient, a column for each channel, and in the cell how far and how fast', async () => {
    const { page } = officer;
    await officer.goes(`/responses/${running.id}?tab=deliveries&view=matrix`);
    const rows = page.locator('[data-test=delivery-matrix] tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBeGreaterThan(15);
    expect(await page.locator('[data-test=delivery-matrix] thead th').allInnerTexts()).toEqual(['收件人', '站内']);
    expect(await rows.filter({ hasText: '青石镇' }).innerText()).toMatch(/已(发|达|读|签收)\s*\d+\s*(秒|分)/);
    await page.getByPlaceholder('单位或拼音首字母').fill('qsz');
    await page.waitForURL(/recipient=qsz/);
    while ((await rows.count()) !== 1) await page.waitForTimeout(50);
    expect(await rows.allInnerTexts()).toEqual([expect.stringContaining('青石镇')]);
  });

  it('what waits for review is that of the running response first; read page by page it is the same, each answer once', async () => {
    const { items } = await reads('/reviews?limit=100');
    const responses = (items as { responseId: string }[]).map(({ responseId }) => responseId);
    expect(new Set(responses).size).toBe(2);
    expect(responses.slice(0, responses.lastIndexOf(running.id) + 1).every((one) => one === running.id)).toBe(true);
    const read: string[] = [];
    for (let cursor: string | null = ''; cursor !== null && read.length < 100; ) {
      const page: any = await reads(`/reviews?limit=7${cursor && `&cursor=${cursor}`}`);
      read.push(...page.items.map(({ checklistId, itemId }: Record<string, string>) => `${checklistId}/${itemId}`));
      cursor = page.nextCursor;
    }
    expect(read.slice(0, 100)).toEqual(items.map(({ checklistId, itemId }: Record<string, string>) => `${checklistId}/${itemId}`));
    await officer.goes('/todo');
    await officer.page.locator('[data-test=todo-review] li').first().getByRole('link').click();
    await officer.page.waitForURL(new RegExp(running.id));
  });

  it('an answer is returned and the next one taken up without a click', async () => {
    const { page } = officer;
    await officer.goes(`/responses/${running.id}?tab=review`);
    const rows = page.locator('.queue button');
    const isAt = (n: number): Promise<void> => rows.nth(n).and(page.locator('[aria-current=true]')).waitFor();
    await isAt(0);
    await page.evaluate(`window.clicks = 0; document.addEventListener('pointerdown', () => (window.clicks += 1), true)`);
    await page.keyboard.press('j');
    await isAt(1);
    await page.keyboard.press('k');
    await isAt(0);
    await page.keyboard.press('r');
    await page.locator('#return-reason:focus').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.locator('#return-reason-error').getByText('请填写').waitFor();
    await page.locator('#return-reason').focus();
    await page.keyboard.type('看不出是哪一天');
    await officer.looksRight();
    const [answer] = await Promise.all([page.waitForRequest((request) => request.url().endsWith('/return')), page.keyboard.press('Control+Enter')]);
    expect(answer.postDataJSON()).toEqual({ reason: '看不出是哪一天' });
    await page.locator('#return-reason').waitFor({ state: 'detached' });
    await page.locator('.hand h2').waitFor();
    // And on it goes from there.
    await page.keyboard.press('r');
    await page.locator('#return-reason:focus').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#return-reason').waitFor({ state: 'detached' });
    expect(await page.evaluate(`window.clicks`)).toBe(0);
  });

  it('the directory takes a unit, a person and a group; the unit without an account is counted above every page at once, to him and to the duty officer', async () => {
    const admin = await enters('xitong01');
    const { page } = admin;
    const dialog = page.getByRole('dialog');
    const saves = async (): Promise<void> => {
      await dialog.getByRole('button', { name: '保存' }).click();
      await dialog.waitFor({ state: 'hidden' }).catch(async () => expect(await dialog.innerText()).toBe('saved'));
    };
    const opens = (select: string): Promise<void> => page.locator('.el-select', { has: page.locator(select) }).click();
    await page.getByText(/27 家单位没有可用账号/).waitFor();
    await page.getByRole('button', { name: '新增单位' }).click();
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.locator('.summary:focus').getByText(/请填写/).first().waitFor();
    await page.fill('#unit-name', '试验街道');
    await page.fill('#unit-shortName', '试验');
    await opens('#unit-kind');
    await page.getByRole('option', { name: '街道', exact: true }).filter({ visible: true }).click();
    await saves();
    await page.getByText(/28 家单位没有可用账号/).waitFor();
    await officer.goes('/duty');
    const banner = officer.page.locator('[data-test=out-of-reach-banner]').filter({ hasText: /28 家单位没有可用账号[\s\S]*\d+ 家单位没有核实过的联系方式/ });
    await banner.getByRole('link').click();
    await officer.page.waitForURL(/directory\?tab=missing/);
    await admin.goes('/directory?tab=people');
    await page.getByRole('button', { name: '新增人员' }).click();
    await opens('#person-unitId');
    await page.keyboard.type('试验');
    await page.getByRole('option', { name: /试验街道/ }).click();
    await page.fill('#person-name', '田试');
    await saves();
    await admin.goes('/directory?tab=groups');
    await page.getByRole('button', { name: '定义单位组' }).click();
    await page.fill('#group-name', '试验各街道');
    await opens('#group-kinds');
    await page.getByRole('option', { name: '街道', exact: true }).filter({ visible: true }).click();
    await page.keyboard.press('Escape');
    await saves();
    await page.getByRole('row', { name: /试验各街道/ }).waitFor();
    expect(admin.troubles).toEqual([]);
    await admin.closes();
  });

  describe('the lists', () => {
    const screens = new Map<string, Screen>();
    const made: Record<string, string> = {};
    const filled = (text: string): string => text.replace(/\{(\w+)\}/g, (_all, name: string) => made[name] ?? '');
    const does = async (screen: Screen, path: string, data: object): Promise<void> => {
      const reply = await screen.page.request.post(`${house.url}/api/v1${path}`, { data, headers: { 'idempotency-key': crypto.randomUUID() } });
      expect([path, reply.ok() || (await reply.text())]).toEqual([path, true]);
    };

    beforeAll(async () => {
      screens.set('zhiban01', officer);
      for (const who of new Set(DESK_LISTS.map((one) => one.who))) if (!screens.has(who)) screens.set(who, await enters(who));
      const [next] = (await reads('/handovers/officers')).items;
      for (const note of ['盯住东环路口', '等气象台答复']) await does(officer, '/handovers', { to: next.id, note, points: [] });
      const { level } = await reads(`/warnings/${running.warningId}`);
      await does(officer, `/warnings/${running.warningId}/adjust`, { level: level === 'red' ? 'yellow' : 'red', basis: 'own_forecast', reason: '预测有变' });
      await does(screens.get('shenji01')!, '/audit/checks', {});
      const named = (username: string): string => house.accounts.find((account) => account.username === username)!.name;
      Object.assign(made, { response: running.id, warning: running.warningId, plan: (await reads('/plans')).items[0].id, found: (await reads('/violations')).items[0].unitName, station: (await reads('/air-quality/stations')).items[0].code, auditor: named('shenji01') });
    });
    afterAll(async () => {
      for (const screen of screens.values()) expect(screen.troubles).toEqual([]);
      screens.delete('zhiban01');
      for (const screen of screens.values()) await screen.closes();
    });

    it.each(DESK_LISTS.map((list) => [list.at, list.who, list] as const))('%s of %s is sought, keeps its search in the address, goes into a file as it stands, and says when nothing fits', async (at, who, list) => {
      const screen = screens.get(who)!;
      await screen.goes(filled(at));
      await isAList(screen, { ...list, words: filled(list.words) });
    }, 25_000);
  });

  it.each(['zhiban02', 'shenpi01', 'zhihui01', 'qingshi', 'juzhang01', 'qiye01', 'xuncha01', 'xitong01', 'anquan01', 'shenji01'])('leads %s through four steps', async (who) => {
    const screen = await enters(who);
    await screen.page.locator('[data-test=tour-invitation]').getByRole('button', { name: '开始引导' }).click();
    const tour = screen.page.locator('.el-tour__content');
    const told: string[] = [];
    for (let step = 0; step < 4; step++) {
      await tour.getByRole('button', { name: step < 3 ? '下一步' : '知道了' }).waitFor();
      told.push(await tour.locator('.el-tour__title').innerText());
      await tour.getByRole('button', { name: step < 3 ? '下一步' : '知道了' }).click();
    }
    await tour.waitFor({ state: 'detached' });
    expect(new Set(told).size).toBe(4);
    expect(screen.troubles).toEqual([]);
    await screen.closes();
  });

  it('and in all that nothing went wrong on any page', () => expect(officer.troubles).toEqual([]));
});
