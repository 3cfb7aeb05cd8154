import { parse, stringify } from 'yaml';
import { stage, type Stage } from '../../../test/harness/stage.js';
import { DEMO_PLAN, demoDistrict } from '../spec/demo-district.js';
import { FoundJurisdiction, RegisterUnit } from '#directory';
import type { Actor } from '#platform';
import { AnswerQuestion, DeadlineReading, MatchUnits, DraftFromPlan, EditMeasure, ImportPlan, PlanCascade, PlanComparison, PlanDetail, PlanDryRun, PublishPlan, RequestUnits, SetParent, ParentPlanChoices, UnitRequests, type MeasureEdit } from './index.js';

const TABLE = '序号\t任务要求\t任务时限\t牵头单位\t责任单位\n1\t施工工地停止土石方作业。\t2021年12月底前\t\t各乡镇街\n2\t配合全市开展柴油货车路检。\t长期坚持\t区生态环境分局\t相关部门';

describe('a draft in the editor', () => {
  let scene: Stage;
  let importer: Actor;
  let publisher: Actor;
  let unitIds: ReadonlyMap<string, string>;
  let planId: string;

  const measure = async (no: string, id = planId) => (await scene.query(new PlanDetail(importer, id))).items.find((one) => one.no === no)!;
  const edit = async (no: string, input: Omit<MeasureEdit, 'mark'>, mark?: string) => scene.command(new EditMeasure(importer, planId, no, { mark: mark ?? (await measure(no)).mark, ...input }), importer);

  beforeAll(async () => {
    scene = await stage();
    ({ importer, publisher, unitIds } = await demoDistrict(scene));
    ({ id: planId } = await scene.command(new ImportPlan(importer, { sourceName: '任务表.txt', format: 'text', text: TABLE })));
  });
  afterAll(() => scene.close());

  it('takes a title, a requirement, exemptions and units by role; the questions about them are settled by that', async () => {
    const asked = (await measure('1')).questions.filter(({ answer }) => answer === null).map(({ field }) => field);
    expect(asked).toContain('lead');
    await edit('1', { title: '工地停工', requirement: '全部施工工地停止土石方作业。', exemptions: ['抢险抢修', '民生保障工程'], lead: { units: ['区住建局'] }, responsible: { units: [unitIds.get('青石镇')!, '柳湾镇'] } });
    const after = await measure('1');
    expect(after).toMatchObject({ title: '工地停工', requirement: '全部施工工地停止土石方作业。', exemptions: ['抢险抢修', '民生保障工程'] });
    expect(after.assignments.map(({ role, name }) => `${role} ${name}`)).toEqual(['lead 区住建局', 'responsible 青石镇', 'responsible 柳湾镇']);
    expect(after.questions.filter(({ field, answer }) => answer === null && field !== 'phase').map(({ field }) => field)).toEqual([]);
    const [entry] = await scene.database.query(`SELECT data FROM journal WHERE type = 'plan.measure-edited' ORDER BY id DESC LIMIT 1`);
    expect(entry).toMatchObject({ data: { measureNo: '1', fields: expect.arrayContaining(['title', 'lead', 'exemptions']) as string[] } });
  });

  it('refuses what was looked at before somebody else wrote, whether edited or answered', async () => {
    const { mark } = await measure('2');
    const [question] = (await measure('2')).questions.filter(({ field }) => field === 'responsible');
    await scene.command(new AnswerQuestion(importer, planId, question!.n, { units: ['区交通运输局'] }));
    await expect(edit('2', { title: '路检' }, mark)).rejects.toMatchObject({ code: 'record.changed-meanwhile' });
    const both = await Promise.allSettled([edit('2', { title: '甲' }), edit('2', { title: '乙' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('names what is wrong at its field, and keeps nothing of it', async () => {
    const before = await measure('1');
    const wrong = edit('1', { title: ' ', lead: { units: ['无名局'] }, support: { groups: ['无名组'] }, deadline: { kind: 'until_date' } });
    await expect(wrong).rejects.toMatchObject({ code: 'input.invalid', faults: [{ field: 'lead.units.0', code: 'unknown_unit' }, { field: 'support.groups.0' }, { field: 'deadline', code: 'shape' }, { field: 'title', code: 'required' }] });
    expect(await measure('1')).toEqual(before);
  });

  it('reads a deadline and shows how it understands it; what it cannot read is kept as text with its question', async () => {
    const read = await scene.query(new DeadlineReading(importer, planId, '每周四下午（遇节假日为节假日前2天）'));
    expect(read).toMatchObject({ deadline: { kind: 'recurring', recurrence: { freq: 'weekly', byDay: 'TH', holidayShiftDays: -2 } }, unread: null });
    expect(read.words).toContain('每周四');
    const unread = await scene.query(new DeadlineReading(importer, planId, '条件成熟时抓紧'));
    expect(unread).toMatchObject({ deadline: { kind: 'none', text: '条件成熟时抓紧' }, unread: '条件成熟时抓紧' });
    await edit('1', { deadline: { kind: 'none', text: '条件成熟时抓紧' } });
    expect((await measure('1')).questions.filter(({ answer }) => answer === null)).toContainEqual(expect.objectContaining({ field: 'deadline', reason: 'unreadable', raw: '条件成熟时抓紧' }));
  });

  it('takes a window with its cadence and its rule for holidays; the question of the words before is settled', async () => {
    const recurrence = { freq: 'weekly' as const, byDay: 'TH' as const, holidayShiftDays: -2, dayKind: 'calendar' as const };
    await edit('1', { deadline: { kind: 'window', from: '2021-12-01', to: '2022-03-31', recurrence, text: '2021年12月1日至2022年3月31日，每周四' } });
    const after = await measure('1');
    expect(after.deadline).toEqual({ kind: 'window', from: '2021-12-01', to: '2022-03-31', recurrence, text: '2021年12月1日至2022年3月31日，每周四' });
    expect(after.questions.filter(({ field, answer }) => field === 'deadline' && answer === null)).toEqual([]);
  });

  it('gives a measure the emergency phase with its questions, and takes both away again', async () => {
    await edit('1', { phase: 'emergency' });
    expect((await measure('1')).questions.filter(({ answer }) => answer === null).map(({ reason }) => reason).sort()).toEqual(['no_levels', 'no_lines']);
    await edit('1', { phase: 'remediation' });
    expect((await measure('1')).questions.filter(({ answer }) => answer === null)).toEqual([]);
  });

  it('marks what contributes to a task of the city as it is read, and otherwise as a person says', async () => {
    expect((await measure('2')).cascade).toBe('contributes');
    await edit('2', { cascade: 'none' });
    expect((await measure('2')).cascade).toBeNull();
  });

  it('is begun from a published plan, edited, and the comparison shows what was changed and nothing else', async () => {
    const { id } = await scene.command(new ImportPlan(importer, { sourceName: '晴川.yaml', format: 'qingkong.plan/1', text: DEMO_PLAN }));
    await scene.command(new PublishPlan(publisher, id, { reason: '试' }));
    await expect(scene.command(new EditMeasure(importer, id, '62', { mark: 'x', title: '新' }))).rejects.toMatchObject({ code: 'plan.no-longer-draft' });
    const draft = await scene.command(new DraftFromPlan(importer, id));
    expect(draft).toMatchObject({ measures: 102, questions: 0 });
    expect((await scene.query(new PlanComparison(importer, draft.id, {}))).items).toEqual([]);
    planId = draft.id;
    await edit('62', { exemptions: ['承担民生供暖任务的企业'], deadline: { kind: 'by_date', date: '2022-01-31', text: '2022年1月底前' } });
    const { items } = await scene.query(new PlanComparison(importer, draft.id, {}));
    expect(items).toMatchObject([{ kinds: ['changed'], after: { no: '62' }, changes: { exemptions: { before: null, after: ['承担民生供暖任务的企业'] }, title: null, units: [] } }]);
    expect(items[0]!.changes.deadline!.after![0]).toMatchObject({ kind: 'by_date', date: '2022-01-31' });
  });

  it('asks the system administrator for the units that the directory lacks, once; registered and looked up again, the loop is closed', async () => {
    const text = '序号\t任务要求\t任务时限\t牵头单位\t责任单位\n1\t清理河岸。\t长期坚持\t区河长办\t区园林中心\n2\t清理塘边。\t长期坚持\t区河长办\t相关部门';
    const { id } = await scene.command(new ImportPlan(importer, { sourceName: '河.txt', format: 'text', text }));
    const asked = () => scene.query(new UnitRequests(importer)).then(({ items }) => items.map(({ name, measures }) => `${name} ${measures.join(',')}`));
    expect(await scene.command(new RequestUnits(importer, id), importer)).toEqual({ requested: 2 });
    expect(await scene.command(new RequestUnits(importer, id), importer)).toEqual({ requested: 0 });
    expect((await asked()).sort()).toEqual(['区园林中心 1', '区河长办 1,2']);
    await scene.command(new RegisterUnit(importer, { name: '区河长办', shortName: '河长办', kind: 'bureau', attributes: [] }));
    expect(await asked()).toEqual(['区园林中心 1']);
    expect(await scene.command(new MatchUnits(importer, id))).toEqual({ answered: 2 });
  });

  it('names a unit that went out of use since as a hole, whether it leads or carries out', async () => {
    const unit = unitIds.get('区住建局')!;
    expect((await scene.query(new PlanDryRun(importer, planId))).holes.map(({ code }) => code)).not.toContain('unit_inactive');
    await scene.database.query('UPDATE directory_unit SET active = false, version = version + 1 WHERE id = $1', [unit]);
    const { holes } = await scene.query(new PlanDryRun(importer, planId));
    expect(holes.filter(({ code }) => code === 'unit_inactive')).toMatchObject([{ field: 'units.区住建局', subject: '区住建局' }]);
    await scene.database.query('UPDATE directory_unit SET active = true, version = version + 1 WHERE id = $1', [unit]);
  });

  it('follows a plan of the city above: what it lacks is a hole, what the city does not have is marked as its own', async () => {
    const city = await scene.command(new FoundJurisdiction({ name: '晴川市', level: 'city' }));
    expect(await scene.command(new FoundJurisdiction({ name: '晴川区', level: 'district', above: '晴川市' }))).toEqual({ id: importer.jurisdictionId });
    const [drafter, signer] = [importer, publisher].map((one) => ({ ...one, jurisdictionId: city.id }));
    const text = cityPlan(DEMO_PLAN);
    const { id: cityPlanId } = await scene.command(new ImportPlan(drafter!, { sourceName: '市.yaml', format: 'qingkong.plan/1', text }));
    await expect(scene.command(new SetParent(importer, planId, { planId: cityPlanId }))).rejects.toMatchObject({ code: 'record.not-found' });
    await publishWithUnits(scene, drafter!, signer!, cityPlanId);
    expect((await scene.query(new ParentPlanChoices(importer))).items).toMatchObject([{ planId: cityPlanId, title: '晴川市方案', jurisdiction: '晴川市', inForce: true }]);
    await scene.command(new SetParent(importer, planId, { planId: cityPlanId }));
    const { items, compared, parent } = await scene.query(new PlanCascade(importer, planId));
    expect([compared, parent?.title]).toEqual([true, '晴川市方案']);
    const of = (standing: string) => items.filter((one) => one.standing === standing).map(({ here, above: theirs }) => here?.no ?? `上${theirs!.no}`);
    expect([of('adopted'), of('tightened'), of('missing'), of('added').length]).toEqual([['63'], ['62'], ['上9'], 100]);
    expect((await measure('1')).cascade).toBe('local');
    const { holes } = await scene.query(new PlanDryRun(importer, planId));
    expect(holes.filter(({ code }) => code === 'missing_from_parent')).toMatchObject([{ field: 'parent.9', subject: '市级独有' }]);
    await scene.command(new SetParent(importer, planId, { number: '晴政发〔2021〕1号', title: '某市方案' }));
    expect(await scene.query(new PlanCascade(importer, planId))).toMatchObject({ compared: false, items: [], parent: { planId: null, number: '晴政发〔2021〕1号' } });
    await expect(scene.command(new SetParent(importer, planId, { title: '某市方案' }))).rejects.toMatchObject({ faults: [{ field: 'number' }] });
  });

  it('hands on with its version in whose case a measure does not apply, so that it stands on the checklists', async () => {
    const raw = parse(DEMO_PLAN) as { title: string; number: string; measures: { no: string; exemptions?: string[] }[] };
    raw.measures.find(({ no }) => no === '62')!.exemptions = ['承担民生供暖任务的企业'];
    const text = stringify({ ...raw, title: '另一个方案', number: '晴政发〔2022〕9号' }, { aliasDuplicateObjects: false });
    const { id } = await scene.command(new ImportPlan(importer, { sourceName: '另.yaml', format: 'qingkong.plan/1', text }));
    const { versionId } = await scene.command(new PublishPlan(publisher, id, { reason: '试' }));
    const apart = await scene.database.query<{ measure_no: string; exemptions: string[] }>('SELECT * FROM plan_face_exemptions($1)', [versionId]);
    expect(apart.filter(({ exemptions }) => exemptions.length > 0)).toEqual([{ measure_no: '62', exemptions: ['承担民生供暖任务的企业'] }]);
    expect(apart).toHaveLength(14);
  });
});

/** Two measures of the demo plan and one that the district lacks; the first of them is milder above. */
function cityPlan(text: string): string {

  const raw = parse(text) as { title: string; groups?: unknown; measures: { no: string; title: string; requirement: string; deadline: object; lead?: string[]; support?: string[]; responsible?: string[] }[] };
  const taken = raw.measures.filter(({ no }) => no === '62' || no === '63').map((one) => ({ ...one, lead: ['市局'], support: [], responsible: [] }));
  taken[0]!.deadline = { kind: 'by_date', date: '2022-03-31' };
  const own = { ...taken[1]!, no: '9', title: '市级独有', requirement: '跨区联合执法每周一次，重点检查货运通道与非道路机械。' };
  return stringify({ ...raw, title: '晴川市方案', number: '晴政发〔2021〕1号', groups: [], measures: [...taken, own] }, { aliasDuplicateObjects: false });
}

async function publishWithUnits(scene: Stage, drafter: Actor, signer: Actor, planId: string): Promise<void> {

  await scene.command(new RegisterUnit(drafter, { name: '市局', shortName: '市局', kind: 'bureau', attributes: [] }));
  await scene.command(new MatchUnits(drafter, planId));
  await scene.command(new PublishPlan(signer, planId, { reason: '试' }));
}
