import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { Unit } from '../harness/unit.js';

/** 解除: stand-down is an obligation too; the response closes by itself after the last one. */
describe('lifted and stood down', () => {
  let city: City;
  let desk: Desk;
  let warning: string;
  let response: string;

  const state = async (): Promise<string> => (await desk.officer.reads(`/responses/${response}`)).state;

  beforeAll(async () => {
    city = await City.wakes();
    desk = new Desk(city);
    ({ warning, response } = await desk.issues('yellow'));
  });
  afterAll(() => city.sleeps());

  it('does not let a unit stand down before the lifting', async () => {
    const town = new Unit(city, 'qingshi');
    const early = await town.person.post(`/checklists/${(await town.checklist()).id}/stand-down`);
    expect(early).toMatchObject({ status: 409, body: { code: 'checklist.not-yet-lifted' } });
  });

  it('withdraws what nobody has to do any more and asks everybody to stand down', async () => {
    await desk.moves(warning, 'lift');
    expect(await state()).toBe('lifted');
    const list = await new Unit(city, 'qingshi').checklist();
    expect(list).toMatchObject({ revision: 2, stoodDownAt: null, itemsTotal: 0, sentAt: expect.any(String) });
    expect(list.items.filter((item) => item.role === 'responsible').every((item) => item.state === 'withdrawn')).toBe(true);
    const withdrawn = list.items.find((item) => item.state === 'withdrawn')!;
    const answer = await new Unit(city, 'qingshi').person.post(`/checklists/${list.id}/items/${withdrawn.id}/confirm`, { answer: 'cannot', note: '晚了', untilAt: '2099-01-01T00:00:00+08:00' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'checklist.item-withdrawn' } });
  });

  it('rings for those who do not stand down', async () => {
    await city.clockAdvances({ hours: 13 });
    const rings = await city.database.query(`SELECT DISTINCT data ->> 'ring' AS ring FROM journal WHERE type = 'checklist.clock-rang' AND data ->> 'clock' = 'stand_down' ORDER BY 1`);
    expect(rings).toEqual([{ ring: 'duty' }, { ring: 'head' }]);
  });

  it('closes by itself when all have stood down but one, and that one is excused', async () => {
    const withAccount = city.unitAccounts().map(({ username }) => new Unit(city, username));
    const { items } = await desk.officer.reads<{ items: { id: string; unitName: string }[] }>(`/checklists?responseId=${response}&limit=100`);
    const last = items.find((list) => list.unitName === '青石镇')!;
    for (const unit of withAccount) {
      const lists = (await unit.person.reads('/checklists?mine=true')).items as { id: string }[];
      if (lists.length > 0 && lists[0]!.id !== last.id) await unit.standsDown();
    }
    await city.settles();
    expect(await state()).toBe('lifted');
    await desk.officer.does(`/checklists/${last.id}/excuse`, { reason: '该镇通信中断，已电话核实' });
    await city.settles();
    expect(await state()).toBe('closed');
  });

  it('lets the next warning open a response of its own', async () => {
    const next = await desk.issues('orange');
    expect(next.response).not.toBe(response);
  });
});
