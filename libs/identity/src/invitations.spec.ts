import { FoundJurisdiction } from '#directory';
import type { Actor } from '#platform';
import { stage, type Stage } from '../../../test/harness/stage.js';
import { AcceptInvitation, Accounts, ChangePassword, InviteAccount, LoadAccount, Sessions, SignIn } from './index.js';

const password = 'Grey-heron-7';
const wrong = 'Grey-heron-8';

describe('a one-time link', () => {
  let scene: Stage;
  let jurisdictionId: string;
  let security: Actor;
  const invited = async (username: string) => {
    const { id, invitation } = await scene.command(new LoadAccount(jurisdictionId, { username, name: username, roles: ['approver'] }));
    return { id, token: invitation!.token };
  };
  const accept = (token: string, given = password) => scene.command(new AcceptInvitation({ token, password: given }));

  beforeAll(async () => {
    scene = await stage();
    jurisdictionId = (await scene.command(new FoundJurisdiction({ name: '晴川区', level: 'district' }))).id;
    const { id } = await scene.command(new LoadAccount(jurisdictionId, { username: 'anquan', name: '刘畅', roles: ['security-admin'], password }));
    security = { id, jurisdictionId, unitId: null, personId: null, roles: ['security-admin'] };
  });
  afterAll(() => scene.close());

  it('sets a password once', async () => {
    const { token } = await invited('shenpi01');
    expect((await scene.query(new Accounts(security, { search: 'shenpi01' }))).items[0]).toMatchObject({ ready: false, invited: true });
    await expect(accept(token, 'shenpi01-A')).rejects.toMatchObject({ faults: [{ field: 'password', code: 'password.contains-username' }] });
    expect(await accept(token)).toEqual({ username: 'shenpi01' });
    await expect(accept(token, 'White-crane-9')).rejects.toMatchObject({ code: 'identity.invitation-not-valid', kind: 'gone' });
    expect((await scene.query(new Accounts(security, { search: 'shenpi01' }))).items[0]).toMatchObject({ ready: true, invited: false });
    await expect(scene.command(new SignIn({ username: 'shenpi01', password }, null))).resolves.toMatchObject({ token: expect.any(String) });
  });

  it('gives one success to many who use it at the same time', async () => {
    const { id, token } = await invited('shenpi02');
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, (_, n) => accept(token, `Grey-heron-${n}`)));
    const codes = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? 'set' : (outcome.reason as { code: string }).code));
    expect(codes.sort()).toEqual([...Array<string>(5).fill('identity.invitation-not-valid'), 'set']);
    const entries = await scene.database.query(`SELECT 1 FROM journal WHERE type = 'identity.password-set' AND subject = $1`, [`user/${id}`]);
    expect(entries).toHaveLength(1);
  });

  it('is worth nothing after a day, after a newer one, or made up', async () => {
    const { id, token } = await invited('shenpi03');
    const newer = await scene.command(new InviteAccount(security, id), security);
    await expect(accept(token)).rejects.toMatchObject({ code: 'identity.invitation-not-valid' });
    await scene.database.query(`UPDATE test_clock SET shift = '24 hours 1 minute'`);
    await expect(accept(newer.token)).rejects.toMatchObject({ code: 'identity.invitation-not-valid' });
    await scene.database.query(`UPDATE test_clock SET shift = '0'`);
    await expect(accept('A'.repeat(43))).rejects.toMatchObject({ code: 'identity.invitation-not-valid' });
    await expect(accept(newer.token)).resolves.toEqual({ username: 'shenpi03' });
  });

  it('is withdrawn when the owner changes his password himself', async () => {
    const { id } = await scene.command(new LoadAccount(jurisdictionId, { username: 'remembering', name: 'x', roles: ['approver'], password }));
    const { token } = await scene.command(new InviteAccount(security, id));
    const owner: Actor = { ...security, id, roles: ['approver'] };
    await scene.command(new ChangePassword(owner, id, { current: password, next: 'White-crane-9' }));
    await expect(accept(token)).rejects.toMatchObject({ code: 'identity.invitation-not-valid' });
  });

  it('replaces a forgotten password, opens a locked account and ends its sessions', async () => {
    const { id } = await scene.command(new LoadAccount(jurisdictionId, { username: 'forgetful', name: 'x', roles: ['approver'], password }));
    const before = await scene.command(new SignIn({ username: 'forgetful', password }, null));
    for (let n = 0; n < 5; n++) await scene.command(new SignIn({ username: 'forgetful', password: wrong }, null)).catch(() => undefined);
    const { token } = await scene.command(new InviteAccount(security, id));
    await accept(token, 'White-crane-9');
    expect(await scene.module.get(Sessions).actorOf(before.token)).toBeNull();
    await expect(scene.command(new SignIn({ username: 'forgetful', password: 'White-crane-9' }, null))).resolves.toMatchObject({ user: { id } });
  });
});
