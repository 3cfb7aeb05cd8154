import { ROLES, Sessions, type Role } from '#identity';
import { City } from '../harness/city.js';
import { EXPECTED } from './expected.js';
import { routes, type Route } from './routes.js';
import { Visitor, visitorAs } from './visitor.js';

const table = routes();
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
/** Nothing of this id exists anywhere. */
const nowhere = (path: string): string => path.replace(/:id|:role|:sessionId/g, '00000000-0000-7000-8000-00000000dead').replace(/:itemId|:n\b/g, '1').replace(':no', '1').replace(':year', '2027');
/** Whoever uses one of these has lost his session for the others. */
const LAST = ['DELETE /api/v1/session', 'POST /api/v1/session/wall'];
const UNIT_BOUND: readonly Role[] = ['unit', 'unit-head', 'enterprise', 'inspector', 'duty-officer', 'approver', 'commander'];

describe('role × route', () => {
  let city: City;
  const visitors = new Map<string, Visitor>();
  const leaving = new Map<string, Visitor>();
  const visitor = (role: Role, route: string): Visitor => (LAST.includes(route) ? leaving.get(`${role} ${route}`) : visitors.get(role))!;

  beforeAll(async () => {
    city = await City.wakes({ worker: false });
    const [jurisdiction] = await city.database.query<{ id: string }>('SELECT id FROM directory_jurisdiction');
    const [unit] = await city.database.query<{ id: string }>(`SELECT id FROM directory_unit WHERE name = '青石镇'`);
    for (const role of ROLES) {
      const place = { jurisdictionId: jurisdiction!.id, unitId: UNIT_BOUND.includes(role) ? unit!.id : null };
      visitors.set(role, await visitorAs(city, role, place));
      for (const route of LAST) leaving.set(`${role} ${route}`, await visitorAs(city, role, place));
    }
    visitors.set('nobody', new Visitor(city.url, null));
    visitors.set('forger', new Visitor(city.url, 'A'.repeat(43)));
    const user = await city.database.query<{ id: string }>(`SELECT id FROM identity_user WHERE username = 'zhiban01'`);
    const { token } = await city.service(Sessions).open(user[0]!.id, null);
    await city.database.query(`UPDATE identity_session SET idle_by = clock_now() - interval '1 minute' WHERE user_id = $1`, [user[0]!.id]);
    visitors.set('expired', new Visitor(city.url, token));
  });
  afterAll(() => city.sleeps());

  it('knows every route of the api, and no other', () => {
    expect(table.map(nameOf).sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it('covers every cell', () => {
    expect(table.length * ROLES.length).toBe(Object.keys(EXPECTED).length * 10);
    expect(table.length).toBeGreaterThan(70);
  });

  describe.each(table.map((route) => [nameOf(route), route] as const))('%s', (name, route) => {
    const { roles } = EXPECTED[name] ?? { roles: [] };

    it.each(ROLES)('%s', async (role) => {
      const { status, code } = await visitor(role, name).tries(route.method, nowhere(route.path), route.method === 'GET' || route.method === 'DELETE' ? undefined : {});
      const refused = status === 403 && code === 'access.forbidden';
      expect({ refused, broken: status >= 500 }).toEqual({ refused: roles !== 'anyone' && !roles.includes(role), broken: false });
      expect(status === 401 && code === 'access.not-signed-in').toBe(false);
    });

    it.each(['nobody', 'forger', 'expired'])('%s', async (who) => {
      const { status, code } = await visitors.get(who)!.tries(route.method, nowhere(route.path), route.method === 'GET' || route.method === 'DELETE' ? undefined : {});
      const refused = status === 401 && code === 'access.not-signed-in';
      expect({ refused, broken: status >= 500 }).toEqual({ refused: roles !== 'anyone', broken: false });
    });
  });
});
