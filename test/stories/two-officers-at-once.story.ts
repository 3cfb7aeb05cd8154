import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';

describe('two officers at once', () => {
  let city: City;
  let desk: Desk;

  const draft = async (level = 'orange'): Promise<string> => {
    const { id } = await desk.officer.does<{ id: string }>('/warnings', { level, basis: 'own_forecast', reason: '两人同时签发' });
    await desk.officer.does(`/warnings/${id}/submit`);
    return id;
  };
  const count = async (table: string): Promise<number> => (await city.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n;

  beforeAll(async () => {
    city = await City.wakes();
    desk = new Desk(city);
  });
  afterAll(() => city.sleeps());

  it('who sign the same message give one response; the second learns that it is done', async () => {
    const warning = await draft();
    const previewHash = await desk.previewHash(warning);
    const answers = await Promise.all(['shenpi01', 'shenpi02'].map((name) => city.person(name).post(`/warnings/${warning}/approve`, { previewHash })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 409]);
    expect(answers.find((answer) => answer.status === 409)?.body.code).toBe('warning.message-already-approved');
    await city.settles();
    expect(await count('response_response')).toBe(1);
    expect(await count('checklist_checklist')).toBe(19);
  });

  it('who sign two warnings at the same moment give one response; the other is told to adjust instead', async () => {
    const { items } = await desk.officer.reads('/warnings?state=issued');
    await desk.moves(items[0].id, 'revoke');
    const [one, two] = [await draft('yellow'), await draft('red')];
    const hashes = [await desk.previewHash(one), await desk.previewHash(two)];
    const answers = await Promise.all([
      city.person('shenpi01').post(`/warnings/${one}/approve`, { previewHash: hashes[0] }),
      city.person('shenpi02').post(`/warnings/${two}/approve`, { previewHash: hashes[1] }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 409]);
    expect(answers.find((answer) => answer.status === 409)?.body.code).toBe('response.already-in-force');
  });

  it('cannot be one: the drafter’s signature is refused, by the table too', async () => {
    const warning = await draft();
    await city.database.query(`INSERT INTO identity_grant (id, user_id, role) SELECT gen_random_uuid(), id, 'approver' FROM identity_user WHERE username = 'zhiban01'`).catch(async () => {
      await city.database.query(`INSERT INTO identity_grant (user_id, role) SELECT id, 'approver' FROM identity_user WHERE username = 'zhiban01'`);
    });
    const own = await desk.officer.post(`/warnings/${warning}/approve`, { previewHash: await desk.previewHash(warning) });
    expect(own).toMatchObject({ status: 403, body: { code: 'warning.approver-is-drafter' } });
    const raw = city.database.query(`UPDATE warning_message SET state = 'approved', decided_by = drafted_by, decided_at = now(), version = version + 1 WHERE warning_id = $1`, [warning]);
    await expect(raw).rejects.toThrow(/warning_message_two_people/);
  });
});
