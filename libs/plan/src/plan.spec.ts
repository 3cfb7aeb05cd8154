import { stage, type Stage } from '../../../test/harness/stage.js';
import { DEMO_PLAN, demoDistrict } from '../spec/demo-district.js';
import { Groups } from '#directory';
import type { Actor } from '#platform';
import { AnswerQuestion, CompleteMeasure, ImportPlan, PlanComparison, PlanDetail, PlanDryRun, PlanInForce, PlanQuestions, Plans, PlanSource, PublishPlan, SetClocks, type NewAnswer } from './index.js';

describe('the demo plan', () => {
  let scene: Stage;
  let importer: Actor;
  let publisher: Actor;
  let third: Actor;
  let unitIds: ReadonlyMap<string, string>;
  let planId: string;
  let versionId: string;

  const importDemo = () => scene.command(new ImportPlan(importer, { sourceName: '晴川区方案.yaml', format: 'qingkong.plan/1', text: DEMO_PLAN }));
  /** Nobody of the district has an account: it is published with that hole. */
  const reason = '单位账号下周开通';
  const rows = <Row>(text: string, ...values: unknown[]) => scene.database.query<Row>(text, values);

  beforeAll(async () => {
    scene = await stage();
    ({ importer, publisher, third, unitIds } = await demoDistrict(scene));
  });
  afterAll(() => scene.close());

  it('is imported whole, with every question answered and the groups it defines', async () => {
    const imported = await importDemo();
    planId = imported.id;
    expect(imported).toMatchObject({ measures: 102, questions: 0 });
    const { items } = await scene.query(new Plans(importer, {}));
    expect(items).toMatchObject([{ id: planId, state: 'draft', measures: 102, openQuestions: 0, issuedOn: '2021-09-22', seasonTo: '2022-03-13', inForce: false }]);
    const groups = await scene.query(new Groups(importer));
    expect(groups.items.map(({ name, members }) => [name, members])).toEqual([['各乡镇街', 10], ['各乡镇、涉农街道', 8], ['各公安分局', 3]]);
  });

  it('is not published by whoever imported it', async () => {
    await expect(scene.command(new PublishPlan(importer, planId))).rejects.toMatchObject({ code: 'plan.publisher-is-importer' });
  });

  it('has no fault in a dry run, and the hole that nobody who would be sent something has an account', async () => {
    const { missing, holes } = await scene.query(new PlanDryRun(importer, planId));
    expect([missing, new Set(holes.map(({ code }) => code))]).toEqual([[], new Set(['unreachable'])]);
    expect(holes.find(({ subject }) => subject === '各公安分局')).toMatchObject({
      field: 'groups.各公安分局', code: 'unreachable', measures: expect.arrayContaining(['67']) as string[], units: ['晴川城东公安分局', '晴川城西公安分局', '晴川开发区公安分局'],
      message: expect.stringContaining('3 of 3 units') as string, todo: expect.stringContaining('account') as string,
    });
    // Its measures are all outside the emergency phase: no order is lost there.
    expect(holes.find(({ subject }) => subject === '区财政局')).toBeUndefined();
  });

  it('is not published with a hole unless somebody says why, and the refusal lists them', async () => {
    const refusal = (await scene.command(new PublishPlan(publisher, planId, { reason: '  ' })).catch((error: unknown) => error)) as { code: string; faults: { field: string; code: string }[] };
    expect(refusal.code).toBe('plan.has-holes');
    expect(refusal.faults[0]).toMatchObject({ field: 'reason', code: 'required' });
    expect(refusal.faults).toContainEqual(expect.objectContaining({ field: 'units.区生态环境分局', code: 'unreachable' }));
    expect(await rows('SELECT * FROM plan_version')).toEqual([]);
  });

  it('becomes one version when two people publish it at once', async () => {
    const both = await Promise.allSettled([publisher, third].map((actor) => scene.command(new PublishPlan(actor, planId, { reason }))));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'plan.no-longer-draft', facts: { state: 'published' } } });
    const versions = await rows<{ id: string; ordinal: number }>('SELECT id, ordinal FROM plan_version');
    expect(versions).toMatchObject([{ ordinal: 1 }]);
    versionId = versions[0]!.id;
  });

  it('shows its version in force with levels and clocks', async () => {
    expect(await rows('SELECT * FROM plan_face_in_force($1)', importer.jurisdictionId)).toEqual([
      { plan_id: planId, version_id: versionId, title: '晴川区2021—2022年冬春空气质量保障任务方案', ordinal: 1 },
    ]);
    expect(await rows('SELECT * FROM plan_face_levels($1) ORDER BY 1', versionId)).toEqual([
      { warning_level: 'orange', response_level: 'II' },
      { warning_level: 'red', response_level: 'I' },
      { warning_level: 'yellow', response_level: 'III' },
    ]);
    const clocks = await rows<{ ladder: unknown[] }>('SELECT * FROM plan_face_clocks($1) ORDER BY within_minutes', versionId);
    expect(clocks).toMatchObject([
      { clock: 'acknowledge', within_minutes: 60 },
      { clock: 'stand_down', within_minutes: 720 },
      { clock: 'confirm', within_minutes: 1440 },
    ]);
    expect(clocks[0]!.ladder).toEqual([
      { atMinutes: -30, ring: 'duty' },
      { atMinutes: 0, ring: 'head' },
      { atMinutes: 30, ring: 'lead' },
      { atMinutes: 60, ring: 'commander' },
    ]);
  });

  it('hands on 14 emergency measures and 64 lines, 8, 12 and 14 of them on at III, II and I', async () => {
    const lines = await rows<{ measure_no: string; ordinal: number; levels: string[] }>('SELECT * FROM plan_face_lines($1) ORDER BY ordinal', versionId);
    expect(lines.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 64 }, (_, at) => at + 1));
    const on = (level: string) => new Set(lines.filter(({ levels }) => levels.includes(level)).map(({ measure_no }) => measure_no)).size;
    expect([new Set(lines.map(({ measure_no }) => measure_no)).size, on('III'), on('II'), on('I')]).toEqual([14, 8, 12, 14]);
    expect(lines.find(({ measure_no }) => measure_no === '69')).toEqual({
      measure_no: '69', measure_title: '街面路口禁烧巡查', requirement: expect.stringContaining('流动巡查') as string, line_no: 1, ordinal: 33, slot: 'patrol',
      text: '路口与背街每天巡查一遍，轨迹留痕，无发现也签到', text_en: expect.stringContaining('patrolled once a day') as string,
      evidence: ['location', 'count'], levels: ['III'], confirm_minutes: 240,
    });
  });

  it('hands on who leads, carries out and supports each emergency measure', async () => {
    const assigned = await rows<{ measure_no: string; role: string; unit_id: string | null; group_id: string | null }>('SELECT * FROM plan_face_assignments($1)', versionId);
    const groups = await scene.query(new Groups(importer));
    const name = (row: { unit_id: string | null; group_id: string | null }) =>
      [...unitIds].find(([, id]) => id === row.unit_id)?.[0] ?? groups.items.find(({ id }) => id === row.group_id)?.name;
    const of = (no: string) => assigned.filter(({ measure_no }) => measure_no === no).map((row) => `${row.role} ${name(row)}`).sort();
    expect(of('63')).toEqual(['lead 区生态环境分局', 'responsible 区生态环境分局', 'support 各乡镇街']);
    expect(of('67')).toEqual(['lead 区生态环境分局', 'responsible 各公安分局']);
    expect(new Set(assigned.map(({ measure_no }) => measure_no)).size).toBe(14);
  });

  it.each([
    ['plan_plan', `UPDATE plan_plan SET content = '{}', version = version + 1`],
    ['plan_plan', `UPDATE plan_plan SET imported_by = published_by, version = version + 1 FROM plan_version`],
    ['plan_plan', `UPDATE plan_plan SET state = 'draft', version = version + 1`],
    ['plan_question', `UPDATE plan_question SET note = 'other'`],
    ['plan_version', `UPDATE plan_version SET title = 'other'`],
    ['plan_version', `UPDATE plan_version SET holes_reason = 'other'`],
    ['plan_version', `UPDATE plan_version SET holes = '[]', holes_reason = NULL`],
    ['plan_measure', `UPDATE plan_measure SET requirement = 'other'`],
    ['plan_measure', `INSERT INTO plan_measure SELECT version_id, '103', 103, phase, path, title, requirement, deadline, levels, confirm_minutes FROM plan_measure WHERE no = '62'`],
    ['plan_line', `UPDATE plan_line SET levels = '{I}' WHERE ordinal = 1`],
    ['plan_line', `INSERT INTO plan_line SELECT version_id, measure_no, 9, 99, slot, text, text_en, evidence, levels FROM plan_line WHERE ordinal = 1`],
    ['plan_assignment', `UPDATE plan_assignment SET role = 'support'`],
    ['plan_level', `DELETE FROM plan_level`],
    ['plan_clock', `TRUNCATE plan_clock`],
  ])('lets not even the owner of %s change what is published: %s', async (_table, statement) => {
    await expect(rows(statement)).rejects.toMatchObject({ code: expect.stringMatching(/^QK00[13]$/) as string });
  });

  it('takes no answer and no lines any more', async () => {
    const published = { code: 'plan.no-longer-draft' };
    await expect(scene.command(new AnswerQuestion(publisher, planId, 1, { units: ['区住建局'] }))).rejects.toMatchObject(published);
    await expect(scene.command(new SetClocks(publisher, planId, {}))).rejects.toMatchObject(published);
    const lines = [{ text: '换一条', evidence: ['photo' as const] }];
    await expect(scene.command(new CompleteMeasure(publisher, planId, '62', { levels: ['I'], lines }))).rejects.toMatchObject(published);
  });

  it('is retired by the next plan, whose version follows it', async () => {
    const next = await importDemo();
    const { items: decisions } = await scene.query(new PlanQuestions(importer, next.id, { field: 'deadline', reason: 'contradiction' }));
    expect(decisions).toMatchObject([{ measureNo: '69', answer: { how: 'decided' }, answeredBy: importer.id }]);
    const again = new AnswerQuestion(importer, next.id, decisions[0]!.n, { date: '2022-01-01' });
    await expect(scene.command(again)).rejects.toMatchObject({ faults: [{ code: 'decided_in_file' }] });
    expect(await scene.command(new PublishPlan(publisher, next.id, { reason }))).toMatchObject({ ordinal: 2 });
    const { items } = await scene.query(new Plans(importer, {}));
    expect(items.map(({ id, state, inForce, ordinal }) => [id, state, inForce, ordinal])).toEqual([[next.id, 'published', true, 2], [planId, 'retired', false, 1]]);
    const inForce = { planId: next.id, ordinal: 2, emergencyMeasures: 14, lines: 64, clocks: { standDown: { withinMinutes: 720 } } };
    expect(await scene.query(new PlanInForce(importer))).toMatchObject(inForce);
  });

  it('leaves one in force when two plans are published at once', async () => {
    const [one, other] = [await importDemo(), await importDemo()];
    const versions = await Promise.all([one, other].map(({ id }) => scene.command(new PublishPlan(publisher, id, { reason }))));
    expect(versions.map(({ ordinal }) => ordinal).sort()).toEqual([3, 4]);
    const states = await rows('SELECT p.state, v.in_force FROM plan_version v JOIN plan_plan p ON p.id = v.plan_id ORDER BY v.ordinal');
    expect(states).toEqual([...Array<unknown>(3).fill({ state: 'retired', in_force: false }), { state: 'published', in_force: true }]);
  });

  it('asks who a unit is that the directory lacks, and waits for the answer', async () => {
    const text = DEMO_PLAN.replaceAll('区商务局', '区招商局');
    const { id, questions } = await scene.command(new ImportPlan(importer, { sourceName: '改名', format: 'qingkong.plan/1', text }));
    expect(questions).toBe(2);
    const { items } = await scene.query(new PlanQuestions(importer, id, { open: true }));
    expect(items).toMatchObject([{ measureNo: '85', field: 'support', reason: 'unknown_unit', raw: '区招商局' }, { measureNo: '97', field: 'responsible' }]);
    const faults = [{ field: 'measures.85.support', code: 'unknown_unit' }, { field: 'measures.97.responsible', code: 'unknown_unit' }];
    await expect(scene.command(new PublishPlan(publisher, id))).rejects.toMatchObject({ code: 'plan.not-ready', faults });
    const answer = (n: number, input: NewAnswer) => scene.command(new AnswerQuestion(importer, id, n, input));
    await expect(answer(items[0]!.n, { units: ['区招商局'] })).rejects.toMatchObject({ faults: [{ field: 'units.0', code: 'unknown_unit' }] });
    await expect(answer(999, { units: ['区财政局'] })).rejects.toMatchObject({ code: 'record.not-found' });
    await answer(items[0]!.n, { units: ['区商务局'] });
    await answer(items[1]!.n, { dismiss: true, note: '该局不承担此项' });
    const detail = await scene.query(new PlanDetail(importer, id));
    const names = (no: string) => detail.items.find((measure) => measure.no === no)!.assignments.map(({ name }) => name);
    expect([names('85').includes('区商务局'), names('85').includes('区招商局'), names('97').includes('区招商局'), detail.missing]).toEqual([true, false, false, []]);
  });

  it('leaves each of its acts in the journal', async () => {
    const entries = await rows<{ type: string; data: Record<string, unknown> }>(`SELECT type, data FROM journal WHERE subject = 'plan/' || $1 ORDER BY id`, planId);
    expect(entries).toMatchObject([
      { type: 'plan.imported', data: { measures: 102, questions: 0 } },
      { type: 'plan.published', data: { versionId, ordinal: 1, retiredPlanId: null, reason, holes: expect.any(Number) as number } },
    ]);
    const [next] = await rows<{ data: Record<string, unknown> }>(`SELECT data FROM journal WHERE type = 'plan.published' ORDER BY id OFFSET 1`);
    expect(next!.data).toMatchObject({ ordinal: 2, retiredPlanId: planId });
  });

  it('is shown with the names of units, and its file verbatim', async () => {
    const detail = await scene.query(new PlanDetail(importer, planId));
    expect(detail.items).toHaveLength(102);
    expect(detail.items[62]).toMatchObject({
      no: '63',
      assignments: [{ name: '区生态环境分局' }, { name: '区生态环境分局' }, { name: '各乡镇街', unitId: null }],
      questions: [{ field: 'lead' }, { field: 'responsible' }],
    });
    expect(await scene.query(new PlanSource(importer, planId))).toMatchObject({ text: DEMO_PLAN, places: [] });
  });

  it('refuses what is no plan, and a document in which it recognises no task', async () => {
    const bring = (format: 'text' | 'qingkong.plan/1', text: string) => scene.command(new ImportPlan(importer, { sourceName: '通知', format, text }));
    await expect(bring('text', '各单位：\n请注意防火。')).rejects.toMatchObject({ code: 'plan.nothing-read' });
    await expect(bring('qingkong.plan/1', 'title: 通知')).rejects.toMatchObject({ code: 'plan.file-refused' });
    const unknown = DEMO_PLAN.replace('groups:\n', 'groups:\n  - {name: 两镇, units: [青石镇, 无名镇]}\n');
    await expect(bring('qingkong.plan/1', unknown)).rejects.toMatchObject({ faults: [{ field: 'groups.两镇.units', code: 'unknown_unit' }] });
  });

  it('keeps with its version what it was published with, and why', async () => {
    const [version] = await rows<{ holes: { code: string; units: string[] }[]; holes_reason: string }>('SELECT holes, holes_reason FROM plan_version WHERE id = $1', versionId);
    expect(version).toMatchObject({ holes_reason: reason, holes: expect.arrayContaining([expect.objectContaining({ code: 'unreachable', units: ['区生态环境分局'] })]) as unknown });
    expect(await scene.query(new PlanDetail(importer, planId))).toMatchObject({ holesReason: reason, holesLeft: version!.holes.length });
    const silently = `INSERT INTO plan_version (id, jurisdiction_id, plan_id, ordinal, title, published_at, published_by, in_force, holes)
      SELECT gen_random_uuid(), jurisdiction_id, $1, 99, title, clock_now(), published_by, false, holes FROM plan_version LIMIT 1`;
    await expect(rows(silently, (await importDemo()).id)).rejects.toMatchObject({ constraint: 'plan_version_holes_have_a_reason' });
  });

  it('is compared with the one before it, a draft with the one in force, and any with any', async () => {
    const text = DEMO_PLAN.replace('title: 街面路口禁烧巡查', 'title: 路口禁烧巡查').replace('number: 晴气应指〔2021〕9号', 'number: 晴气应指〔2022〕9号');
    const { id: draft } = await scene.command(new ImportPlan(importer, { sourceName: '修订', format: 'qingkong.plan/1', text }));
    const compared = (id: string, other?: string) => scene.query(new PlanComparison(importer, id, other ? { with: other } : {}));
    const { items: plans } = await scene.query(new Plans(importer, {}));
    const byOrdinal = (n: number) => plans.find(({ ordinal }) => ordinal === n)!.id;
    expect(await compared(draft)).toMatchObject({
      plan: { id: draft, state: 'draft', ordinal: null }, other: { id: byOrdinal(4), ordinal: 4, inForce: true }, unchanged: 101, head: [{ field: 'number' }],
      items: [{ kinds: ['changed'], before: { no: '69' }, changes: { title: [{ in: 'before', text: '街面' }, { in: 'both', text: '路口禁烧巡查' }], requirement: null, units: [], lines: [] } }],
    });
    expect(await compared(byOrdinal(2))).toMatchObject({ other: { id: planId, ordinal: 1 }, head: [], items: [], unchanged: 102 });
    expect(await compared(draft, planId)).toMatchObject({ other: { id: planId, state: 'retired' }, unchanged: 101 });
    expect(await compared(planId)).toMatchObject({ plan: { ordinal: 1 }, other: null, items: [] });
    expect(await compared(planId, planId)).toMatchObject({ other: { id: planId }, unchanged: 102, items: [] });
    await expect(compared(planId, '00000000-0000-7000-8000-0000000000aa')).rejects.toMatchObject({ code: 'record.not-found' });
  });

  it('is nobody else’s to see', async () => {
    const stranger = { ...importer, jurisdictionId: '00000000-0000-7000-8000-0000000000ff' };
    await expect(scene.query(new PlanDetail(stranger, planId))).rejects.toMatchObject({ code: 'record.not-found' });
    await expect(scene.command(new PublishPlan(stranger, planId))).rejects.toMatchObject({ code: 'record.not-found' });
  });

  it('joins no function call to the plan of a query on its faces', async () => {
    const plan = await rows<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT a.measure_no, m.unit_id FROM plan_face_assignments($1) a JOIN directory_face_members($2) m USING (group_id)`, versionId, importer.jurisdictionId);
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).not.toMatch(/Function Scan on \w+_face/);
  });
});
