import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';

/** 电话批准: at 02:00 the approver says yes by telephone; it is written down with name and time, and signed later. */
describe('approved by telephone', () => {
  let city: City;
  let desk: Desk;
  let warning: string;

  beforeAll(async () => {
    city = await City.wakes();
    desk = new Desk(city);
    ({ id: warning } = await desk.officer.does<{ id: string }>('/warnings', { level: 'yellow', basis: 'upper_level_order', reason: '市指挥部电话通知', documentNumber: '市气应〔2026〕12号' }));
    await desk.officer.does(`/warnings/${warning}/submit`);
  });
  afterAll(() => city.sleeps());

  it('is not the duty officer’s own approval', async () => {
    const bare = await desk.officer.post(`/warnings/${warning}/approve`, { previewHash: await desk.previewHash(warning) });
    expect(bare).toMatchObject({ status: 403, body: { code: 'warning.only-approvers-sign' } });
    const stranger = (await desk.officer.reads('/session')).id;
    const wrong = await desk.officer.post(`/warnings/${warning}/approve`, { previewHash: await desk.previewHash(warning), telephone: { approverId: stranger, at: '2026-11-22T02:05:00+08:00' } });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'warning.approver-unknown' } });
  });

  it('takes effect under the approver’s name, with the time he spoke', async () => {
    const [approver] = (await desk.officer.reads('/approvers')).items;
    await desk.officer.does(`/warnings/${warning}/approve`, { previewHash: await desk.previewHash(warning), telephone: { approverId: approver.id, at: '2026-11-22T02:05:00+08:00' } });
    await city.settles();
    const { state, messages } = await desk.officer.reads(`/warnings/${warning}`);
    expect(state).toBe('issued');
    expect(messages[0]).toMatchObject({ decidedBy: approver.id, deciderName: approver.name, countersignedAt: null });
    expect(new Date(messages[0].telephoneAt).toISOString()).toBe('2026-11-21T18:05:00.000Z');
  });

  it('is countersigned by that approver, and by nobody else', async () => {
    const { messages } = await desk.officer.reads(`/warnings/${warning}`);
    const [spoke, other] = messages[0].deciderName === '李国栋' ? ['shenpi01', 'shenpi02'] : ['shenpi02', 'shenpi01'];
    expect(await city.person(other).post(`/warnings/${warning}/countersign`)).toMatchObject({ status: 409, body: { code: 'warning.not-countersignable' } });
    await city.person(spoke).does(`/warnings/${warning}/countersign`);
    expect((await desk.officer.reads(`/warnings/${warning}`)).messages[0].countersignedAt).toEqual(expect.any(String));
  });
});
