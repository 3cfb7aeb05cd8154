import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { Unit } from '../harness/unit.js';

/** 暂停·恢复: clocks stand still and every deadline moves by the time they stood. */
describe('suspended and resumed', () => {
  let city: City;
  let desk: Desk;
  let warning: string;

  const rings = async (): Promise<number> => (await city.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM journal WHERE type = 'checklist.clock-rang'`))[0]!.n;

  beforeAll(async () => {
    city = await City.wakes();
    desk = new Desk(city);
    ({ warning } = await desk.issues('orange'));
  });
  afterAll(() => city.sleeps());

  it('rings for nobody while it is suspended, and answers are still taken', async () => {
    await city.clockAdvances({ minutes: 10 });
    await desk.moves(warning, 'suspend');
    await city.clockAdvances({ hours: 5 });
    expect(await rings()).toBe(0);
    await new Unit(city, 'qingshi').acknowledges();
  });

  it('takes no change of level before it is resumed', async () => {
    const answer = await desk.officer.post(`/warnings/${warning}/adjust`, { level: 'red', basis: 'own_forecast', reason: '加重' });
    expect(answer).toMatchObject({ status: 409, body: { code: 'warning.not-open-for-this' } });
  });

  it('goes on where it stood: twenty minutes were left until the first ring', async () => {
    await desk.moves(warning, 'resume');
    await city.clockAdvances({ minutes: 19 });
    expect(await rings()).toBe(0);
    await city.clockAdvances({ minutes: 2 });
    expect(await rings()).toBe(1);
  });
});
