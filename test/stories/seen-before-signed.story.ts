import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';

/** 先看后签: what was previewed is what is inserted, or it is shown again. */
describe('seen before signed', () => {
  let city: City;
  let desk: Desk;
  let warning: string;

  beforeAll(async () => {
    city = await City.wakes();
    desk = new Desk(city);
    ({ id: warning } = await desk.officer.does<{ id: string }>('/warnings', { level: 'orange', basis: 'own_forecast', reason: '先看后签' }));
    await desk.officer.does(`/warnings/${warning}/submit`);
  });
  afterAll(() => city.sleeps());

  it('is refused without the preview’s hash, and with another’s', async () => {
    expect(await desk.approver.post(`/warnings/${warning}/approve`, {})).toMatchObject({ status: 422, body: { code: 'warning.preview-not-seen' } });
    expect(await desk.approver.post(`/warnings/${warning}/approve`, { previewHash: 'f'.repeat(64) })).toMatchObject({ status: 409, body: { code: 'checklist.roster-changed' } });
  });

  it('is shown again when a township joined the district meanwhile, and nothing of the first try remains', async () => {
    const seen = await desk.previewHash(warning);
    await city.person('xitong01').does('/units', { name: '新桥镇', shortName: '新桥镇', kind: 'township' });
    const stale = await desk.approver.post(`/warnings/${warning}/approve`, { previewHash: seen });
    expect(stale).toMatchObject({ status: 409, body: { code: 'checklist.roster-changed' } });
    const left = await city.database.query(`SELECT 1 FROM response_response UNION ALL SELECT 1 FROM checklist_line UNION ALL SELECT 1 FROM checklist_checklist`);
    expect(left).toEqual([]);
  });

  it('names a unit of the plan that went out of use since: the order would go to it, and not without being seen', async () => {
    const inUse = (active: boolean) => city.database.query(`UPDATE directory_unit SET active = $1, version = version + 1 WHERE name = '区生态环境分局'`, [active]);
    const outOfUse = async (): Promise<string[]> => (await desk.approver.reads(`/warnings/${warning}/preview`)).outOfUse;
    expect(await outOfUse()).toEqual([]);
    await inUse(false);
    expect(await outOfUse()).toEqual(['区生态环境分局']);
    await inUse(true);
  });

  it('names who gets it in the product only: nobody has verified a contact of theirs', async () => {
    const insideOnly = async (): Promise<string[]> => (await desk.approver.reads(`/warnings/${warning}/preview`)).insideOnly;
    expect(await insideOnly()).toContain('区生态环境分局');
    await city.database.query(`INSERT INTO directory_contact (jurisdiction_id, unit_id, channel, address, verified_at, verified_how)
      SELECT jurisdiction_id, id, 'mobile', '13800000001', clock_now(), 'code' FROM directory_unit WHERE name = '区生态环境分局'`);
    expect(await insideOnly()).not.toContain('区生态环境分局');
  });

  it('names who cannot be reached: the new township has no account', async () => {
    const preview = await desk.approver.reads(`/warnings/${warning}/preview`);
    expect(preview.unreachable).toEqual(['新桥镇']);
    expect(preview.checklists).toBe(20);
    await desk.approver.does(`/warnings/${warning}/approve`, { previewHash: preview.previewHash });
    await city.settles();
    expect((await desk.officer.reads('/checklists?search=xqz')).items).toEqual([expect.objectContaining({ unitName: '新桥镇', sentAt: expect.any(String) })]);
  });

  it('shows before a lifting is signed who will hear of it: each unit whose checklist stands, and above all the one that cannot', async () => {
    await desk.officer.does(`/warnings/${warning}/lift`, { basis: 'own_forecast', reason: '好转' });
    const before = await desk.approver.reads(`/warnings/${warning}/recipients`);
    expect(before).toMatchObject({ checklists: 20, unreachable: ['新桥镇'] });
    expect(before.units[0]).toMatchObject({ name: '新桥镇', reachable: false, open: expect.any(Number) });
    expect(before.units[0].open).toBeGreaterThan(0);
    expect(before.insideOnly).not.toContain('区生态环境分局');
    const { items } = await desk.officer.reads('/checklists?search=xqz');
    await desk.officer.does(`/checklists/${items[0].id}/excuse`, { reason: '没有这项职责' });
    expect(await desk.approver.reads(`/warnings/${warning}/recipients`)).toMatchObject({ checklists: 19, unreachable: [] });
  });
});
