import { FoundJurisdiction, RegisterPerson, RegisterUnit } from '#directory';
import { actingAs, Database, type Actor } from '#platform';
import { ROLES, type Role } from './roles.js';
import { CommandBus } from '@nestjs/cqrs';
import pg from 'pg';
import { stage, type Stage } from '../../../test/harness/stage.js';
import { ADMIN_ROLES } from './granting.js';
import { Accounts, Approvers, CreateAccount, GrantRole, InviteAccount, LoadAccount, Me, RevokeRole, Sessions, SetAccountActive, SignIn } from './index.js';

const password = 'Grey-heron-7';

describe('accounts and roles', () => {
  let scene: Stage;
  let jurisdictionId: string;
  let unitId: string;
  let system: Actor;
  let security: Actor;

  const load = async (username: string, roles: Role[], unit: string | null = null): Promise<Actor> => {
    const { id } = await scene.command(new LoadAccount(jurisdictionId, { username, name: username, roles, password, unitId: unit }));
    return { id, jurisdictionId, unitId: unit, personId: null, roles };
  };
  const asApplication = (text: string, values: unknown[] = []) => scene.module.get(Database).query(text, values);

  beforeAll(async () => {
    scene = await stage();
    jurisdictionId = (await scene.command(new FoundJurisdiction({ name: '晴川区', level: 'district' }))).id;
    unitId = (await scene.command(new RegisterUnit({ jurisdictionId }, { name: '区住建局', shortName: '住建局', kind: 'bureau' }))).id;
    system = await load('xitong', ['system-admin']);
    security = await load('anquan', ['security-admin']);
  });
  afterAll(() => scene.close());

  it('are opened by the system administrator, in lower case, once per name', async () => {
    const { id } = await scene.command(new CreateAccount(system, { username: 'ZhuJian', name: '韩冬梅', unitId }));
    const { items } = await scene.query(new Accounts(security, { search: 'ZHU' }));
    expect(items).toMatchObject([{ id, username: 'zhujian', unitName: '区住建局', roles: [], active: true, ready: false, invited: false, lastSignInAt: null }]);
    await expect(scene.command(new CreateAccount(system, { username: 'zhujian', name: '别人' }))).rejects.toMatchObject({ code: 'identity.username-taken' });
    await expect(scene.command(new CreateAccount(security, { username: 'other', name: '别人' }))).rejects.toMatchObject({ code: 'access.forbidden' });
  });

  it('belong to units and people that stand in the directory', async () => {
    const { id: personId } = await scene.command(new RegisterPerson({ jurisdictionId }, { unitId, name: '唐少华' }));
    const { id: elsewhere } = await scene.command(new RegisterUnit({ jurisdictionId }, { name: '区水利局', shortName: '水利局', kind: 'bureau' }));
    const create = (given: { unitId: string; personId?: string }) => scene.command(new CreateAccount(system, { username: 'juzhang', name: '唐少华', ...given }));
    await expect(create({ unitId: '999999' })).rejects.toMatchObject({ code: 'record.not-found' });
    await expect(create({ unitId: elsewhere, personId })).rejects.toMatchObject({ code: 'record.not-found' });
    await expect(create({ unitId, personId })).resolves.toEqual({ id: expect.any(String) });
  });

  it('receive each of the ten roles, and lose it at the very next request', async () => {
    for (const role of ROLES) {
      const user = await load(`holder-${role}`, [], unitId);
      const { token } = await scene.command(new SignIn({ username: `holder-${role}`, password }, null));
      const rolesNow = async () => (await scene.module.get(Sessions).actorOf(token))?.actor.roles;
      await scene.command(new GrantRole(security, user.id, { role }), security);
      expect(await rolesNow()).toEqual([role]);
      await scene.command(new RevokeRole(security, user.id, role), security);
      expect(await rolesNow()).toEqual([]);
    }
  });

  it('of another jurisdiction are not there', async () => {
    const user = await load('stranger', [], unitId);
    const { id: otherId } = await scene.command(new FoundJurisdiction({ name: '云门区', level: 'district' }));
    const foreign = { ...security, jurisdictionId: otherId };
    const attempts = [new GrantRole(foreign, user.id, { role: 'approver' }), new InviteAccount(foreign, user.id), new SetAccountActive(foreign, user.id, { active: false })];
    for (const command of attempts)
      await expect(scene.command<unknown>(command)).rejects.toMatchObject({ code: 'record.not-found' });
    expect((await scene.query(new Accounts(foreign, {}))).items).toEqual([]);
  });

  it('let nobody hold two administrators’ roles, not even by raw SQL', async () => {
    const user = await load('ambitious', ['audit-admin']);
    const give = (role: string) => asApplication('INSERT INTO identity_grant (user_id, role) VALUES ($1, $2)', [user.id, role]);
    for (const role of ADMIN_ROLES) await expect(give(role)).rejects.toMatchObject({ code: '23505' });
    await asApplication(`INSERT INTO identity_grant (user_id, role) VALUES ($1, 'approver')`, [user.id]);
    await expect(asApplication(`UPDATE identity_grant SET role = 'system-admin' WHERE user_id = $1 AND role = 'approver'`, [user.id])).rejects.toThrow();
    await asApplication('UPDATE identity_grant SET revoked_at = clock_now() WHERE user_id = $1', [user.id]);
    await asApplication(`INSERT INTO identity_grant (user_id, role) VALUES ($1, 'system-admin')`, [user.id]);
    const reopen = `UPDATE identity_grant SET revoked_at = NULL WHERE user_id = $1 AND role = 'audit-admin'`;
    await expect(asApplication(reopen, [user.id])).rejects.toThrow();
    await expect(asApplication('DELETE FROM identity_grant WHERE user_id = $1', [user.id])).rejects.toMatchObject({ code: '42501' });
  });

  it('wait for whoever is changing the same rights, and then decide on what is true', async () => {
    const user = await load('contested', []);
    const other = new pg.Client({ connectionString: scene.database.url });
    await other.connect();
    await other.query('BEGIN');
    await other.query('SELECT 1 FROM identity_user WHERE id = $1 FOR UPDATE', [user.id]);
    await other.query(`INSERT INTO identity_grant (user_id, role) VALUES ($1, 'system-admin')`, [user.id]);
    const grant = scene.command(new GrantRole(security, user.id, { role: 'audit-admin' })).catch((error: Error) => error);
    for (let waits = 0; waits === 0; ) waits = (await scene.database.query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).length;
    await other.query('COMMIT');
    await other.end();
    expect(await grant).toMatchObject({ code: 'identity.admin-roles-exclude' });
  });

  it('that are closed end at once and open again with what they had', async () => {
    const user = await load('closing', ['unit'], unitId);
    const { token } = await scene.command(new SignIn({ username: 'closing', password }, null));
    const sessions = scene.module.get(Sessions);
    await scene.command(new SetAccountActive(system, user.id, { active: false }));
    expect(await sessions.actorOf(token)).toBeNull();
    await expect(scene.command(new SignIn({ username: 'closing', password }, null))).rejects.toMatchObject({ code: 'identity.sign-in-refused' });
    await expect(scene.command(new InviteAccount(system, user.id))).rejects.toMatchObject({ code: 'identity.account-inactive' });
    await scene.command(new SetAccountActive(system, user.id, { active: true }));
    expect(await sessions.actorOf(token)).toBeNull();
    const back = await scene.command(new SignIn({ username: 'closing', password }, null));
    expect((await sessions.actorOf(back.token))?.actor.roles).toEqual(['unit']);
  });

  it('are loaded by tools only', async () => {
    const command = new LoadAccount(jurisdictionId, { username: 'smuggled', name: 'x', roles: ['system-admin'], password });
    await expect(scene.command(command, system)).rejects.toMatchObject({ code: 'access.forbidden' });
    const behindRequest = () => scene.module.get(CommandBus).execute(command);
    await expect(actingAs({ requestId: 'r-1' }, behindRequest)).rejects.toMatchObject({ code: 'access.forbidden' });
    const both = new LoadAccount(jurisdictionId, { username: 'smuggled', name: 'x', roles: ['system-admin', 'audit-admin'], password });
    await expect(scene.command(both)).rejects.toMatchObject({ code: 'identity.admin-roles-exclude' });
    expect(await scene.database.query(`SELECT 1 FROM identity_user WHERE username = 'smuggled'`)).toEqual([]);
  });

  it('are listed for administrators, page by page and by role', async () => {
    const first = await scene.query(new Accounts(system, { limit: 2 }));
    const second = await scene.query(new Accounts(system, { limit: 2, cursor: first.nextCursor! }));
    const names = [...first.items, ...second.items].map((row) => row.username);
    expect(names).toEqual([...names].sort());
    expect(new Set(names).size).toBe(4);
    expect((await scene.query(new Accounts(system, { role: 'security-admin' }))).items.map((row) => row.username)).toEqual(['anquan']);
    await expect(scene.query(new Accounts({ ...system, roles: ['commander'] }, {}))).rejects.toMatchObject({ code: 'access.forbidden' });
  });

  it('know themselves, and whether this browser only looks at the wall', async () => {
    const session = { id: 's', endsBy: new Date(), wall: false };
    const user = await load('myself', ['unit', 'unit-head'], unitId);
    expect(await scene.query(new Me({ actor: user, session }))).toEqual({
      id: user.id,
      username: 'myself',
      name: 'myself',
      roles: ['unit', 'unit-head'],
      unit: { id: unitId, name: '区住建局', kind: 'bureau' },
      jurisdiction: { id: jurisdictionId, name: '晴川区' },
      wall: false,
    });
    expect(await scene.query(new Me({ actor: system, session: { ...session, wall: true } }))).toMatchObject({ unit: null, wall: true });
  });

  it('that may approve now are named to the command centre', async () => {
    const names = async () => (await scene.query(new Approvers({ ...system, roles: ['duty-officer'] }))).items.map((row) => [row.name, row.unitName]);
    const before = await names();
    const user = await load('aa-approver', ['approver'], unitId);
    expect(await names()).toEqual([['aa-approver', '区住建局'], ...before]);
    await scene.command(new SetAccountActive(system, user.id, { active: false }));
    expect(await names()).toEqual(before);
    await scene.command(new SetAccountActive(system, user.id, { active: true }));
    await scene.command(new RevokeRole(security, user.id, 'approver'), security);
    expect(await names()).toEqual(before);
    await expect(scene.query(new Approvers(system))).rejects.toMatchObject({ code: 'access.forbidden' });
  });

  it('can be counted per unit by later contexts: active, with a password and a role of the unit', async () => {
    const { id: quiet } = await scene.command(new RegisterUnit({ jurisdictionId }, { name: '区教育局', shortName: '教育局', kind: 'bureau' }));
    const count = async () => (await scene.database.query('SELECT accounts FROM identity_face_unit_accounts($1) WHERE unit_id = $2', [jurisdictionId, quiet]))[0];
    await load('jiaoyu-approver', ['approver'], quiet);
    await scene.command(new LoadAccount(jurisdictionId, { username: 'jiaoyu-invited', name: 'x', roles: ['unit'], unitId: quiet }));
    expect(await count()).toBeUndefined();
    const user = await load('jiaoyu', ['unit', 'unit-head'], quiet);
    expect(await count()).toEqual({ accounts: 1 });
    await scene.command(new SetAccountActive(system, user.id, { active: false }));
    expect(await count()).toBeUndefined();
  });
});
