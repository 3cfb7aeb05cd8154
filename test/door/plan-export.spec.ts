import { openDocument } from '#plan';
import { City } from '../harness/city.js';
import type { Person } from '../harness/person.js';

const TABLE = [
  '东山区应急任务表',
  ['序号', '工作任务', '工作要求', '完成时限', '牵头单位', '责任单位'].join('\t'),
  ['1', '扬尘管控', '工地全部停工；2021年11月15日前完成排查。', '2021年11月底前', '', '青石镇、相关部门'].join('\t'),
  ['2', '燃煤管控', '停用燃煤小锅炉。', '长期坚持', '某某办', '青石镇'].join('\t'),
].join('\n');

interface Detail {
  title: string; issuer: unknown; number: unknown; issuedOn: unknown; seasonFrom: unknown; seasonTo: unknown; levels: unknown; clocks: unknown; documentQuestions: Asked[];
  items: { assignments: { role: string; unitId: string | null; groupId: string | null; name: string; open: boolean }[]; questions: Asked[]; source: unknown; mark: unknown }[];
}
interface Asked { field: string; reason: string; raw: string | null; suggestion: string | null; note: string | null; answer: object | null }

/** What a plan says, without what only its import gave it: identities, lines of the source, how a question was answered. */
function meaning({ title, issuer, number, issuedOn, seasonFrom, seasonTo, levels, clocks, items, documentQuestions }: Detail): unknown {
  const asked = (questions: Asked[]) => questions.map(({ field, reason, raw, suggestion, note, answer }) => ({ field, reason, raw, suggestion, note, isOpen: answer === null }));
  return {
    title, issuer, number, issuedOn, seasonFrom, seasonTo, levels, clocks, documentQuestions: asked(documentQuestions),
    items: items.map(({ assignments, questions, source: _source, mark: _mark, ...rest }) => ({ ...rest, assignments: ['lead', 'responsible', 'support'].map((role) => assignments.filter((entry) => entry.role === role).map(({ unitId, groupId, name }) => ({ unitId, groupId, name }))), questions: asked(questions) })),
  };
}

describe('the export of a plan', () => {
  let city: City;
  let officer: Person;

  const download = async (id: string, format: string): Promise<Response> => {
    const ask = () => fetch(`${city.url}/api/v1/plans/${id}/export?format=${format}`, { headers: { cookie: officer.session } });
    let reply = await ask();
    // Reader and door share this process: it may be late, and then exports are the first that have to come again.
    while (reply.status === 503) reply = await ask();
    return reply;
  };
  const imports = async (sourceName: string, text: string): Promise<string> => {
    const ask = () => officer.post<{ id: string }>('/plans/import', { sourceName, format: 'text', text });
    let reply = await ask();
    while (reply.status === 503) reply = await ask();
    if (reply.status !== 201) throw new Error(JSON.stringify(reply.body));
    return reply.body.id;
  };
  const again = async (id: string, format: string): Promise<Detail> => {
    const { text } = await openDocument(new Uint8Array(await (await download(id, format)).arrayBuffer()));
    return officer.reads<Detail>(`/plans/${await imports(`x.${format}`, text)}`);
  };

  beforeAll(async () => {
    city = await City.wakes({ worker: false });
    officer = city.person('zhiban01');
    await officer.reads('/session');
  });
  afterAll(() => city.sleeps());

  it('is a file under its Chinese name', async () => {
    const { items } = await officer.reads<{ items: { id: string; title: string }[] }>('/plans');
    const reply = await download(items[0]!.id, 'docx');
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document']);
    expect(reply.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(`${items[0]!.title}.docx`)}`);
    expect((await download(items[0]!.id, 'pdf')).status).toBe(400);
  });

  it.each(['xlsx', 'docx'])('of the plan in force, imported again as %s, is the same plan', async (format) => {
    const { items } = await officer.reads<{ items: { id: string; inForce: boolean }[] }>('/plans');
    const { id } = items.find(({ inForce }) => inForce)!;
    const before = await officer.reads<Detail>(`/plans/${id}`);
    const after = await again(id, format);
    expect(before.items).toHaveLength(102);
    expect(meaning(after)).toEqual(meaning(before));
  });

  it.each(['xlsx', 'docx'])('of a draft, imported again as %s, has its answers worked in and its open questions open', async (format) => {
    const id = await imports('任务表.txt', TABLE);
    const asked = await officer.reads<Detail & { items: { no: string; phase: string | null; questions: { n: number; field: string; reason: string }[] }[] }>(`/plans/${id}`);
    const all = asked.items.flatMap(({ questions }) => questions as unknown as { n: number; field: string; reason: string }[]);
    const answer = (field: string, reason: string, body: object) => Promise.all(all.filter((one) => one.field === field && one.reason === reason).map(({ n }) => officer.does(`/plans/${id}/questions/${n}/answer`, body)));
    await answer('lead', 'missing', { units: ['青石镇'], note: '由镇里牵头' });
    const before = await officer.reads<Detail>(`/plans/${id}`);
    const open = before.items.flatMap(({ questions }) => questions).filter((question) => question.answer === null).map(({ field, reason }) => `${field} ${reason}`);
    expect(open.toSorted()).toEqual(['lead unknown_unit', 'responsible open_group']);
    const after = await again(id, format);
    // A phase that the document does not state keeps a draft from being published; it comes back as the question that it is.
    const phases = after.items.map(({ questions }) => questions.filter(({ field }) => field === 'phase').length);
    for (const item of after.items) item.questions = item.questions.filter(({ field }) => field !== 'phase');
    expect([phases, meaning(after)]).toEqual([[1, 0], meaning(before)]);
  });
});
