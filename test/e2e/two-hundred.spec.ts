import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import type { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { Unit } from '../harness/unit.js';
import { CHROMIUM, launch, Screen, WIDE, type Served } from './browser.js';
import { bigCity } from './many-units.js';
import { Task } from './measured.js';

const SILENT = 200;

/** Two hundred units let their time run out together; one officer asks all of them again. */
(CHROMIUM ? describe : describe.skip)('200 overdue at once (needs chromium)', () => {
  let city: City, served: Served, browser: Browser, officer: Screen;
  let response: string;
  const asked: string[] = [];

  beforeAll(async () => {
    ({ city, served } = await bigCity(SILENT));
    const desk = new Desk(city);
    ({ response } = await desk.issues('orange'));
    // Whoever can answers in time; units that nobody works for are excused. What is left is the two hundred.
    for (const { username } of city.unitAccounts()) await new Unit(city, username).acknowledges().catch(() => undefined);
    const others = await city.database.query<{ id: string }>(`SELECT list.id FROM checklist_checklist list JOIN directory_unit unit ON unit.id = list.unit_id WHERE list.acknowledged_at IS NULL AND unit.name NOT LIKE '远山%'`);
    for (const { id } of others) await desk.officer.does(`/checklists/${id}/excuse`, { reason: '本次不涉及' });
    await city.clockAdvances({ hours: 2 });
    browser = await launch();
    officer = await (await Screen.opens(browser, served, { size: WIDE, zone: 'America/New_York' })).signsIn('zhiban01', '/');
    officer.page.on('request', (request) => request.url().endsWith('/remind') && asked.push(request.postData() ?? ''));
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await city.sleeps();
  });
  const reminded = () => city.database.query<{ name: string; n: number }>(`SELECT unit.name, count(*)::int AS n FROM notification_delivery told JOIN directory_unit unit ON unit.id = told.unit_id WHERE told.kind = 'checklist.reminder' AND told.thread = $1 AND told.channel = 'in_app' GROUP BY unit.name ORDER BY unit.name`, [response]);
  const bar = () => officer.page.locator('[data-test=reminder-bar]');
  /** From the first page: the figure, the button. */
  const asksAll = async (): Promise<Task> => {
    const { page } = officer;
    await officer.goes('/');
    const figure = page.locator('.alarm').getByRole('link', { name: /200 家/ });
    await figure.waitFor();
    const task = await Task.begins(page);
    await figure.click();
    await page.getByRole('button', { name: '催办全部 200 家' }).click();
    await bar().getByText(/200 家/).waitFor();
    return task;
  };

  it('thought better of within five seconds, nobody is reminded: three clicks, and nothing leaves the browser', async () => {
    const task = await asksAll();
    await officer.looksRight();
    await bar().getByRole('button', { name: '撤销' }).click();
    expect(await task.ends('催办 200 家逾期单位，五秒内撤销', { clicks: 3 })).toMatchObject({ clicks: 3 });
    await bar().waitFor({ state: 'detached' });
    await sleep(6_000);
    await city.settles();
    expect(asked).toEqual([]);
    expect(await reminded()).toEqual([]);
  });

  it('left alone, it is sent after the five seconds: two clicks, two hundred units, one reminder each', async () => {
    const task = await asksAll();
    expect(await task.ends('催办 200 家逾期单位', { clicks: 3 })).toMatchObject({ clicks: 2 });
    const began = Date.now();
    await sleep(3_500);
    expect([asked, await reminded()]).toEqual([[], []]);
    await officer.page.getByText('已催办 200 家').waitFor();
    expect((Date.now() - began) / 1_000).toBeGreaterThan(4);
    await city.settles();
    expect(asked).toEqual([JSON.stringify({ about: 'overdue' })]);
    expect(await reminded()).toEqual(Array.from({ length: SILENT }, (_none, n) => ({ name: `远山${String(n + 1).padStart(4, '0')}镇`, n: 1 })));
  });

  it('is one act of the officer in the journal, and in all that nothing went wrong on the page', async () => {
    const acts = await city.database.query<{ n: number; officer: string }>(`SELECT jsonb_array_length(data -> 'checklistIds') AS n, who.username AS officer FROM journal LEFT JOIN identity_user who ON who.id = journal.actor_id WHERE type = 'checklist.units-reminded'`);
    expect(acts).toEqual([{ n: SILENT, officer: 'zhiban01' }]);
    expect(officer.troubles).toEqual([]);
  });
});
