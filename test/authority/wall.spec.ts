import { LoadAccount, Sessions } from '#identity';
import { CommandBus } from '@nestjs/cqrs';
import { City } from '../harness/city.js';
import { EXPECTED } from './expected.js';
import { Visitor } from './visitor.js';

/** What the wall reads, by hand; besides, everybody may sign in or out, and ask who is signed in. */
const WALL = [
  'GET /api/v1/air-quality/now',
  'GET /api/v1/checklists',
  'GET /api/v1/contacts/missing',
  'GET /api/v1/feed',
  'GET /api/v1/holidays',
  'GET /api/v1/outline',
  'GET /api/v1/plans',
  'GET /api/v1/responses',
  'GET /api/v1/responses/:id',
  'GET /api/v1/responses/:id/delays',
  'GET /api/v1/responses/:id/findings',
  'GET /api/v1/responses/:id/history',
  'GET /api/v1/responses/:id/places',
  'GET /api/v1/responses/:id/progress',
  'GET /api/v1/responses/:id/punctuality',
  'GET /api/v1/responses/:id/timeline',
  'GET /api/v1/warnings/:id',
];
const PASSWORD = 'Grey-heron-7';
const nowhere = (path: string): string => path.replace(/:id|:role|:sessionId/g, '00000000-0000-7000-8000-00000000dead').replace(/:itemId|:n\b/g, '1').replace(':no', '1').replace(':year', '2027');

/** 大屏会话: nobody stands in front of it for most of the day. */
describe('a session of the wall', () => {
  let city: City;
  let wall: Visitor;
  let opens: () => Promise<Visitor>;

  beforeAll(async () => {
    city = await City.wakes({ worker: false });
    const [jurisdiction] = await city.database.query<{ id: string }>('SELECT id FROM directory_jurisdiction');
    const { id } = await city.service(CommandBus).execute(new LoadAccount(jurisdiction!.id, { username: 'v-wall', name: '大屏', roles: ['duty-officer', 'approver'], password: PASSWORD }));
    opens = async () => new Visitor(city.url, (await city.service(Sessions).open(id, null, 'wall')).token);
    wall = await opens();
  });
  afterAll(() => city.sleeps());

  it.each(Object.entries(EXPECTED).filter(([, { roles }]) => roles !== 'anyone').map(([route]) => route))('%s', async (route) => {
    const [method, path] = route.split(' ') as [string, string];
    const { status, code } = await wall.tries(method, nowhere(path), method === 'GET' || method === 'DELETE' ? undefined : {});
    expect({ isRefused: status === 403 && code === 'access.wall-only', isBroken: status >= 500 }).toEqual({ isRefused: !WALL.includes(route), isBroken: false });
  });

  it('reads routes that exist', () => {
    expect(WALL.filter((route) => !(route in EXPECTED))).toEqual([]);
  });

  it('knows that it is one, and may end itself', async () => {
    expect((await wall.tries('GET', '/api/v1/session')).body).toMatchObject({ username: 'v-wall', wall: true });
    expect((await wall.tries('DELETE', '/api/v1/session')).status).toBe(204);
    expect((await wall.tries('GET', '/api/v1/responses')).code).toBe('access.not-signed-in');
  });

  it('is over when somebody signs in on its machine', async () => {
    const standing = await opens();
    expect((await standing.tries('POST', '/api/v1/session', { username: 'v-wall', password: PASSWORD })).body).toMatchObject({ wall: false });
    expect((await standing.tries('GET', '/api/v1/responses')).code).toBe('access.not-signed-in');
  });
});
