import { FakeDingtalk, FakeFeishu, FakeMail, FakeSms, FakeWebhook, FakeWecom, type Behaviour, type FakeGateway, type Heard } from '../harness/gateways/index.js';
import { Outside } from './outside.js';

const UNIT = '青石镇';

interface Kind {
  readonly name: string;
  readonly make: () => FakeGateway;
  readonly contact: (fake: FakeGateway) => [channel: string, address: string];
  /** What happens to a message whose fate is unknown: asked, repeated under its key, or repeated with a mark. */
  readonly doubt: 'asks' | 'same key' | 'marks';
}

const KINDS: readonly Kind[] = [
  { name: 'sms', make: () => new FakeSms(), contact: () => ['mobile', '13900000001'], doubt: 'asks' },
  { name: 'email', make: () => new FakeMail(), contact: () => ['email', 'duty@example.invalid'], doubt: 'marks' },
  { name: 'webhook', make: () => new FakeWebhook(), contact: (fake) => ['webhook', (fake as FakeWebhook).address], doubt: 'same key' },
  { name: 'wecom', make: () => new FakeWecom(), contact: () => ['wecom', 'robot-key-1'], doubt: 'marks' },
  { name: 'dingtalk', make: () => new FakeDingtalk(), contact: () => ['dingtalk', 'access-token-1'], doubt: 'marks' },
  { name: 'feishu', make: () => new FakeFeishu(), contact: () => ['feishu', 'hook-1'], doubt: 'marks' },
];

/** Each gateway by the real worker, told of a real reminder, against each behaviour that its provider documents. */
describe.each(KINDS)('$name', ({ name, make, contact, doubt }) => {
  let outside: Outside;
  let fake: FakeGateway;

  /** Reminds the unit once and tells what the provider heard of it. */
  const tells = async (...behaviours: Behaviour[]): Promise<readonly Heard[]> => {
    const [before, messages] = [fake.heard.length, (await outside.parcels()).length];
    fake.behaves(...behaviours);
    await outside.reminds(UNIT);
    await outside.until('a message that is settled', async () => {
      const parcels = await outside.parcels();
      if (parcels.length === messages) return false;
      await outside.comesToNextTry();
      return !['waiting', 'sending'].includes(parcels.at(-1)!.state);
    });
    return fake.heard.slice(before);
  };

  beforeAll(async () => {
    fake = make();
    outside = await Outside.begins([fake], { limits: { timeoutSeconds: 1 } });
    await outside.contact(UNIT, ...contact(fake));
    await outside.raises();
    await outside.quiet(name);
  });
  afterAll(() => outside.ends());

  it('carries the order of the raise: who, what, its number, and the link that acknowledges it', async () => {
    const [row, ...more] = await outside.ledger(name);
    expect(more).toEqual([]);
    expect(row).toMatchObject({ kind: 'checklist.issued', channel: name, state: 'sent', failureCode: null, replayable: false, delaySeconds: expect.any(Number) });
    expect(fake.heard).toHaveLength(1);
    expect(fake.heard[0]).toMatchObject({ taken: true, marked: false });
    expect(fake.heard[0]!.text).toContain(UNIT);
    expect(fake.heard[0]!.text).toContain('橙色预警');
    expect(fake.heard[0]!.text).toContain(`第${row!.number}号`);
    expect(fake.heard[0]!.text).toMatch(/https:\/\/qingkong\.invalid\/m\/a\/[0-9A-Za-z]{20,}/);
  });

  it('waits as long as it is told to when there are too many, and counts no try', async () => {
    expect((await tells('throttle', 'success')).map(({ taken }) => taken)).toEqual([false, true]);
    expect((await outside.parcels()).at(-1)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('tries again after an error', async () => {
    expect((await tells('error', 'success')).map(({ taken, marked }) => [taken, marked])).toEqual([[false, false], [true, false]]);
    expect((await outside.parcels()).at(-1)).toMatchObject({ state: 'sent', attempts: 2, uncertain: false });
  });

  it('gives up at once what is refused, says why, and offers to send it again', async () => {
    expect(await tells('refuse')).toHaveLength(1);
    expect(await outside.last(name)).toMatchObject({ state: 'failed', failureCode: 'channel.refused', replayable: true, sentAt: null });
  });

  it.each(['cut', 'slow'] as const)('does not double what was taken when the answer is lost (%s)', async (behaviour) => {
    const heard = await tells(behaviour, 'success');
    fake.release();
    expect(heard.map(({ marked }) => marked)).toEqual({ asks: [false], 'same key': [false, false], marks: [false, true] }[doubt]);
    expect(new Set(heard.map(({ key }) => key)).size).toBe(1);
    expect(heard.filter(({ taken, marked }) => taken && !marked)).toHaveLength(1);
    expect(await outside.last(name)).toMatchObject({ state: 'sent', failureCode: null });
  });

  it('sends again what was lost on the way', async () => {
    const heard = await tells('lost', 'success');
    expect(heard.filter(({ taken }) => taken)).toHaveLength(1);
    expect(heard.at(-1)!.marked).toBe(doubt === 'marks');
  });

  it('never doubled a message, and spoke its protocol without a fault', () => {
    expect(fake.doubled()).toEqual([]);
    expect('complaints' in fake ? fake.complaints : []).toEqual([]);
  });
});
