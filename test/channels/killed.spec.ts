import { ChildWorker } from '../harness/child-worker.js';
import { FakeSms, FakeWecom } from '../harness/gateways/index.js';
import { Outside } from './outside.js';

const UNITS = ['青石镇', '文昌街道'];

/** A city whose order goes to two units by a gateway that can be asked, and by one that cannot. */
async function begun(): Promise<{ outside: Outside; sms: FakeSms; wecom: FakeWecom }> {
  const [sms, wecom] = [new FakeSms(), new FakeWecom()];
  const outside = await Outside.begins([sms, wecom], { worker: false, limits: { timeoutSeconds: 1, concurrency: 1 } });
  for (const [n, unit] of UNITS.entries()) {
    await outside.contact(unit, 'mobile', `1390000000${n}`);
    await outside.contact(unit, 'wecom', `robot-key-${n}`);
  }
  return { outside, sms, wecom };
}

/** What must be true at the end, wherever somebody died: each contact has one order, and the ledger says so. */
async function oneOrderEach(outside: Outside, sms: FakeSms, wecom: FakeWecom): Promise<void> {
  await outside.until('all of them are in the ledger', async () => (await outside.ledger()).length === 4);
  for (const gateway of ['sms', 'wecom']) await outside.quiet(gateway);
  const rows = await outside.ledger();
  expect(rows.map((row) => `${row.gateway} ${row.state}`).sort()).toEqual(['sms sent', 'sms sent', 'wecom sent', 'wecom sent']);
  expect([...sms.counts().values()]).toEqual([1, 1]);
  expect(sms.taken).toHaveLength(2);
  expect(wecom.counts().size).toBe(2);
  expect(wecom.doubled()).toEqual([]);
  expect(new Set(wecom.taken.map(({ address }) => address))).toEqual(new Set(['robot-key-0', 'robot-key-1']));
}

/** Where whoever dies has a lease in hand. */
const LEASED = ['channel.leased', 'channel.sent-unrecorded'];

describe.each(['channel.placed', 'channel.packed', 'channel.leased', 'channel.sent-unrecorded', 'channel.recorded'])('a worker is killed at %s', (failpoint) => {
  it('and the next one brings each contact one order', async () => {
    const { outside, sms, wecom } = await begun();
    try {
      await outside.raisesUnattended();
      expect(await ChildWorker.start(outside.city, `${failpoint}:1:kill`, outside.variables).dies()).toBe('SIGKILL');
      await outside.advances(1);
      await outside.city.workerStarts();
      await oneOrderEach(outside, sms, wecom);
      const repeated = (await outside.parcels()).filter(({ attempts }) => attempts > 1);
      expect((await outside.leasesTakenUp()).flat().sort()).toEqual(repeated.map(({ id }) => `message/${id}`).sort());
      if (LEASED.includes(failpoint)) expect(repeated).not.toEqual([]);
    } finally {
      await outside.ends();
    }
  });
});

/** One message is under way when it is stopped; on a gateway that takes a key twice, so that every repetition would be heard. */
describe.each(['channel.leased', 'channel.sent-unrecorded'])('a worker is stopped at %s, and wakes up when another has done its work', (failpoint) => {
  it('and changes nothing', async () => {
    const sms = new FakeSms();
    const outside = await Outside.begins([sms], { worker: false, limits: { timeoutSeconds: 1, concurrency: 1 } });
    try {
      await outside.contact('青石镇', 'mobile', '13900000001');
      await outside.raisesUnattended();
      const frozen = ChildWorker.start(outside.city, `${failpoint}:1:stop`, outside.variables);
      await frozen.reaches();
      await outside.city.workerStarts();
      await outside.advances(1);
      await outside.until('the other has done it', async () => (await outside.ledger())[0]?.state === 'sent');
      const before = await outside.parcels();
      frozen.resumes();
      await frozen.stops();
      expect(await outside.parcels()).toEqual(before);
      expect(before).toEqual([expect.objectContaining({ state: 'sent', attempts: 2 })]);
      expect(sms.taken).toHaveLength(1);
      expect(await outside.leasesTakenUp()).toEqual([before.map(({ id }) => `message/${id}`)]);
      expect((await outside.ledger()).map(({ state }) => state)).toEqual(['sent']);
    } finally {
      await outside.ends();
    }
  });
});
