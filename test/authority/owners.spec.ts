import { CommandBus } from '@nestjs/cqrs';
import sharp from 'sharp';
import { FoundJurisdiction, RegisterUnit } from '#directory';
import { ROLES, type Role } from '#identity';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { Unit } from '../harness/unit.js';
import { EXPECTED } from './expected.js';
import { Visitor, visitorAs } from './visitor.js';

const UNIT_ROLES: readonly Role[] = ['unit', 'unit-head', 'enterprise'];
const message = { basis: 'own_forecast', reason: '测试' };
const tomorrow = '2099-01-01T00:00:00+08:00';

/** A body that passes the form, so that the answer is about the owner and not about the form. */
const BODIES: Readonly<Record<string, unknown>> = {
  'POST /api/v1/warnings/:id/return': { reason: '退' },
  'POST /api/v1/warnings/:id/approve': { previewHash: 'a', telephone: undefined },
  'POST /api/v1/warnings/:id/adjust': { ...message, level: 'red' },
  'POST /api/v1/warnings/:id/suspend': message,
  'POST /api/v1/warnings/:id/resume': message,
  'POST /api/v1/warnings/:id/lift': message,
  'POST /api/v1/warnings/:id/revoke': message,
  'POST /api/v1/responses/:id/remind': { about: 'unanswered' },
  'POST /api/v1/checklists/:id/confirm': { items: [{ itemId: '1', answer: 'not_applicable', note: '无' }] },
  'POST /api/v1/checklists/:id/items/:itemId/confirm': { answer: 'not_applicable', note: '无' },
  'POST /api/v1/checklists/:id/items/:itemId/return': { reason: '退' },
  'POST /api/v1/checklists/:id/excuse': { reason: '免' },
  'POST /api/v1/problems/:id/assign': { unitId: '1', rectifyBy: tomorrow },
  'POST /api/v1/problems/:id/rectify': { note: '已停产' },
  'POST /api/v1/problems/:id/recheck': { inOrder: true },
  'POST /api/v1/plans/:id/questions/:n/answer': { dismiss: true, note: '不涉及' },
  'POST /api/v1/plans/:id/questions/answer': { field: 'lead', reason: 'missing', dismiss: true, note: '不涉及' },
  'PATCH /api/v1/plans/:id/measures/:no': { mark: 'seen', title: '一' },
  'PUT /api/v1/plans/:id/measures/:no': { levels: ['I'], lines: [{ text: '一', evidence: ['photo'] }] },
  'PUT /api/v1/plans/:id/levels': { levels: [{ warning: 'red', response: 'I' }] },
  'PUT /api/v1/plans/:id/clocks': { acknowledge: { withinMinutes: 60, ladder: [] } },
  'PATCH /api/v1/units/:id': { shortName: '改' },
  'POST /api/v1/units/:id/shifts': { shifts: [{ personId: '1', fromAt: '2026-01-01T00:00:00Z', toAt: '2026-01-02T00:00:00Z' }] },
  'PATCH /api/v1/people/:id': { version: 1, title: '改' },
  'PATCH /api/v1/shifts/:id': { version: 1, cancelled: true },
  'POST /api/v1/contacts/:id/verify': { code: '123456' },
  'POST /api/v1/accounts/:id/state': { active: false },
  'POST /api/v1/accounts/:id/roles': { role: 'inspector' },
};

/** Routes that name one thing: every one of them is tried from another jurisdiction. */
const named = Object.keys(EXPECTED).filter((name) => name.includes(':id'));
const split = (name: string): [string, string] => name.split(' ') as [string, string];

describe('owner', () => {
  let city: City;
  const ids: Record<string, string> = {};
  const others = new Map<Role, Visitor>();
  const own = new Map<Role, Visitor>();
  const neighbours = new Map<Role, Visitor>();

  const address = (path: string): string => path.replace(':id', ids[path.split('/')[3]!]!).replace(':itemId', ids.item!).replace(':n', '1').replace(':no', '62').replace(':role', 'unit');

  beforeAll(async () => {
    city = await City.wakes();
    const desk = new Desk(city);
    const { warning, response } = await desk.issues('orange');
    const town = new Unit(city, 'qingshi');
    const list = await town.checklist();
    const inspector = city.person('xuncha01');
    const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123456' } }).png().toBuffer();
    const [site] = (await inspector.reads('/units?search=hyzz')).items;
    const { id: violation } = await inspector.does('/violations', { unitId: site.id, category: 'other', place: '北门' });
    const [{ id: plans }] = (await desk.officer.reads('/plans')).items;
    const [{ id: accounts, unit: unitId, jurisdiction }] = (await city.database.query<Record<string, string>>(
      `SELECT id, unit_id AS unit, jurisdiction_id AS jurisdiction FROM identity_user WHERE username = 'qingshi'`,
    )) as [{ id: string; unit: string; jurisdiction: string }];
    Object.assign(ids, { warnings: warning, responses: response, checklists: list.id, item: list.items.find((item) => item.role === 'responsible')!.id });
    const [{ id: deliveries }] = (await desk.officer.reads(`/responses/${response}/deliveries`)).items;
    Object.assign(ids, { deliveries, evidence: await town.person.photographs(picture), violations: violation, problems: violation, plans, units: unitId, accounts });
    const [kept] = await city.database.query<{ people: string; shifts: string }>('SELECT person_id AS people, id AS shifts FROM directory_shift WHERE jurisdiction_id = $1 LIMIT 1', [jurisdiction]);
    Object.assign(ids, kept);
    const [{ id: neighbour }] = (await city.database.query<{ id: string }>(`SELECT id FROM directory_unit WHERE name = '文昌街道'`)) as [{ id: string }];
    const keeper = await visitorAs(city, 'system-admin', { jurisdictionId: jurisdiction });
    ids.contacts = (await keeper.tries('POST', '/api/v1/contacts', { unitId, channel: 'mobile', address: '13800138000' })).body.id;
    for (const role of UNIT_ROLES) own.set(role, await visitorAs(city, role, { jurisdictionId: jurisdiction, unitId }));
    for (const role of UNIT_ROLES) neighbours.set(role, await visitorAs(city, role, { jurisdictionId: jurisdiction, unitId: neighbour }));
    const commands = city.service(CommandBus);
    const elsewhere = await commands.execute(new FoundJurisdiction({ name: '邻区', level: 'district' }));
    const office = await commands.execute(new RegisterUnit({ jurisdictionId: elsewhere.id }, { name: '邻区办公室', shortName: '邻办', kind: 'command_office' }));
    for (const role of ROLES) others.set(role, await visitorAs(city, role, { jurisdictionId: elsewhere.id, unitId: office.id }));
  });
  afterAll(() => city.sleeps());

  describe.each(named)('%s', (name) => {
    const [method, path] = split(name);
    const body = method === 'GET' || method === 'DELETE' ? undefined : (BODIES[name] ?? {});
    const allowed = EXPECTED[name]!.roles as readonly Role[];

    it.each(allowed)('is not there for the %s of another jurisdiction', async (role) => {
      const { status, code } = await others.get(role)!.tries(method, address(path), body);
      expect({ status, code }).toEqual({ status: 404, code: 'record.not-found' });
    });
  });

  const ofOneUnit = named.filter((name) => /\/(checklists|evidence|contacts)\//.test(name) && UNIT_ROLES.some((role) => (EXPECTED[name]!.roles as readonly Role[]).includes(role)));

  describe.each(ofOneUnit)('%s', (name) => {
    const [method, path] = split(name);
    const body = method === 'GET' ? undefined : (BODIES[name] ?? {});
    const allowed = UNIT_ROLES.filter((role) => (EXPECTED[name]!.roles as readonly Role[]).includes(role));

    it.each(allowed)('is not there for the %s of another unit', async (role) => {
      const { status, code } = await neighbours.get(role)!.tries(method, address(path), body);
      expect({ status, code }).toEqual({ status: 404, code: 'record.not-found' });
    });

    it.each(allowed)('is there for the %s of its own unit', async (role) => {
      const { status, code } = await own.get(role)!.tries(method, address(path), body);
      expect([403, 404].includes(status) && code !== 'checklist.own-answer').toBe(false);
    });
  });

  it.each([
    ['duty-officer', '/api/v1/warnings'],
    ['duty-officer', '/api/v1/responses'],
    ['duty-officer', '/api/v1/checklists'],
    ['duty-officer', '/api/v1/reviews'],
    ['duty-officer', '/api/v1/violations'],
    ['inspector', '/api/v1/violations'],
    ['duty-officer', '/api/v1/air-quality/stations'],
    ['duty-officer', '/api/v1/air-quality/readings'],
    ['duty-officer', '/api/v1/plans'],
    ['unit', '/api/v1/checklists'],
    ['unit', '/api/v1/notices'],
  ] as const)('the %s of another jurisdiction finds nothing in %s', async (role, path) => {
    expect((await others.get(role)!.tries('GET', path)).body.items).toEqual([]);
  });

  it('the administrators of another jurisdiction see only their own people', async () => {
    const units = (await others.get('system-admin')!.tries('GET', '/api/v1/units')).body.items;
    expect(units.map((unit: { name: string }) => unit.name)).toEqual(['邻区办公室']);
    const trail = (await others.get('audit-admin')!.tries('GET', '/api/v1/audit?type=warning.')).body.items;
    expect(trail).toEqual([]);
  });

  it('a unit sees only its own checklist in the list', async () => {
    const { body } = await own.get('unit')!.tries('GET', '/api/v1/checklists');
    expect(body.items.map((list: { unitName: string }) => list.unitName)).toEqual(['青石镇']);
  });
});
