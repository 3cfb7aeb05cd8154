import sharp from 'sharp';
import { City } from '../harness/city.js';
import { Desk } from '../harness/desk.js';
import { proof, Unit } from '../harness/unit.js';

/** The main job: one night from the signature to the closing, every link of it real. */
describe('the night runs', () => {
  let city: City;
  let desk: Desk;
  let town: Unit;
  let raised: { warning: string; response: string };

  beforeAll(async () => {
    city = await City.wakes();
    desk = new Desk(city);
    town = new Unit(city, 'qingshi');
    raised = await desk.issues('orange');
  });
  afterAll(() => city.sleeps());

  it('opens one response with one checklist for each unit, sent to each inbox', async () => {
    const { totals } = await desk.progress(raised.response);
    // 10 townships and subdistricts, 3 police branches, 6 bureaus that lead or answer at level II of the demo plan.
    expect(totals).toMatchObject({ checklists: 19, sent: 19, items: 315, answered: 0, acknowledged: 0 });
    const ledger = await desk.officer.reads<{ items: { state: string; kind: string }[] }>(`/responses/${raised.response}/deliveries?limit=100`);
    expect(ledger.items).toHaveLength(19);
    expect(new Set(ledger.items.map((row) => `${row.kind} ${row.state}`))).toEqual(new Set(['checklist.issued sent']));
  });

  it('counts a delivery when a device has fetched it, and knows who acknowledged', async () => {
    await town.acknowledges();
    await city.settles();
    expect(await town.checklist()).toMatchObject({ deliveredAt: expect.any(String), acknowledgedAt: expect.any(String) });
    const { items } = await desk.officer.reads(`/responses/${raised.response}/deliveries?search=${encodeURIComponent('青石镇')}`);
    expect(items).toEqual([expect.objectContaining({ state: 'acknowledged', acknowledgedAt: expect.any(String) })]);
  });

  it('takes "done" only with the evidence that the line asks for, here a photo', async () => {
    const { id, items } = await town.checklist();
    const line = items.find((item) => item.role === 'responsible' && item.evidence.includes('photo'))!;
    const bare = await town.person.post(`/checklists/${id}/items/${line.id}/confirm`, { answer: 'done' });
    expect(bare).toMatchObject({ status: 422, body: { code: 'checklist.evidence-missing' } });
    const photo = await town.person.photographs(await sharp({ create: { width: 64, height: 48, channels: 3, background: '#887766' } }).jpeg().toBuffer());
    const answered = await town.person.does(`/checklists/${id}/items/${line.id}/confirm`, { answer: 'done', photos: [photo], ...proof });
    expect(answered.items).toEqual([{ itemId: line.id, state: 'done' }]);
  });

  it('returns an answer to its sender, who answers again and is accepted', async () => {
    const { items: queue } = await desk.officer.reads(`/reviews?responseId=${raised.response}`);
    const { checklistId, itemId } = queue[0];
    await desk.officer.does(`/checklists/${checklistId}/items/${itemId}/return`, { reason: '照片看不清车间' });
    await city.settles();
    const returned = (await town.checklist()).items.find((item) => item.id === itemId)!;
    expect(returned).toMatchObject({ state: 'returned', answers: [{ verdict: 'returned', reason: '照片看不清车间' }] });
    expect((await town.notices())[0]).toMatchObject({ kind: 'checklist.returned' });
    await town.answersAll();
    await desk.officer.does(`/checklists/${checklistId}/items/${itemId}/accept`);
    expect(await town.checklist()).toMatchObject({ itemsTotal: 30, itemsAnswered: 30, itemsAccepted: 1 });
  });

  it('lets nobody review the answer of his own unit, and shows a lead only what it leads', async () => {
    const { id, items } = await town.checklist();
    const own = await town.person.post(`/checklists/${id}/items/${items.find((item) => item.state !== 'informed')!.id}/accept`);
    expect(own).toMatchObject({ status: 403, body: { code: 'checklist.own-answer' } });
    const lead = new Unit(city, 'gongxin');
    const seen = await lead.person.reads<{ items: { measureNo: string }[] }>(`/checklists/${id}`);
    expect(new Set(seen.items.map((item) => item.measureNo))).toEqual(new Set(['62', '64']));
  });

  it('keeps a violation found that night, with the measure that it breaks', async () => {
    const inspector = city.person('xuncha01');
    const [site] = (await inspector.reads('/units?search=hyzz')).items;
    await inspector.does('/violations', { unitId: site.id, category: 'not_stopped', measureNo: '62', place: '青石镇工业园' });
    const { items } = await desk.officer.reads(`/violations?responseId=${raised.response}`);
    expect(items).toEqual([expect.objectContaining({ unitName: '晴川宏远铸造有限公司', measureNo: '62', state: 'logged' })]);
  });

  it('tells the unit when a problem is assigned to it, and when the re-check sends it back; nobody is told of what moves away from him', async () => {
    const [problem] = (await desk.officer.reads(`/violations?responseId=${raised.response}`)).items;
    const [{ id: unitId }] = (await desk.officer.reads(`/units?search=${encodeURIComponent('青石镇')}`)).items;
    const told = async (): Promise<string[]> => {
      await city.settles();
      return (await town.notices()).filter(({ subject }) => subject === `violation/${problem.id}`).map(({ kind }) => kind);
    };
    await desk.officer.does(`/problems/${problem.id}/assign`, { unitId, rectifyBy: '2099-01-01T00:00:00+08:00' });
    expect(await told()).toEqual(['problem.assigned']);
    await town.person.does(`/problems/${problem.id}/rectify`, { note: '已停产' });
    expect(await told()).toEqual(['problem.assigned']);
    await city.person('xuncha02').does(`/problems/${problem.id}/recheck`, { inOrder: false, note: '炉子还在烧' });
    expect(await told()).toEqual(['problem.reopened', 'problem.assigned']);
    expect((await town.notices())[0]).toMatchObject({ exercise: false, facts: { category: 'not_stopped', rectifyBy: expect.stringContaining('2098-12-31') } });
  });

  it('tells it all in the timeline, from the draft on, each act with its name', async () => {
    const { items } = await desk.officer.reads<{ items: { type: string; actorName: string | null }[] }>(`/responses/${raised.response}/timeline?limit=100`);
    const story = items.map((entry) => entry.type).reverse();
    expect(story.slice(0, 6)).toEqual(['warning.message-moved', 'warning.message-moved', 'warning.level-raised', 'response.activated', 'checklist.block-issued', 'checklist.block-sent']);
    expect(story).toEqual(expect.arrayContaining(['checklist.acknowledged', 'checklist.items-answered', 'checklist.item-reviewed', 'inspection.violation-logged']));
    expect(items.find((entry) => entry.type === 'warning.level-raised')?.actorName).toBe('李国栋');
  });
});
