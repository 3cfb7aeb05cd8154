import { FakeSms } from '../harness/gateways/index.js';
import { Outside } from './outside.js';

/** A provider may answer a question about a message before it has come to the message itself. */
describe('a message that its provider does not know of when it is asked', () => {
  let [sms, outside]: [FakeSms, Outside] = [new FakeSms(), null as never];
  beforeEach(async () => {
    sms = new FakeSms();
    outside = await Outside.begins([sms], { limits: { timeoutSeconds: 1, settledSeconds: 30 } });
    await outside.contact('青石镇', 'mobile', '13900000001');
  });
  afterEach(() => outside.ends());

  /** The first try was not answered; the provider was asked, and does not know. */
  const asked = async (): Promise<void> => {
    await outside.raises();
    await outside.until('nobody answers', async () => (await outside.parcels<{ failureCode: string }>())[0]?.failureCode === 'channel.no-answer');
    await outside.comesToNextTry();
    await outside.until('it says that it does not know', async () => sms.questions === 1 && (await outside.parcels()).every(({ state }) => state !== 'sending'));
  };

  it('is not sent again while it may be on its way, and found there later', async () => {
    sms.behaves('late', 'success');
    await asked();
    expect(await outside.parcels()).toEqual([expect.objectContaining({ state: 'waiting', uncertain: true, attempts: 1, failureCode: 'channel.not-settled' })]);
    sms.release();
    await outside.until('it is taken', () => sms.taken.length === 1);
    await outside.comesToNextTry();
    await outside.quiet('sms');
    expect(sms.taken).toHaveLength(1);
    expect(sms.doubled()).toEqual([]);
    expect((await outside.ledger()).map(({ state }) => state)).toEqual(['sent']);
  });

  it('is sent again when it must have arrived by now', async () => {
    sms.behaves('lost', 'success');
    await outside.raises();
    await outside.until('the connection is lost', async () => (await outside.parcels<{ failureCode: string }>())[0]?.failureCode === 'channel.connection-lost');
    while (sms.taken.length === 0) await outside.comesToNextTry();
    await outside.quiet('sms');
    expect(sms.questions).toBe(2);
    expect(sms.taken).toHaveLength(1);
  });
});
