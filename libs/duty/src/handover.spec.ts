import type { Actor } from '#platform';
import { LoadAccount } from '#identity';
import { FoundJurisdiction, RegisterUnit } from '#directory';
import { stage, type Stage } from '../../../test/harness/stage.js';
import { HandOver, Handovers, MoveHandover, Officers } from './index.js';

describe('交接', () => {
  let scene: Stage;
  let giver: Actor, taker: Actor, other: Actor, approver: Actor;

  beforeAll(async () => {
    scene = await stage();
    const { id: jurisdictionId } = await scene.command(new FoundJurisdiction({ name: '晴川区', level: 'district' }));
    const keeper: Actor = { id: '00000000-0000-7000-8000-000000000001', jurisdictionId, unitId: null, personId: null, roles: ['system-admin'] };
    const { id: unitId } = await scene.command(new RegisterUnit(keeper, { name: '指挥部办公室', shortName: '指挥办', kind: 'command_office' }));
    const account = async (username: string, role: 'duty-officer' | 'approver'): Promise<Actor> => {
      const { id } = await scene.command(new LoadAccount(jurisdictionId, { username, name: username, unitId, personId: null, roles: [role], password: 'Rain-on-seven-roofs-2026' }));
      return { id, jurisdictionId, unitId, personId: null, roles: [role] };
    };
    [giver, taker, other] = [await account('zhiban01', 'duty-officer'), await account('zhiban02', 'duty-officer'), await account('zhiban03', 'duty-officer')];
    approver = await account('shenpi01', 'approver');
  });
  afterAll(() => scene.close());

  const gives = (to: Actor = taker) => scene.command(new HandOver(giver, { to: to.id, note: '区水利局还没有回电', points: [{ text: '催区水利局', by: '2026-11-23T08:00:00+08:00' }] }), giver);
  const moves = (who: Actor, id: string, step: 'take' | 'withdraw') => scene.command(new MoveHandover(who, id, step), who);
  const waiting = async (who: Actor) => (await scene.query(new Handovers(who, { mine: 'true' }))).items.map(({ id }) => id);

  it('offers the other duty officers only', async () => {
    expect((await scene.query(new Officers(giver))).items.map(({ name }) => name)).toEqual(['zhiban02', 'zhiban03']);
  });

  it('waits for the one it was given to, with its points and what was running; then bears his signature', async () => {
    const { id } = await gives();
    expect(await waiting(taker)).toEqual([id]);
    expect(await waiting(other)).toEqual([]);
    await expect(moves(other, id, 'take')).rejects.toMatchObject({ code: 'duty.not-the-receiver' });
    await expect(moves(giver, id, 'take')).rejects.toMatchObject({ code: 'duty.not-the-receiver' });
    await moves(taker, id, 'take');
    const [kept] = (await scene.query(new Handovers(approver, {}))).items;
    expect(kept).toMatchObject({ id, state: 'taken', givenByName: 'zhiban01', givenToName: 'zhiban02', points: [{ text: '催区水利局', by: '2026-11-23T08:00:00+08:00' }], standing: { warnings: 0, responses: 0, openLists: 0 }, takenStanding: { warnings: 0, responses: 0, openLists: 0 } });
    expect(kept?.takenAt).toBeInstanceOf(Date);
    expect(await waiting(taker)).toEqual([]);
    await expect(moves(taker, id, 'take')).rejects.toMatchObject({ code: 'duty.handover-not-open' });
  });

  it('may be taken back by the giver, before it is signed', async () => {
    const { id } = await gives();
    await expect(moves(taker, id, 'withdraw')).rejects.toMatchObject({ code: 'duty.not-the-giver' });
    await moves(giver, id, 'withdraw');
    await expect(moves(taker, id, 'take')).rejects.toMatchObject({ code: 'duty.handover-not-open' });
  });

  it('goes to nobody who is no duty officer, and not to oneself', async () => {
    await expect(gives(approver)).rejects.toMatchObject({ code: 'duty.receiver-unfit' });
    await expect(gives(giver)).rejects.toMatchObject({ code: 'duty.receiver-unfit' });
  });

  it('is in the trail, each step of it', async () => {
    const rows = await scene.database.query<{ type: string; actor_id: string }>(`SELECT type, actor_id FROM journal WHERE type LIKE 'duty.%' ORDER BY id`);
    expect(rows.map(({ type, actor_id }) => [type, actor_id])).toEqual([
      ['duty.handed-over', giver.id],
      ['duty.handover-taken', taker.id],
      ['duty.handed-over', giver.id],
      ['duty.handover-withdrawn', giver.id],
    ]);
  });
});
