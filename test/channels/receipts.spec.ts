import { FakeSms, type Behaviour } from '../harness/gateways/index.js';
import { Outside, type Row } from './outside.js';

const UNIT = '青石镇';

describe('receipts', () => {
  const sms = new FakeSms();
  let outside: Outside;

  const tells = async (behaviour: Behaviour, wanted: Row['state']): Promise<Row> => {
    const rows = (await outside.ledger()).length;
    sms.behaves(behaviour);
    await outside.reminds(UNIT);
    await outside.until(`a row that is ${wanted}`, async () => {
      const ledger = await outside.ledger();
      return ledger.length > rows && ledger.at(-1)!.state === wanted;
    });
    return outside.last('sms');
  };
  const keyOf = async (row: Row) => (await outside.parcels<{ id: string; key: string; reference: string | null }>()).find(({ id }) => id === row.number)!;

  beforeAll(async () => {
    outside = await Outside.begins([sms]);
    await outside.contact(UNIT, 'mobile', '13900000001');
    sms.callback = `${outside.city.url}/api/v1/receipts/sms`;
    await outside.raises();
    await outside.quiet('sms');
  });
  afterAll(() => outside.ends());

  it.each([false, true])('say that it arrived; the second one says nothing new (by its own name: %s)', async (byReference) => {
    sms.byReference = byReference;
    const row = await tells('receipt-twice', 'delivered');
    await outside.until('both reports are answered', () => sms.answers.length % 2 === 0);
    expect((await outside.ledger()).at(-1)).toEqual(row);
    expect(new Set(sms.answers)).toEqual(new Set([200]));
    expect(row).toMatchObject({ sentAt: expect.any(String), deliveredAt: expect.any(String), failureCode: null });
  });

  it.each([false, true])('may come before our own record of the answer (by its own name: %s)', async (byReference) => {
    sms.byReference = byReference;
    const row = await tells('receipt-first', 'delivered');
    await outside.until('our own record', async () => (await keyOf(row)).reference !== null);
    expect(await keyOf(row)).toMatchObject({ state: 'sent', attempts: 1, uncertain: false, reference: `m-${(await keyOf(row)).key}` });
    expect(sms.doubled()).toEqual([]);
  });

  it('say that it did not arrive; then it has failed, and is sent again under another key and the same number', async () => {
    const sent = await tells('success', 'sent');
    const { key } = await keyOf(sent);
    expect(await sms.reports({ outId: key, status: 'UNDELIV' })).toBe(200);
    expect(await outside.last('sms')).toMatchObject({ state: 'failed', failureCode: 'channel.not-delivered', failure: expect.stringContaining('UNDELIV'), replayable: true });
    expect(await outside.desk.officer.does(`/deliveries/${sent.id}/replay`)).toEqual({ replayed: 1 });
    await outside.quiet('sms');
    expect(await outside.last('sms')).toMatchObject({ id: sent.id, number: sent.number, state: 'sent', failureCode: null });
    expect((await keyOf(sent)).key).not.toBe(key);
    // What the provider says late of the first try no longer speaks of this one.
    await sms.reports({ outId: key, status: 'UNDELIV' });
    expect(await outside.last('sms')).toMatchObject({ state: 'sent' });
  });

  it('of arrival outweigh those of failure, in whatever order they come', async () => {
    const sent = await tells('success', 'sent');
    const { key } = await keyOf(sent);
    await sms.reports({ outId: key, status: 'UNDELIV' }, { outId: key, status: 'DELIVRD' });
    expect(await outside.last('sms')).toMatchObject({ state: 'delivered', failureCode: null });
    await sms.reports({ outId: key, status: 'UNDELIV' });
    expect(await outside.last('sms')).toMatchObject({ state: 'delivered' });
  });

  it('without proof, for a gateway that takes none, or about nothing of ours change nothing', async () => {
    const before = await outside.ledger();
    const post = (path: string, token: string, body: object) =>
      fetch(`${outside.city.url}/api/v1/receipts/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-receipt-token': token }, body: JSON.stringify(body) });
    const { key } = await keyOf(before.at(-1)!);
    const report = { reports: [{ outId: key, status: 'UNDELIV' }] };
    const wrong = await post('sms', 'a-wrong-secret-of-tests', report);
    expect([wrong.status, ((await wrong.json()) as { code: string }).code]).toEqual([401, 'receipt.not-proved']);
    expect((await post('nowhere', sms.receiptSecret, report)).status).toBe(404);
    for (const body of [{ reports: [{ outId: 'no uuid', status: 'UNDELIV' }, { msgId: 'm-unknown', status: 'DELIVRD' }] }, {}, [], { reports: 'x' }]) expect((await post('sms', sms.receiptSecret, body)).status).toBe(200);
    expect(await outside.ledger()).toEqual(before);
  });
});
