import { FakeSms, FakeWebhook } from '../harness/gateways/index.js';
import { Unit } from '../harness/unit.js';
import { Outside } from './outside.js';

const UNITS = ['青石镇', '文昌街道', '柳湾镇'];

describe('what waits for one contact', () => {
  it('goes out as one message, under one number, once the first of it has waited long enough', async () => {
    const sms = new FakeSms();
    const outside = await Outside.begins([sms], { limits: { bundleSeconds: 600 } });
    await outside.contact('青石镇', 'mobile', '13900000001');
    await outside.raises();
    for (let n = 0; n < 2; n++) await outside.reminds('青石镇');
    expect((await outside.ledger()).map(({ state, number }) => [state, number])).toEqual(Array.from({ length: 3 }, () => ['queued', null]));
    await outside.advances(10);
    await outside.quiet('sms');
    expect(sms.heard).toHaveLength(1);
    expect(sms.heard[0]!.text).toContain('3项通知');
    expect(sms.heard[0]!.text.match(/https:/g)).toHaveLength(1);
    const rows = await outside.ledger();
    expect(new Set(rows.map(({ number }) => number)).size).toBe(1);
    expect(rows.map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
    await outside.ends();
  });

  it('goes to the person addressed, else to the unit; of the whole unit also to whoever answers for it', async () => {
    const [sms, hook] = [new FakeSms(), new FakeWebhook()];
    const outside = await Outside.begins([sms, hook]);
    const reached = () => sms.taken.map(({ address }) => address).sort();
    const [duty] = await outside.city.database.query<{ id: string }>(`SELECT d.person_id AS id FROM directory_unit u, directory_face_on_duty(u.jurisdiction_id, clock_now()) d WHERE u.name = '青石镇' AND d.unit_id = u.id`);
    expect(duty).toBeDefined();
    await outside.contact('青石镇', 'mobile', '13900000001');
    await outside.city.database.query(
      `INSERT INTO directory_contact (jurisdiction_id, unit_id, person_id, channel, address, verified_at)
       SELECT jurisdiction_id, unit_id, id, 'mobile', '13900000002', clock_now() FROM directory_person WHERE id = $1
       UNION ALL SELECT jurisdiction_id, unit_id, id, 'mobile', '13900000003', NULL FROM directory_person WHERE id = $1`,
      [duty!.id],
    );
    await outside.raises();
    await outside.quiet('sms');
    expect(reached()).toEqual(['13900000001', '13900000002']);
    await outside.reminds('青石镇');
    await outside.until('the reminder', async () => sms.taken.length === 3);
    expect(reached()).toEqual(['13900000001', '13900000002', '13900000002']);
    expect(hook.heard).toEqual([]);
    await outside.ends();
  });
});

describe('the pace', () => {
  it('of a contact is kept: what is too much for a minute waits for the next, and holds up nobody else', async () => {
    const sms = new FakeSms();
    const outside = await Outside.begins([sms], { limits: { perContactPerMinute: 1 } });
    for (const [n, unit] of UNITS.slice(0, 2).entries()) await outside.contact(unit, 'mobile', `1390000000${n}`);
    await outside.raises();
    await outside.quiet('sms');
    // 柳湾镇 has a telephone only now: nothing was said there yet, and its reminder is behind the one that has to wait.
    await outside.contact(UNITS[2]!, 'mobile', '13900000002');
    const ids = await outside.city.database.query<{ id: string }>(
      `SELECT l.id FROM checklist_checklist l JOIN directory_unit u ON u.id = l.unit_id WHERE u.name = ANY ($1::text[]) ORDER BY array_position($1::text[], u.name)`,
      [[UNITS[0], UNITS[2]]],
    );
    for (const { id } of ids) await outside.desk.officer.does(`/responses/${outside.response}/remind`, { about: 'unanswered', checklistIds: [id] });
    await outside.until('the other unit is told', () => sms.taken.some(({ address }) => address === '13900000002'));
    expect(sms.taken.map(({ address }) => address).sort()).toEqual(['13900000000', '13900000001', '13900000002']);
    expect((await outside.parcels()).filter(({ state }) => state === 'waiting')).toMatchObject([{ state: 'waiting', attempts: 0 }]);
    await outside.advances(1.1);
    await outside.quiet('sms');
    const [gap] = await outside.city.database.query<{ seconds: number }>(`
      SELECT extract(epoch FROM max(left_at) - min(left_at))::float8 AS seconds FROM notification_parcel WHERE contact_id = (SELECT min(contact_id) FROM notification_parcel)`);
    expect(gap!.seconds).toBeGreaterThanOrEqual(60);
    expect(sms.taken.map(({ address }) => address).at(-1)).toBe('13900000000');
    await outside.ends();
  });

  it('of a gateway is kept by all workers together', async () => {
    const sms = new FakeSms();
    const outside = await Outside.begins([sms], { limits: { perMinute: 6 } });
    for (const [n, unit] of UNITS.entries()) await outside.contact(unit, 'mobile', `1390000000${n}`);
    await outside.raises();
    for (const n of [1, 2, 3]) {
      await outside.until(`message ${n}`, () => sms.taken.length === n);
      await outside.advances(0.17);
    }
    await outside.quiet('sms');
    const gaps = await outside.city.database.query<{ seconds: number }>(`SELECT extract(epoch FROM left_at - lag(left_at) OVER (ORDER BY left_at))::float8 AS seconds FROM notification_parcel ORDER BY left_at OFFSET 1`);
    expect(gaps.map(({ seconds }) => seconds >= 9.5)).toEqual([true, true]);
    await outside.ends();
  });
});

describe('an exercise', () => {
  it('never reaches a real channel, and reaches every inbox', async () => {
    const sms = new FakeSms();
    const outside = await Outside.begins([sms]);
    for (const [n, unit] of UNITS.entries()) await outside.contact(unit, 'mobile', `1390000000${n}`);
    await outside.raises({ exercise: true });
    await outside.reminds('青石镇');
    await outside.city.clockAdvances({ hours: 2 });
    expect((await outside.desk.progress(outside.response)).totals).toMatchObject({ sent: 19 });
    expect(await outside.ledger()).toEqual([]);
    expect(await outside.parcels()).toEqual([]);
    expect(sms.heard).toEqual([]);
    const forced = outside.city.database.query(
      `INSERT INTO notification_delivery (jurisdiction_id, kind, subject, round, unit_id, channel, gateway, contact_id, exercise, state) SELECT jurisdiction_id, 'x', 'x', 1, 1, 'sms', 'sms', 1, true, 'queued' FROM notification_delivery LIMIT 1`,
    );
    await expect(forced).rejects.toThrow(/notification_delivery_exercise_stays_inside/);
    await outside.ends();
  });
});

describe('a unit that acknowledges by any way', () => {
  it('has acknowledged what went outside, and what has not left yet stays behind', async () => {
    const [sms, hook] = [new FakeSms(), new FakeWebhook()];
    const outside = await Outside.begins([sms, hook], { limits: { breaker: { failures: 1, openSeconds: 60 } } });
    await outside.contact('青石镇', 'mobile', '13900000001');
    await outside.contact('青石镇', 'webhook', hook.address);
    await sms.dies();
    await outside.raises();
    await outside.quiet('webhook').catch(() => undefined);
    await outside.until('the breaker opens', async () => (await outside.channel('sms')).breaker === 'open');
    await new Unit(outside.city, 'qingshi').acknowledges();
    await outside.city.settles();
    const states = Object.fromEntries((await outside.ledger()).map(({ gateway, state }) => [gateway, state]));
    expect(states).toEqual({ sms: 'acknowledged', webhook: 'acknowledged' });
    await sms.opens();
    await outside.advances(2);
    await outside.until('the message is withdrawn', async () => (await outside.parcels()).some(({ state }) => state === 'withdrawn'));
    expect(sms.heard).toEqual([]);
    expect((await outside.ledger('sms'))[0]).toMatchObject({ state: 'acknowledged', sentAt: null, acknowledgedAt: expect.any(String) });
    await outside.ends();
  });
});
