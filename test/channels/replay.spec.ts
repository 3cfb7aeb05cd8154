import { FakeSms, FakeWecom } from '../harness/gateways/index.js';
import { Unit } from '../harness/unit.js';
import { Outside } from './outside.js';

const UNITS = ['青石镇', '文昌街道', '柳湾镇'];

describe('sending again', () => {
  const [sms, wecom] = [new FakeSms(), new FakeWecom()];
  let outside: Outside;

  beforeAll(async () => {
    outside = await Outside.begins([sms, wecom], { limits: { backoffSeconds: 600 } });
    for (const [n, unit] of UNITS.entries()) {
      await outside.contact(unit, 'mobile', `1390000000${n}`);
      await outside.contact(unit, 'wecom', `robot-key-${n}`);
    }
    sms.behaves('refuse');
    wecom.behaves('refuse', 'success');
    await outside.raises();
    for (const gateway of ['sms', 'wecom']) await outside.quiet(gateway);
  });
  afterAll(() => outside.ends());

  const journal = () => outside.city.database.query<{ data: { deliveries: number; deliveryIds: string[] }; actor: string | null }>(
    `SELECT j.data, u.username AS actor FROM journal j LEFT JOIN identity_user u ON u.id = j.actor_id WHERE type = 'notification.deliveries-replayed' ORDER BY j.id`,
  );

  it('takes one failed delivery, with two clicks as with one, under the number that its reader may have seen', async () => {
    sms.behaves('success');
    const failed = (await outside.ledger('sms')).filter((row) => row.replayable);
    expect(failed).toHaveLength(3);
    const [first] = failed;
    const clicks = await Promise.all([1, 2].map(() => outside.desk.officer.does<{ replayed: number }>(`/deliveries/${first!.id}/replay`)));
    expect(clicks.map(({ replayed }) => replayed).sort()).toEqual([0, 1]);
    await outside.quiet('sms');
    expect((await outside.ledger('sms'))[0]).toMatchObject({ id: first!.id, number: first!.number, state: 'sent', replayable: false });
    expect(sms.taken).toHaveLength(1);
    expect(sms.taken[0]!.text).toContain(`第${first!.number}号`);
    expect(await journal()).toEqual([{ actor: 'zhiban01', data: expect.objectContaining({ deliveries: 1, deliveryIds: [first!.id] }) }]);
  });

  it('refuses what has not failed, by its code', async () => {
    await outside.advances(2);
    const [sent] = await outside.ledger('sms');
    expect(await outside.desk.officer.post(`/deliveries/${sent!.id}/replay`)).toMatchObject({ status: 409, body: { code: 'delivery.not-failed', facts: { state: 'sent' } } });
    const { items } = await outside.desk.officer.reads(`/responses/${outside.response}/deliveries?limit=1`);
    expect(await outside.desk.officer.post(`/deliveries/${items[0].id}/replay`)).toMatchObject({ status: 409, body: { code: 'delivery.not-failed' } });
    expect(await outside.desk.officer.post('/deliveries/999999/replay')).toMatchObject({ status: 404 });
  });

  it('takes all that failed of a response, and only that; a second click finds nothing', async () => {
    const town = new Unit(outside.city, 'qingshi');
    expect(await town.person.post(`/responses/${outside.response}/deliveries/replay`)).toMatchObject({ status: 403 });
    expect(await outside.desk.officer.does(`/responses/${outside.response}/deliveries/replay`)).toEqual({ replayed: 3 });
    expect(await outside.desk.officer.does(`/responses/${outside.response}/deliveries/replay`)).toEqual({ replayed: 0 });
    for (const gateway of ['sms', 'wecom']) await outside.quiet(gateway);
    expect((await outside.ledger()).map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'sent'));
    expect([sms.taken.length, wecom.taken.length]).toEqual([3, 3]);
    expect([...sms.doubled(), ...wecom.doubled()]).toEqual([]);
    expect((await journal()).map(({ data, actor }) => [data.deliveries, actor])).toEqual([[1, 'zhiban01'], [3, 'zhiban01']]);
  });

  it('asks first when it is not known whether the message had arrived', async () => {
    const messages = (await outside.parcels()).length;
    sms.behaves('cut', 'success');
    wecom.behaves('success');
    await outside.reminds('青石镇');
    await outside.until('the doubt', async () => (await outside.parcels()).slice(messages).some(({ uncertain, state }) => uncertain && state === 'waiting'));
    // As after the last of many tries: given up while in doubt.
    await outside.city.database.query(`UPDATE notification_parcel SET state = 'failed' WHERE uncertain AND state = 'waiting'`);
    await outside.city.database.query(`UPDATE notification_delivery SET state = 'failed' WHERE gateway = 'sms' AND state = 'queued'`);
    const taken = sms.taken.length;
    const failed = (await outside.ledger('sms')).find((row) => row.state === 'failed')!;
    await outside.desk.officer.does(`/deliveries/${failed.id}/replay`);
    await outside.quiet('sms');
    expect(await outside.last('sms')).toMatchObject({ state: 'sent' });
    expect(sms.taken).toHaveLength(taken);
  });
});
