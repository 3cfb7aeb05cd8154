import { FoundJurisdiction } from '#directory';
import type { Actor } from '#platform';
import { stage, type Stage } from '../../../test/harness/stage.js';
import { Accounts, ChangePassword, EndSessions, ExpireSessions, InviteAccount, LoadAccount, OpenWall, Sessions, SignIn, SignOut } from './index.js';
import { Passwords } from './passwords.js';

const password = 'Grey-heron-7';
const wrong = 'Grey-heron-8';

describe('signing in', () => {
  let scene: Stage;
  let sessions: Sessions;
  let jurisdictionId: string;
  let security: Actor;

  const load = (username: string) => scene.command(new LoadAccount(jurisdictionId, { username, name: username, roles: ['duty-officer'], password }));
  const signIn = (username: string, given = password) => scene.command(new SignIn({ username, password: given }, 'Mozilla/5.0'));
  const code = (attempt: Promise<unknown>) => attempt.then(() => 'in', (error: { code: string }) => error.code);
  const openSessions = (username: string) =>
    scene.database.query<{ last_seen_at: Date }>('SELECT s.* FROM identity_session s JOIN identity_user u ON u.id = s.user_id WHERE username = $1 AND ended_at IS NULL', [username]);
  const clock = (shift: string) => scene.database.query('UPDATE test_clock SET shift = $1::interval', [shift]);
  const entries = async (userId: string) =>
    (await scene.database.query<{ type: string }>('SELECT type FROM journal WHERE subject = $1 ORDER BY id', [`user/${userId}`])).map((row) => row.type);

  beforeAll(async () => {
    scene = await stage();
    sessions = scene.module.get(Sessions);
    jurisdictionId = (await scene.command(new FoundJurisdiction({ name: '晴川区', level: 'district' }))).id;
    const { id } = await scene.command(new LoadAccount(jurisdictionId, { username: 'anquan', name: '刘畅', roles: ['security-admin'], password }));
    security = { id, jurisdictionId, unitId: null, personId: null, roles: ['security-admin'] };
  });
  afterEach(() => clock('0'));
  afterAll(() => scene.close());

  it('opens a session that says who is there and what he may do', async () => {
    const { id } = await load('zhiban01');
    const { token, endsBy, user } = await signIn(' ZhiBan01 ');
    expect(user).toEqual({ id, username: 'zhiban01', name: 'zhiban01' });
    expect(await sessions.actorOf(token)).toEqual({
      actor: { id, jurisdictionId, unitId: null, personId: null, roles: ['duty-officer'] },
      session: { id: expect.any(String), endsBy, wall: false },
      user,
    });
    const { items } = await scene.query(new Accounts(security, { search: 'zhiban01' }));
    expect(items[0]?.lastSignInAt).toBeInstanceOf(Date);
    expect((await entries(id)).at(-1)).toBe('identity.signed-in');
    const [entry] = await scene.database.query<{ actor_id: string }>("SELECT actor_id FROM journal WHERE type = 'identity.signed-in' AND subject = $1", [`user/${id}`]);
    expect(entry!.actor_id).toBe(id);
  });

  it('keeps nothing in the database with which anybody could come in', async () => {
    await load('hashed');
    const { token } = await signIn('hashed');
    const { token: link } = await scene.command(new InviteAccount(security, (await load('hashed-too')).id));
    const dump = JSON.stringify([
      await scene.database.query('SELECT *, encode(token_hash, $1) AS hex, encode(token_hash, $2) AS b64 FROM identity_session', ['hex', 'base64']),
      await scene.database.query('SELECT *, encode(token_hash, $1) AS hex, encode(token_hash, $2) AS b64 FROM identity_invitation', ['hex', 'base64']),
      await scene.database.query('SELECT * FROM identity_user'),
      await scene.database.query('SELECT * FROM journal'),
    ]);
    for (const secret of [token, link, password, Buffer.from(token, 'base64url').toString('hex')]) expect(dump).not.toContain(secret);
    const [row] = await scene.database.query<{ hash: Buffer; password: string }>(
      `SELECT s.token_hash AS hash, u.password_hash AS password FROM identity_session s JOIN identity_user u ON u.id = s.user_id WHERE u.username = 'hashed'`,
    );
    expect(row!.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    for (const stolen of [row!.hash.toString('base64url'), row!.hash.toString('hex'), row!.hash.toString('latin1')]) expect(await sessions.actorOf(stolen)).toBeNull();
  });

  it('answers an unknown name, a wrong password, a closed and a waiting account alike, and works as long for each', async () => {
    const closed = await load('closed');
    await scene.database.query('UPDATE identity_user SET active = false, version = version + 1 WHERE id = $1', [closed.id]);
    await load('known');
    await scene.command(new LoadAccount(jurisdictionId, { username: 'waiting', name: 'x', roles: ['approver'] }));
    const fits = jest.spyOn(scene.module.get(Passwords), 'fits');
    const answers = [];
    const attempts = { nobody: password, known: wrong, closed: password, waiting: password };
    for (const [name, given] of Object.entries(attempts)) answers.push(await signIn(name, given).catch((error: Error) => error));
    expect(new Set(answers.map((error) => JSON.stringify([error, (error as Error).message]))).size).toBe(1);
    expect(answers[0]).toMatchObject({ code: 'identity.sign-in-refused', kind: 'unauthenticated' });
    expect(fits.mock.calls.map(([hash]) => hash?.slice(0, 9) ?? null)).toEqual([null, '$argon2id', '$argon2id', null]);
    fits.mockRestore();
    expect(await scene.module.get(Passwords).fits(null, password)).toBe(false);
  });

  it('verifies a hash of the same cost when there is none to verify', async () => {
    const verify = jest.spyOn(jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2'), 'verify');
    await scene.module.get(Passwords).fits(null, password);
    expect(verify).toHaveBeenCalledTimes(1);
    expect(verify.mock.calls[0]![0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    verify.mockRestore();
  });

  it('locks after five wrong passwords, tells the owner until when, and opens again by itself', async () => {
    const { id } = await load('unlucky');
    for (let n = 0; n < 5; n++) expect(await code(signIn('unlucky', wrong))).toBe('identity.sign-in-refused');
    await expect(signIn('unlucky')).rejects.toMatchObject({ code: 'identity.account-locked', facts: { until: expect.stringMatching(/^\d{4}-.*Z$/) } });
    expect(await code(signIn('unlucky', wrong))).toBe('identity.sign-in-refused');
    expect((await scene.query(new Accounts(security, { search: 'unlucky' }))).items[0]?.lockedUntil).toBeInstanceOf(Date);
    await clock('29 minutes');
    expect(await code(signIn('unlucky'))).toBe('identity.account-locked');
    await clock('31 minutes');
    expect(await code(signIn('unlucky'))).toBe('in');
    const types = await entries(id);
    expect(types.filter((type) => type === 'identity.sign-in-failed')).toHaveLength(6);
    expect(types.filter((type) => type === 'identity.locked')).toHaveLength(1);
  });

  it('counts every one of many wrong passwords that come at the same time', async () => {
    await load('rushed');
    await Promise.all(Array.from({ length: 8 }, () => code(signIn('rushed', wrong))));
    const [row] = await scene.database.query(`SELECT failed_attempts, locked_until > clock_now() AS locked FROM identity_user WHERE username = 'rushed'`);
    expect(row).toEqual({ failed_attempts: 8, locked: true });
  });

  it('is refused with a password that was replaced while it was being checked', async () => {
    const { id } = await load('replaced');
    const passwords = scene.module.get(Passwords);
    const fits = passwords.fits.bind(passwords);
    const meanwhile = jest.spyOn(passwords, 'fits').mockImplementationOnce(async (hash, given) => {
      const right = await fits(hash, given);
      await scene.database.query('UPDATE identity_user SET password_hash = $2, version = version + 1 WHERE id = $1', [id, await passwords.hash('White-crane-9')]);
      return right;
    });
    expect(await code(signIn('replaced'))).toBe('identity.sign-in-refused');
    meanwhile.mockRestore();
  });

  it('notes with one commit for all who come together that their sessions are in use', async () => {
    await load('crowd');
    const crowd = await Promise.all(Array.from({ length: 20 }, () => signIn('crowd')));
    await clock('5 minutes');
    await Promise.all(crowd.map(({ token }) => sessions.actorOf(token)));
    const [noted] = await scene.database.query<{ count: number; commits: number }>(
      `SELECT count(*)::int AS count, count(DISTINCT s.xmin::text)::int AS commits FROM identity_session s JOIN identity_user u ON u.id = s.user_id
        WHERE username = 'crowd' AND last_seen_at > clock_now() - interval '1 minute'`,
    );
    expect(noted!.count).toBe(20);
    expect(noted!.commits).toBeLessThanOrEqual(4);
  });

  it('lets nobody in whose account is closed, even if his session was forgotten', async () => {
    const { id } = await load('shut-out');
    const { token } = await signIn('shut-out');
    await scene.database.query('UPDATE identity_user SET active = false, version = version + 1 WHERE id = $1', [id]);
    expect(await sessions.actorOf(token)).toBeNull();
  });

  it('ends by signing out, for that session alone', async () => {
    const { id } = await load('leaving');
    const [one, two] = [await signIn('leaving'), await signIn('leaving')];
    await scene.command(new SignOut(one.token));
    await scene.command(new SignOut(one.token));
    await scene.command(new SignOut('nonsense'));
    expect(await sessions.actorOf(one.token)).toBeNull();
    expect(await sessions.actorOf(two.token)).not.toBeNull();
    expect((await entries(id)).filter((type) => type === 'identity.signed-out')).toHaveLength(1);
  });

  it('ends everywhere by the owner or an administrator, and by nobody else', async () => {
    const { id } = await load('everywhere');
    const officer: Actor = { ...security, id, roles: ['duty-officer'] };
    const open = [await signIn('everywhere'), await signIn('everywhere')];
    await expect(scene.command(new EndSessions(officer, security.id))).rejects.toMatchObject({ code: 'access.forbidden' });
    expect(await scene.command(new EndSessions(officer, id))).toEqual({ ended: 2 });
    for (const { token } of open) expect(await sessions.actorOf(token)).toBeNull();
    expect(await scene.command(new EndSessions(security, id))).toEqual({ ended: 0 });
  });

  it('lasts an hour without use, longer with it, and never more than twelve', async () => {
    await load('clocked');
    const { token } = await signIn('clocked');
    const lastSeen = async () => (await openSessions('clocked'))[0]!.last_seen_at;
    const atOpening = await lastSeen();
    await clock('50 seconds');
    expect(await sessions.actorOf(token)).not.toBeNull();
    expect(await lastSeen()).toEqual(atOpening);
    for (let minutes = 59; minutes < 12 * 60; minutes += 59) {
      await clock(`${minutes} minutes`);
      expect(await sessions.actorOf(token)).not.toBeNull();
    }
    expect(await lastSeen()).not.toEqual(atOpening);
    await clock('12 hours 1 minute');
    expect(await sessions.actorOf(token)).toBeNull();
    const idle = await signIn('clocked');
    await clock('13 hours 2 minutes');
    expect(await sessions.actorOf(idle.token)).toBeNull();
  });

  it('of a wall takes the place of the one that asked, and stands thirty days without being used', async () => {
    await load('wall');
    const { token } = await signIn('wall');
    const presence = (await sessions.actorOf(token))!;
    expect(presence.session.wall).toBe(false);
    const wall = await scene.command(new OpenWall(presence, token, null));
    expect(await sessions.actorOf(token)).toBeNull();
    await clock('13 hours');
    expect((await sessions.actorOf(wall.token))!.session.wall).toBe(true);
    await clock('29 days 23 hours');
    expect(await sessions.actorOf(wall.token)).not.toBeNull();
    expect([...(await sessions.stillHere([wall.id])).keys()]).toEqual([wall.id]);
    await clock('30 days 1 hour');
    expect(await sessions.actorOf(wall.token)).toBeNull();
    await clock('0 minutes');
  });

  it('is tidied up long after it ran out', async () => {
    await load('forgotten');
    const { token } = await signIn('forgotten');
    const open = async () => (await openSessions('forgotten')).length;
    await clock('90 minutes');
    await scene.command(new ExpireSessions());
    expect([await open(), await sessions.actorOf(token)]).toEqual([1, null]);
    await clock('121 minutes');
    await scene.command(new ExpireSessions());
    expect(await open()).toBe(0);
    await expect(scene.database.query(`UPDATE identity_session SET ended_at = NULL WHERE ended_at IS NOT NULL`)).rejects.toThrow('written once');
  });

  it('takes a new password from its owner, whose other sessions end', async () => {
    const { id } = await load('changing');
    const [here, there] = [await signIn('changing'), await signIn('changing')];
    const { actor, session } = (await sessions.actorOf(here.token))!;
    const change = (current: string, next: string) => code(scene.command(new ChangePassword(actor, session.id, { current, next })));
    expect(await change(password, 'changing-12A')).toBe('input.invalid');
    expect(await change(password, password)).toBe('input.invalid');
    expect(await change(wrong, 'White-crane-9')).toBe('identity.current-password-wrong');
    expect(await change(password, 'White-crane-9')).toBe('in');
    expect(await sessions.actorOf(here.token)).not.toBeNull();
    expect(await sessions.actorOf(there.token)).toBeNull();
    expect([await code(signIn('changing')), await code(signIn('changing', 'White-crane-9'))]).toEqual(['identity.sign-in-refused', 'in']);
    expect((await entries(id)).filter((type) => type === 'identity.password-set')).toHaveLength(2);
  });

  it('is not a way to guess the password from a screen left open', async () => {
    await load('left-open');
    const { actor, session } = (await sessions.actorOf((await signIn('left-open')).token))!;
    const guess = (current: string) => code(scene.command(new ChangePassword(actor, session.id, { current, next: 'White-crane-9' })));
    for (let n = 0; n < 5; n++) expect(await guess(`Guess-${n}`)).toBe('identity.current-password-wrong');
    expect(await guess(password)).toBe('identity.account-locked');
  });
});
