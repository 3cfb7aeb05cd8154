import ExcelJS from 'exceljs';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { City } from '../harness/city.js';
import type { Person } from '../harness/person.js';

const HEADINGS = ['序号', '任务分类', '任务内容', '完成时限', '牵头单位', '责任单位'];

async function workbook(rows: number): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('任务');
  sheet.addRow(HEADINGS);
  for (let n = 1; n <= rows; n++) sheet.addRow([n, '工业治理', `第${n}家企业完成设备台账核查，达不到要求的停下来改`, '2026年12月底前', '区生态环境分局', `${n}号站、各乡镇街`]);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** As a desk does: what is refused because the system is full comes again. */
async function does<Body = any>(who: Person, path: string, body?: () => FormData, headers: Record<string, string> = {}): Promise<Body> {
  for (;;) {
    const answer = await who.post<Body>(path, body?.(), headers);
    if (answer.status < 300) return answer.body;
    if (answer.status !== 503) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    await sleep(500);
  }
}

const formOf = (bytes: Buffer, name: string): FormData => {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  return form;
};

describe('an uploaded document', () => {
  let city: City;
  let officer: Person;
  let approver: Person;

  const upload = (bytes: Buffer, name: string, headers = {}) => does<{ id: string; sha256: string }>(officer, '/plans/documents', () => formOf(bytes, name), headers);
  const imports = (id: string) => does(officer, `/plans/documents/${id}/import`);
  const until = async (id: string, here: (step: string) => boolean): Promise<string[]> => {
    const steps = [];
    do steps.push((await officer.reads(`/plans/documents/${id}`)).step as string);
    while (!here(steps.at(-1)!) && (await sleep(100, true)));
    return steps;
  };
  const plans = async (): Promise<string[]> => (await officer.reads('/plans')).items.map(({ id }: { id: string }) => id);

  beforeAll(async () => {
    city = await City.wakes({ worker: false });
    officer = city.person('zhiban01');
    approver = city.person('shenpi01');
  });
  afterAll(() => city.sleeps());

  it('becomes a draft, is there as it came, and asked again it is the same plan', async () => {
    const bytes = await workbook(40);
    const { id } = await upload(bytes, '任务清单.xlsx');
    expect(await officer.reads(`/plans/documents/${id}`)).toMatchObject({ name: '任务清单.xlsx', size: bytes.length, step: 'kept', planId: null });
    const imported = await imports(id);
    expect(imported).toMatchObject({ measures: 40 });
    expect(await officer.reads(`/plans/documents/${id}`)).toMatchObject({ step: 'imported', planId: imported.id, refusal: null });
    expect(await officer.reads(`/plans/${imported.id}`)).toMatchObject({ sourceName: '任务清单.xlsx', documentId: id, state: 'draft' });
    const file = await fetch(`${city.url}/api/v1/plans/documents/${id}/file`, { headers: { cookie: approver.session || (await approver.signsIn(), approver.session) } });
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
    expect(file.headers.get('content-disposition')).toContain("UTF-8''%E4%BB%BB%E5%8A%A1");
    const both = await Promise.all([imports(id), imports(id)]);
    expect(both.map((plan) => plan.id)).toEqual([imported.id, imported.id]);
  });

  it('sent twice under one key is kept once', async () => {
    const [bytes, key] = [await workbook(2), { 'idempotency-key': randomUUID() }];
    const [one, other] = [await upload(bytes, 'a.xlsx', key), await upload(bytes, 'a.xlsx', key)];
    expect(one.id).toBe(other.id);
    expect((await officer.post('/plans/documents', formOf(bytes, 'b.xlsx'), key)).body).toMatchObject({ code: 'idempotency.key-reused' });
  });

  it('is imported once by two who ask at the same moment', async () => {
    const before = await plans();
    const { id } = await upload(await workbook(30), 'x.xlsx');
    const both = await Promise.all([imports(id), imports(id)]);
    expect(both[0]!.id).toBe(both[1]!.id);
    expect((await plans()).length).toBe(before.length + 1);
  });

  it('that is a plan file is known by what it says', async () => {
    const text = ['format: qingkong.plan/1', 'title: 试读方案', 'measures:', '  - no: "1"', '    phase: long_term', '    path: []', '    title: 台账', '    requirement: 建好台账', '    deadline: {kind: long_term}', '    lead: [区生态环境分局]'].join('\n');
    const { id } = await upload(Buffer.from(text), 'plan.txt');
    const { id: plan } = await imports(id);
    expect(await officer.reads(`/plans/${plan}`)).toMatchObject({ title: '试读方案', measures: 1 });
  });

  it.each([
    ['of another kind', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]), 'plan.document-encoding'],
    ['without any text', Buffer.from('   \n  '), 'plan.document-empty'],
    ['without a task', Buffer.from('今天天气晴好。\n'), 'plan.nothing-read'],
    ['that is damaged', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(400, 7)]), 'plan.document-broken'],
    ['with a faulty plan file', Buffer.from('format: qingkong.plan/1\ntitle: 缺\n'), 'plan.file-refused'],
  ])('%s is refused, says why, and leaves no plan', async (_, bytes, code) => {
    const before = await plans();
    const { id } = await upload(bytes, 'x.docx');
    await expect(imports(id)).rejects.toThrow(code);
    expect(await officer.reads(`/plans/documents/${id}`)).toMatchObject({ step: 'refused', refusal: { code }, planId: null });
    expect(await plans()).toEqual(before);
  });

  it('larger than 20 MB is refused before it is kept', async () => {
    const answer = await officer.post('/plans/documents', formOf(Buffer.alloc(20 * 2 ** 20 + 1, 65), 'x.txt'));
    expect(answer).toMatchObject({ status: 422, body: { code: 'plan.document-too-large' } });
    expect((await officer.post('/plans/documents', formOf(Buffer.alloc(0), 'x.txt'))).body).toMatchObject({ code: 'plan.document-empty' });
  });

  it('is left alone when whoever waits for it goes away, and may be read later', async () => {
    const before = await plans();
    const { id } = await upload(await workbook(5_000), 'large.xlsx');
    const gone = new AbortController();
    const asked = fetch(`${city.url}/api/v1/plans/documents/${id}/import`, { method: 'POST', headers: { cookie: officer.session }, signal: gone.signal });
    await until(id, (step) => step !== 'kept');
    gone.abort();
    await expect(asked).rejects.toThrow();
    await until(id, (step) => step === 'refused');
    expect(await plans()).toEqual(before);
    expect(await imports(id)).toMatchObject({ measures: 5_000 });
  });

  it('shows how far its reading is while the desk goes on', async () => {
    const { id } = await upload(await workbook(4_000), 'large.xlsx');
    const importing = imports(id);
    const steps = await until(id, (step) => step === 'imported');
    await importing;
    expect(steps).toEqual(expect.arrayContaining(['opening', 'reading', 'imported']));
  });

  it('that is a workbook comes back with each question at its cell, and other kinds say that they cannot', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('任务').addRows([HEADINGS, [1, '工业治理', '清查设备台账', '2026年12月底前', '', '各乡镇街'], [2, '扬尘', '裸土苫盖', '2026年12月底前', '区住建局', '相关部门']]);
    const { id } = await upload(Buffer.from(await book.xlsx.writeBuffer()), '任务.xlsx');
    await imports(id);
    const file = await fetch(`${city.url}/api/v1/plans/documents/${id}/annotated`, { headers: { cookie: officer.session } });
    expect([file.status, file.headers.get('content-disposition')]).toEqual([200, `attachment; filename*=UTF-8''${encodeURIComponent('任务-批注.xlsx')}`]);
    const back = new ExcelJS.Workbook();
    await back.xlsx.load(await file.arrayBuffer());
    const [sheet, list] = back.worksheets as [ExcelJS.Worksheet, ExcelJS.Worksheet];
    const noted = ['E2', 'F2', 'E3', 'F3'].filter((cell) => sheet.getCell(cell).note !== undefined);
    expect(noted).toEqual(['E2', 'F3']);
    expect(sheet.getCell('F3').value).toBe('相关部门');
    expect([list.name, list.rowCount]).toEqual(['问题清单', 4]);
    const { id: text } = await upload(Buffer.from('1 做好工作'), 'x.txt');
    expect((await officer.get(`/plans/documents/${text}/annotated`)).body).toMatchObject({ code: 'plan.document-no-workbook' });
  });

  it('that was exported here and edited wrongly is refused by sheet, row and column', async () => {
    const { items } = await officer.reads('/plans?state=published');
    const file = await fetch(`${city.url}/api/v1/plans/${items[0].id}/export?format=xlsx`, { headers: { cookie: officer.session } });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await file.arrayBuffer());
    const measures = book.worksheets.find((sheet) => /措施|任务/.test(sheet.name))!;
    const heading = Array.from({ length: 10 }, (_, n) => n + 1).find((n) => /序号|编号/.test(String(measures.getRow(n).getCell(1).value)))!;
    const column = (measures.getRow(heading).values as unknown[]).findIndex((value) => /阶段/.test(String(value)));
    measures.getRow(heading + 2).getCell(column).value = '随便';
    const { id } = await upload(Buffer.from(await book.xlsx.writeBuffer()), '改过.xlsx');
    await expect(imports(id)).rejects.toThrow(/plan\.file-refused/);
    const { refusal } = await officer.reads(`/plans/documents/${id}`);
    expect(refusal.faults[0].message).toContain(`${heading + 2}`);
  });

  it('cannot be changed, not even by the owner of the tables', async () => {
    await expect(city.database.query(`UPDATE plan_document SET name = 'y'`)).rejects.toThrow('stays as it came');
  });
});

describe('an import', () => {
  let city: City;
  let officer: Person;
  beforeAll(async () => {
    city = await City.wakes({ worker: false });
    officer = city.person('zhiban01');
  });
  afterAll(() => city.sleeps());

  const imported = async (): Promise<{ document: string; plan: string }> => {
    const bytes = await workbook(3);
    const { id: document } = await does(officer, '/plans/documents', () => formOf(bytes, 'x.xlsx'));
    return { document, plan: (await does(officer, `/plans/documents/${document}/import`)).id };
  };

  it('can be undone on its first day, is out of sight then, stays on record, and can be done anew', async () => {
    const { document, plan } = await imported();
    expect((await officer.reads(`/plans/${plan}`)).undoUntil).not.toBeNull();
    await officer.does(`/plans/${plan}/undo`);
    expect((await officer.reads('/plans')).items.map(({ id }: { id: string }) => id)).not.toContain(plan);
    expect((await officer.reads('/plans?state=undone')).items).toMatchObject([{ id: plan, undoUntil: null }]);
    expect(await city.database.query(`SELECT type FROM journal WHERE subject = $1 ORDER BY id`, [`plan/${plan}`])).toEqual([{ type: 'plan.imported' }, { type: 'plan.import-undone' }]);
    expect((await officer.post(`/plans/${plan}/undo`)).body).toMatchObject({ code: 'plan.no-longer-draft' });
    const again = await does(officer, `/plans/documents/${document}/import`);
    expect(again.id).not.toBe(plan);
  });

  it('cannot be undone a day later', async () => {
    const { plan } = await imported();
    await city.database.query(`UPDATE test_clock SET shift = shift + interval '24 hours 1 minute'`);
    await officer.signsIn();
    expect((await officer.reads(`/plans/${plan}`)).undoUntil).toBeNull();
    expect(await officer.post(`/plans/${plan}/undo`)).toMatchObject({ status: 409, body: { code: 'plan.import-too-old-to-undo' } });
  });

  it('cannot be undone once it is published', async () => {
    const { items } = await officer.reads('/plans?state=published');
    expect((await officer.post(`/plans/${items[0].id}/undo`)).body).toMatchObject({ code: 'plan.no-longer-draft', facts: { state: 'published' } });
  });

  it('finds the units that were registered since, by their very name', async () => {
    const { plan } = await imported();
    const open = async (): Promise<string[]> => (await officer.reads(`/plans/${plan}/questions?reason=unknown_unit&open=true`)).items.map(({ raw }: { raw: string }) => raw);
    expect((await open()).sort()).toEqual(['1号站', '2号站', '3号站']);
    expect(await officer.does(`/plans/${plan}/units/match`)).toEqual({ answered: 0 });
    for (const name of ['1号站', '3号站']) await city.person('xitong01').does('/units', { name, shortName: name, kind: 'institution' });
    expect(await officer.does(`/plans/${plan}/units/match`)).toEqual({ answered: 2 });
    expect(await open()).toEqual(['2号站']);
    const { items } = await officer.reads(`/plans/${plan}`);
    expect(items[0].assignments.find(({ name }: { name: string }) => name === '1号站')).toMatchObject({ role: 'responsible', unitId: expect.any(String) });
  });
});
