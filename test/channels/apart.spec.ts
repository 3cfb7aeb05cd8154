import { FakeSms, FakeWebhook, FakeWecom } from '../harness/gateways/index.js';
import { Outside } from './outside.js';

const UNITS = ['青石镇', '文昌街道', '柳湾镇'];

/** A dead gateway, a slow one and a good one, under one order. */
describe('gateways', () => {
  const [dead, slow, good] = [new FakeSms(), new FakeWecom(), new FakeWebhook()];
  let outside: Outside;
  const units: string[] = [];

  beforeAll(async () => {
    outside = await Outside.begins([dead, slow, good], { limits: { timeoutSeconds: 60, concurrency: 2, breaker: { failures: 3, openSeconds: 60 } } });
    const rows = await outside.city.database.query<{ name: string }>(`SELECT name FROM directory_unit WHERE name = ANY ($1) OR kind IN ('township', 'subdistrict') ORDER BY (name = ANY ($1)) DESC, id LIMIT 6`, [UNITS]);
    units.push(...rows.map((row) => row.name));
    for (const [n, unit] of units.entries()) {
      await outside.contact(unit, 'mobile', `1390000000${n}`);
      await outside.contact(unit, 'wecom', `robot-key-${n}`);
      await outside.contact(unit, 'webhook', `${good.address}/${n}`);
    }
    await dead.dies();
    slow.behaves('slow');
    await outside.raises();
  });
  afterAll(() => outside.ends());

  it('do not hold up each other, nor the inboxes of the units', async () => {
    expect((await outside.desk.progress(outside.response)).totals).toMatchObject({ checklists: 19, sent: 19 });
    await outside.until('the good one is done', async () => (await outside.ledger('webhook')).every((row) => row.state === 'sent'));
    expect(good.taken).toHaveLength(6);
    expect(slow.heard.length).toBeLessThanOrEqual(2);
    expect((await outside.ledger('sms')).filter((row) => row.state !== 'queued')).toEqual([]);
  });

  it('are left alone after a few failures, where every worker and the desk can see it', async () => {
    await outside.until('the breaker opens', async () => {
      await outside.comesToNextTry();
      return (await outside.channel('sms')).breaker === 'open';
    });
    expect(await outside.channel('sms')).toMatchObject({ waiting: 6, lastErrorCode: 'channel.unreachable', retryAt: expect.any(String), lastSuccessAt: null });
    expect(await outside.channel('webhook')).toMatchObject({ breaker: 'closed', waiting: 0, lastErrorCode: null, lastSuccessAt: expect.any(String) });
    expect(JSON.stringify(await outside.channel('sms'))).not.toContain('token');
  });

  it('are tried by one message after a while, and left alone longer when it fails', async () => {
    const tries = async () => (await outside.parcels()).reduce((sum, { attempts }) => sum + attempts, 0);
    const [page] = await outside.city.database.query<{ tries: number; openings: number }>(`SELECT openings FROM notification_gateway WHERE name = 'sms'`);
    const before = await tries();
    await outside.advances(1.5);
    await outside.until('the probe has failed', async () => (await outside.city.database.query(`SELECT 1 FROM notification_gateway WHERE name = 'sms' AND openings > $1`, [page!.openings])).length > 0);
    expect((await tries()) - before).toBe(1);
    const [longer] = await outside.city.database.query<{ left: number }>(`SELECT extract(epoch FROM retry_at - clock_now())::float8 AS left FROM notification_gateway WHERE name = 'sms'`);
    expect(longer!.left).toBeGreaterThan(100);
  });

  it('are used again as soon as one message gets through; then all go, each once', async () => {
    await dead.opens();
    await outside.advances(5);
    await outside.until('everything has left', async () => {
      await outside.comesToNextTry();
      return (await outside.ledger('sms')).every((row) => row.state === 'sent');
    });
    expect(dead.taken).toHaveLength(6);
    expect(dead.doubled()).toEqual([]);
    expect(await outside.channel('sms')).toMatchObject({ breaker: 'closed', waiting: 0, retryAt: null });
    const told = await outside.city.database.query<{ state: string }>(`SELECT data ->> 'state' AS state FROM journal WHERE type = 'notification.gateway-changed' AND data ->> 'gateway' = 'sms' ORDER BY id`);
    expect(told.map(({ state }) => state)).toEqual(['open', 'closed']);
  });
});

describe('a message that waited when the backup was made', () => {
  it('may have left in the life that was lost, and says so', async () => {
    const wecom = new FakeWecom();
    const outside = await Outside.begins([wecom], { limits: { backoffSeconds: 600 } });
    await outside.contact('青石镇', 'wecom', 'robot-key-1');
    wecom.behaves('error', 'success');
    await outside.raises();
    await outside.until('it waits', async () => (await outside.parcels())[0]?.state === 'waiting' && wecom.heard.length === 1);
    await outside.city.workerStops();
    await outside.city.database.query('UPDATE platform_restore_epoch SET epoch = gen_random_uuid(), restored_at = clock_now()');
    await outside.city.workerStarts();
    await outside.comesToNextTry();
    await outside.quiet('wecom');
    expect(wecom.heard.map(({ taken, marked }) => [taken, marked])).toEqual([[false, false], [true, true]]);
    await outside.ends();
  });
});

describe('a message that cannot leave for too long', () => {
  it('has failed, is told, and may be sent again', async () => {
    const dead = new FakeSms();
    const outside = await Outside.begins([dead], { limits: { giveUpMinutes: 30, breaker: { failures: 1, openSeconds: 600 } } });
    await outside.contact('青石镇', 'mobile', '13900000001');
    await dead.dies();
    await outside.raises();
    await outside.until('the breaker opens', async () => (await outside.channel('sms')).breaker === 'open');
    await outside.advances(31);
    await outside.until('it is given up', async () => (await outside.ledger('sms'))[0]!.state === 'failed');
    expect((await outside.ledger('sms'))[0]).toMatchObject({ failureCode: 'channel.gave-up', failure: expect.stringContaining('30 minutes'), replayable: true });
    const { items } = await outside.desk.officer.reads(`/responses/${outside.response}/timeline?limit=50`);
    expect(items).toContainEqual(expect.objectContaining({ type: 'notification.deliveries-failed', data: expect.objectContaining({ gateway: 'sms', deliveries: 1 }) }));
    await outside.ends();
  });
});
