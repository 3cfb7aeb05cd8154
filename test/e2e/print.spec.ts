import type { Browser, Page } from 'playwright-core';
import type { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { CHROMIUM, launch, Screen, WIDE, type Served } from './browser.js';
import { bigCity } from './many-units.js';
import { onPaper, type OnPaper } from './paper.js';
import { photo } from './photo.js';

const TOWNSHIPS = 90;
const REASON = '预测未来两天日均AQI大于200';

/** 打印 of every page of one thing: what it is, of which level, printed when and by whom; whole; with no desk around it; in black on white. */
(CHROMIUM ? describe : describe.skip)('on paper (needs chromium)', () => {
  let city: City, served: Served, browser: Browser, officer: Screen;
  let warning: string, response: string, number: string, violation: string, plan: { id: string; title: string };
  const seen: string[] = [];

  beforeAll(async () => {
    ({ city, served } = await bigCity(TOWNSHIPS));
    ({ warning, response } = await new Desk(city).issues('orange', { reason: REASON }));
    number = (await city.person('zhiban01').reads(`/responses/${response}`)).number;
    plan = (await city.person('zhiban01').reads('/plans')).items[0];
    const inspector = city.person('xuncha01');
    const { items } = await inspector.reads<{ items: { id: string }[] }>('/units?kind=enterprise&limit=1');
    const photos = [await inspector.photographs((await photo()).buffer)];
    violation = (await inspector.does<{ id: string }>('/violations', { unitId: items[0]!.id, category: 'not_stopped', place: '北门', description: '熄火后又点火', photos })).id;
    const [{ id: to }] = (await city.database.query<{ id: string }>(`SELECT id FROM identity_user WHERE username = 'zhiban02'`)) as [{ id: string }];
    await city.person('zhiban01').does('/handovers', { to, note: '两家企业未停产，夜间要回头看', points: [{ text: '青石镇未签收' }] });
    await city.settles();
    browser = await launch();
    // What is printed at night, from a dark screen in another time zone, is as black as by day.
    officer = await enters('zhiban01');
    await officer.inTheme('dark');
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await city.sleeps();
  });

  const enters = async (username: string): Promise<Screen> => (await Screen.opens(browser, served, { size: WIDE, zone: 'America/New_York' })).signsIn(username, '/');
  const short = (words: string): string => words.replace(/\s/g, '');
  /** Goes there, waits until these words stand on the page, and prints it. */
  async function prints({ page }: Screen, name: string, at: string, awaited: string | RegExp, reaches: (page: Page) => Promise<unknown> = () => Promise.resolve()): Promise<OnPaper> {
    await page.goto(served.url + at);
    await reaches(page);
    await page.locator('main, .el-drawer').getByText(awaited).filter({ visible: true }).first().waitFor();
    await page.locator('.el-skeleton').first().waitFor({ state: 'detached' });
    const paper = await onPaper(page, () => page.getByRole('button', { name: '打印' }).last().click(), name);
    seen.push(name);
    expect({ name, controls: paper.controls, pale: paper.pale, missing: paper.missing, excess: paper.excess }).toEqual({ name, controls: [], pale: [], missing: 0, excess: 0 });
    const all = paper.sheets.join('');
    expect(paper.sheets[0]).toMatch(/^晴川区.*打印时间\d{4}-\d\d-\d\d\d\d:\d\d:\d\d（北京时间）打印人/);
    expect(short(paper.head)).toBe(paper.sheets[0]!.slice(0, short(paper.head).length));
    for (const menu of ['值班与交接', '主菜单', '退出登录']) if (!at.startsWith('/duty')) expect(all).not.toContain(menu);
    expect(paper.numbers).toEqual(paper.sheets.map((_sheet, n) => `${n + 1}/${paper.sheets.length}`));
    return paper;
  }
  const holds = ({ sheets }: OnPaper, ...facts: string[]): void => {
    const all = sheets.join('');
    for (const fact of facts) expect(all).toContain(short(fact));
  };
  const TITLE = (): string => `应急响应·${number}`;
  const LEVEL = '橙色预警·Ⅱ级响应';

  it('has its head ready when the browser is asked: the time of this print, not that of the page', async () => {
    const clocked = await enters('zhiban02');
    await clocked.inTheme('dark');
    const { page } = clocked;
    await clocked.isToldNoTime();
    await page.clock.install();
    await page.goto(`${served.url}/responses/${response}`);
    await page.locator('main .el-table__row').first().waitFor();
    await page.clock.fastForward(3 * 3_600_000);
    const now = await page.evaluate<number>('Date.now()');
    const { head, sheets } = await onPaper(page, () => page.keyboard.press('Control+p'));
    const stamped = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.exec(head)![0];
    expect(Math.abs(new Date(`${stamped.replace(' ', 'T')}+08:00`).getTime() - now)).toBeLessThan(60_000);
    expect(sheets[0]).toContain(short(stamped));
    // And the screen is as it was.
    await page.locator('html.dark:not(.paper)').waitFor({ state: 'attached' });
    expect(await page.locator('.head-on-paper').count()).toBe(0);
    await clocked.closes();
  });

  it('repeats the head of a long table on every sheet, and breaks no row', async () => {
    const paper = await prints(officer, 'response-units', `/responses/${response}?tab=units`, '远山0001镇');
    holds(paper, `${TITLE()}·按单位`, LEVEL);
    expect(paper.sheets.length).toBeGreaterThan(2);
    for (const sheet of paper.sheets.slice(1, -1)) expect(sheet).toMatch(/^单位状态时限落实送达/);
    for (let n = 1; n <= TOWNSHIPS; n++) {
      const name = `远山${String(n).padStart(4, '0')}镇`;
      expect(paper.sheets.filter((sheet) => sheet.includes(name))).toHaveLength(1);
    }
  });

  it('response: measures, lines behind a number, review, deliveries as a list and as a matrix, timeline, findings', async () => {
    const { measures } = await city.person('zhiban01').reads<{ measures: { measureNo: string; title: string }[] }>(`/responses/${response}/progress`);
    const byMeasure = await prints(officer, 'response-measures', `/responses/${response}?tab=measures`, measures[0]!.title);
    holds(byMeasure, `${TITLE()}·按措施`, LEVEL, ...measures.map(({ measureNo, title }) => measureNo + title));
    for (const sheet of byMeasure.sheets.slice(1)) expect(sheet).toMatch(/^措施牵头单位/);
    const lines = await prints(officer, 'response-items', `/responses/${response}?tab=measures&measure=${measures[0]!.measureNo}`, '青石镇');
    holds(lines, LEVEL, measures[0]!.title, '远山0090镇', '共');
    for (const sheet of lines.sheets.slice(1).filter((one) => one.includes('远山'))) expect(sheet).toMatch(/^(共\d+条)?单位要点状态/);
    holds(await prints(officer, 'response-review', `/responses/${response}?tab=review`, /没有|青石镇/), `${TITLE()}·待审核`);
    const deliveries = await prints(officer, 'response-deliveries', `/responses/${response}?tab=deliveries`, '远山0001镇');
    holds(deliveries, `${TITLE()}·送达`, LEVEL, '远山0090镇');
    expect(deliveries.sheets.length).toBeGreaterThan(2);
    for (const sheet of deliveries.sheets.slice(1, -1)) expect(sheet).toMatch(/^单位收件人/);
    const matrix = await prints(officer, 'response-matrix', `/responses/${response}?tab=deliveries&view=matrix`, '远山0001镇');
    holds(matrix, '远山0090镇');
    for (const sheet of matrix.sheets.slice(1, -1)) expect(sheet).toMatch(/^收件/);
    holds(await prints(officer, 'response-timeline', `/responses/${response}?tab=timeline`, /启动/), `${TITLE()}·时间轴`, LEVEL);
    holds(await prints(officer, 'response-violations', `/responses/${response}?tab=violations`, '应停产未停产'), `${TITLE()}·问题`, '应停产未停产');
  }, 180_000);

  it('response: charts and map in black on white though the screen is dark, none cut through', async () => {
    const paper = await prints(officer, 'response-charts', `/responses/${response}?tab=charts`, '送达用时', async (page) => {
      await page.locator('main .chart svg text').nth(20).waitFor();
    });
    holds(paper, `${TITLE()}·图表`, LEVEL, '进度曲线', '送达用时', '各单位及时率', '一张图', '100%', '青石镇');
    const { page } = officer;
    // The drawings go back to the colours of the dark.
    while ((await page.evaluate<string>(`getComputedStyle(document.querySelector('main .chart svg text')).fill`)) === 'rgb(0, 0, 0)') await page.waitForTimeout(50);
  });

  it('warning: its facts and its whole history; a draft with everybody whom it would reach', async () => {
    const facts = await city.person('zhiban01').reads<{ number: string }>(`/warnings/${warning}`);
    holds(await prints(officer, 'warning', `/warnings/${warning}`, '文稿记录'), `预警·${facts.number}`, '橙色预警·已发布', REASON, '批准');
    await city.person('zhiban01').does(`/warnings/${warning}/adjust`, { basis: 'own_forecast', reason: '转为红色', level: 'red' });
    await city.person('zhiban01').does(`/warnings/${warning}/submit`);
    const approver = await enters('shenpi01');
    await approver.inTheme('dark');
    const { measures, units } = await city.person('shenpi01').reads<{ measures: { title: string }[]; units: { name: string }[] }>(`/warnings/${warning}/preview`);
    const preview = await prints(approver, 'warning-preview', `/warnings/${warning}`, measures[0]!.title);
    holds(preview, '转为红色', ...measures.map(({ title }) => title), ...units.map(({ name }) => name));
    expect(approver.troubles).toEqual([]);
    await approver.closes();
  });

  it('checklist: beside the board, and at the desk of the unit', async () => {
    const [row] = (await city.person('zhiban01').reads<{ items: { id: string }[] }>(`/checklists?responseId=${response}&search=${encodeURIComponent('青石镇')}`)).items as [{ id: string }];
    const { items } = await city.person('zhiban01').reads<{ items: { requirement: string; text: string }[] }>(`/checklists/${row.id}`);
    const whole = items.flatMap(({ requirement, text }) => [requirement, text]);
    holds(await prints(officer, 'checklist', `/responses/${response}?tab=units&list=${row.id}`, '青石镇'), number, LEVEL, '青石镇', ...whole);
    const unit = await enters('qingshi');
    await unit.inTheme('dark');
    holds(await prints(unit, 'checklist-own', `/my/${row.id}`, items[0]!.text), LEVEL, '青石镇', ...whole);
    expect(unit.troubles).toEqual([]);
    await unit.closes();
  });

  it('plan: measures, one measure with the words of the document, questions, terms, comparison, cascade, the document itself', async () => {
    const detail = await city.person('zhiban01').reads<{ items: { no: string; title: string; requirement: string; phase: string }[] }>(`/plans/${plan.id}`);
    const measures = await prints(officer, 'plan-measures', `/plans/${plan.id}?tab=measures`, detail.items[0]!.title);
    holds(measures, plan.title, '第1版', '措施');
    for (const sheet of measures.sheets.slice(1)) expect(sheet).toMatch(/^(共\d+条)?编号/);
    // No row stands on two sheets: its title is whole on one of them.
    for (const { title } of detail.items) expect(measures.sheets.some((sheet) => sheet.includes(short(title)))).toBe(true);
    const one = detail.items.find(({ phase }) => phase === 'emergency')!;
    holds(await prints(officer, 'plan-measure', `/plans/${plan.id}?tab=measures&measure=${one.no}`, one.title), plan.title, '第1版', one.title, one.requirement);
    for (const part of ['questions', 'terms', 'comparison', 'cascade', 'source']) holds(await prints(officer, `plan-${part}`, `/plans/${plan.id}?tab=${part}`, /\S/), plan.title, '第1版');
    const source = await city.person('zhiban01').reads<{ text: string }>(`/plans/${plan.id}/source`);
    const lines = source.text.split('\n').filter((line) => line.trim());
    holds(await prints(officer, 'plan-source', `/plans/${plan.id}?tab=source`, /SHA-256/), lines[0]!, lines.at(-1)!);
  }, 180_000);

  it('a comparison of two versions', async () => {
    const { id } = await city.person('zhiban01').does<{ id: string }>(`/plans/${plan.id}/draft`);
    const [{ no, title, mark }] = (await city.person('zhiban01').reads<{ items: { no: string; title: string; mark: string }[] }>(`/plans/${id}`)).items as [{ no: string; title: string; mark: string }];
    expect((await city.person('zhiban01').patch(`/plans/${id}/measures/${no}`, { mark, requirement: '改过的要求' })).status).toBe(204);
    holds(await prints(officer, 'comparison', `/plans/${id}?tab=comparison`, title), '与上一版差异', '草稿', no, title, '改过的要求');
  });

  it('unit with its people, shifts and contacts; finding with its photo and steps; handover; notice', async () => {
    const drawer = (name: string) => (page: Page) => page.getByRole('button', { name, exact: true }).first().click();
    holds(await prints(officer, 'unit', '/directory?tab=units&unit=' + encodeURIComponent('青石镇'), '简称', drawer('青石镇')), '青石镇', '简称', '人员', '排班', '联系方式');
    holds(await prints(officer, 'violation', `/violations?open=${violation}`, '熄火后又点火'), '应停产未停产', '北门', '熄火后又点火');
    holds(await prints(officer, 'handover', '/duty', '两家企业未停产'), '值班与交接', '两家企业未停产，夜间要回头看', '青石镇未签收');
  }, 120_000);

  it('entry of the audit; account', async () => {
    const auditor = await enters('shenji01');
    const entry = await prints(auditor, 'audit', '/audit', '记录内容', (page) => page.locator('.el-table__row').first().click());
    holds(entry, '审计', '序号', '记录内容');
    expect(auditor.troubles).toEqual([]);
    await auditor.closes();
    const admin = await enters('xitong01');
    holds(await prints(admin, 'account', '/accounts', '最近登录', (page) => page.locator('.el-table__row').first().click()), '账号');
    expect(admin.troubles).toEqual([]);
    await admin.closes();
  }, 120_000);

  it('and in all that nothing went wrong on any page', () => {
    expect(officer.troubles.filter((said) => !/status of 503/.test(said))).toEqual([]);
    expect(seen.length).toBeGreaterThan(25);
  });
});
