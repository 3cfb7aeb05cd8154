import { CommandBus } from '@nestjs/cqrs';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { LoadAccount, Sessions } from '#identity';
import { Database } from '#platform';
import { MyNoticesHandler } from '../../libs/notification/src/queries/my-notices.js';
import { BOUNDS } from '../../apps/api/src/http/load/admission.js';
import { Lanes } from '../../apps/api/src/http/load/lanes.js';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { Unit } from '../harness/unit.js';

interface Answer {
  readonly status: number;
  readonly code: string;
  readonly retryAfter: number;
}

describe('a door that is flooded with views', () => {
  let city: City;
  let desk: Desk;
  let crowd: string[];
  let open: () => void = () => undefined;

  const get = async (token: string, path = '/notices'): Promise<Answer> => {
    const reply = await fetch(`${city.url}/api/v1${path}`, { headers: { cookie: `qk_session=${token}` } });
    const body = (await reply.json()) as { code?: string };
    return { status: reply.status, code: body.code ?? '', retryAfter: Number(reply.headers.get('retry-after') ?? 0) };
  };
  const load = () => city.service(Lanes).load();
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await sleep(5);
  };
  const someone = async (roles: string[], kind = 'command_office'): Promise<string> => {
    const [office] = await city.database.query<{ id: string; jurisdiction_id: string }>(`SELECT id, jurisdiction_id FROM directory_unit WHERE kind = $1 ORDER BY id LIMIT 1`, [kind]);
    const input = { username: `crowd-${randomUUID().slice(0, 8)}`, name: '访客', roles: roles as never, ...(roles[0] === 'audit-admin' ? {} : { unitId: office!.id }) };
    const { id } = await city.service(CommandBus).execute(new LoadAccount(office!.jurisdiction_id, input));
    return (await city.service(Sessions).open(id, null)).token;
  };

  beforeAll(async () => {
    city = await City.wakes();
    desk = new Desk(city);
    crowd = await Promise.all(Array.from({ length: 10 }, () => someone(['commander'])));
  });
  afterEach(() => {
    open();
    jest.restoreAllMocks();
  });
  afterAll(() => city.sleeps());

  it('refuses views beyond their bounds and every export, while answers are taken and a level is raised', async () => {
    const { warning } = await desk.issues('yellow');
    const unit = new Unit(city, 'qingshi');
    const auditor = await someone(['audit-admin']);
    const { id } = await unit.checklist();
    const gate = new Promise<void>((resolve) => (open = resolve));
    const look = city.service(MyNoticesHandler);
    const real = look.execute.bind(look);
    jest.spyOn(look, 'execute').mockImplementation((query) => gate.then(() => real(query)));

    const views = Array.from({ length: 200 }, (_, n) => get(crowd[n % crowd.length]!));
    await until(() => load().running.view === BOUNDS.view.running && load().waiting.view === BOUNDS.view.waiting);
    // Every view that may run stands still. What is more important goes on, and what is less important stays outside.
    expect(await get(auditor, '/audit')).toMatchObject({ status: 503, code: 'server.busy' });
    await unit.person.does(`/checklists/${id}/acknowledge`);
    await desk.adjusts(warning, 'red');
    expect(load().running.view).toBe(BOUNDS.view.running);
    open();

    const answers = await Promise.all(views);
    const refused = answers.filter(({ status }) => status !== 200);
    expect(answers.length - refused.length).toBeGreaterThanOrEqual(BOUNDS.view.running);
    expect(refused.length).toBeGreaterThanOrEqual(200 - BOUNDS.view.running - BOUNDS.view.waiting);
    expect(new Set(refused.map(({ status, code }) => `${status} ${code}`))).toEqual(new Set(['503 server.busy']));
    for (const { retryAfter } of refused) expect(retryAfter).toBeGreaterThanOrEqual(2);
    expect(await city.database.query(`SELECT level FROM response_response WHERE state = 'active'`)).toEqual([{ level: 'I' }]);
    const figures = await (await fetch(`${city.url}/metrics`)).text();
    expect(figures).toContain(`qingkong_refused_total{lane="view",code="server.busy"} ${refused.length}`);
    expect(figures).toContain('qingkong_refused_total{lane="export",code="server.busy"} 1');
    expect(figures).not.toMatch(/qingkong_refused_total\{lane="(raise|answer)"/);
  });

  it('lets the connections for views run out without touching those for work', async () => {
    const gate = new Promise<void>((resolve) => (open = resolve));
    const look = city.service(MyNoticesHandler);
    const database = city.service(Database);
    jest.spyOn(look, 'execute').mockImplementation(() => database.transaction(async () => (await database.query('SELECT 1'), await gate, { items: [], next: null } as never)));
    const views = Array.from({ length: 16 }, (_, n) => get(crowd[n % crowd.length]!));
    const pool = (name: string) => database.pools().find((one) => one.name === name)!;
    await until(() => pool('views').used === pool('views').size && pool('views').waiting > 0);
    expect(pool('work').waiting).toBe(0);
    await desk.officer.does('/warnings', { basis: 'own_forecast', reason: '预测', level: 'orange' });
    expect(pool('views').used).toBe(pool('views').size);
    open();
    for (const { status } of await Promise.all(views)) expect([200, 503]).toContain(status);
  });

  it('gives each person a share: one who asks too much is told so, others behind the same address are not', async () => {
    // Of exports, because their share is spent within seconds on the slowest machine.
    const greedy = await someone(['audit-admin']);
    let told: Answer | undefined;
    while (!told) told = (await Promise.all(Array.from({ length: 4 }, () => get(greedy, '/audit')))).find(({ code }) => code.startsWith('limit.'));
    expect(told).toMatchObject({ status: 429, code: 'limit.user' });
    expect(told.retryAfter).toBeGreaterThanOrEqual(1);
    expect(await get(await someone(['audit-admin']), '/audit')).toMatchObject({ status: 200 });
  });

  it('gives each unit a share: four of its people spend it, a fifth is told so, another unit is not', async () => {
    const [first, ...others] = await Promise.all(Array.from({ length: 5 }, () => someone(['commander'])));
    const neighbour = await someone(['commander'], 'government');
    // Asked for nothing that is there: the share is spent within seconds on the slowest machine, and before anybody's own.
    const asks = (one: string) => get(one, '/plans/999999/source');
    let told = await asks(first!);
    const { status: served } = told;
    expect([400, 404]).toContain(served);
    while (told.status !== 429) {
      const answers = (await Promise.all(others.map(asks))).filter(({ code }) => code.startsWith('limit.'));
      for (const { code } of answers) expect(code).toBe('limit.unit');
      if (answers.length > 0) told = await asks(first!);
    }
    expect(told).toMatchObject({ status: 429, code: 'limit.unit' });
    expect(told.retryAfter).toBeGreaterThanOrEqual(1);
    expect(await asks(neighbour)).toMatchObject({ status: served });
    // What the unit spent is its share of exports; its answers and views have others.
    expect(await get(first!)).toMatchObject({ status: 200 });
  });

  it('never counts a raise against anybody’s share', async () => {
    const [{ id: warning }] = ((await desk.officer.reads<{ items: { id: string }[] }>('/warnings')).items) as [{ id: string }];
    const replies = [];
    for (let round = 0; round < 50; round++) replies.push(...(await Promise.all(Array.from({ length: 15 }, () => desk.officer.get(`/warnings/${warning}`)))));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
  });
});
