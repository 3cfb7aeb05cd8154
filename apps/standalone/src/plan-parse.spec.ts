import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { Workbook } from 'exceljs';
import { openDocument, readPlan, type PlanDraft } from '#plan';
import { hasPlanSchema, schemaFaults } from '../../../test/harness/plan-expectations.js';

const ROOT = path.resolve(__dirname, '../../..');
/** The originals and the schema lie beside the repository and are not copied into it. */
const SEEDS = path.resolve(ROOT, '../shared/seeds');
const withOriginals = existsSync(SEEDS) ? it : it.skip;

const DOCUMENT = `附件1

东山区冬季任务分解表

\t序号\n\t任务类别\n\t工作任务\n\t任务名称\n\t任务要求\n\t任务时限\n\t牵头单位\n\t责任单位

\t1\n\t应急强化管控措施\n\t（一）管住工地\n\t1.停土方。\n\t停止土方作业。\n\t应急强化管控期间\n\t区住建局\n\t/
`;

const folder = mkdtempSync(path.join(tmpdir(), 'qingkong-parse-'));
const parse = (cwd: string, ...args: string[]) =>
  spawnSync('npm', ['run', '-s', '--prefix', ROOT, 'plan:parse', '--', ...args], { cwd, encoding: 'utf8', maxBuffer: 64e6, env: { ...process.env, INIT_CWD: cwd } });

describe('npm run -s plan:parse', () => {
  beforeAll(() => writeFileSync(path.join(folder, 'plan.txt'), DOCUMENT));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('prints one JSON document and nothing else, of a file named from where the user stands', () => {
    const { status, stdout } = parse(folder, 'plan.txt');
    expect(status).toBe(0);
    const draft = JSON.parse(stdout) as { format: string; tasks: { no: string; lead: { name: string }[]; responsible: unknown[] }[]; questions: { task: string; field: string }[] };
    expect(draft.format).toBe('qingkong.plan-draft/1');
    expect(draft.tasks.map((task) => [task.no, task.lead.map((unit) => unit.name), task.responsible])).toEqual([['1', ['区住建局'], []]]);
    expect(draft.questions.map((question) => [question.task, question.field])).toEqual([['1', 'responsible']]);
  });

  it.each([
    ['no file', [], 'Name exactly one plan document'],
    ['two files', ['plan.txt', 'plan.txt'], 'Name exactly one plan document'],
    ['a file that is not there', ['none.txt'], 'none.txt: There is no such file. Check the path.'],
    ['a folder', ['.'], 'This is a folder. Name one file in it.'],
    ['a PDF of pictures', ['scan.pdf'], 'scan.pdf: The PDF holds pictures of pages and no text.'],
    ['a PDF that is none', ['broken.pdf'], 'broken.pdf: The file is damaged'],
    ['an old workbook', ['old.xls'], 'Open the file in Word, Excel or WPS and save it as .docx or .xlsx.'],
  ])('says what to do about %s, and prints nothing on stdout', (_what, args, sentence) => {
    writeFileSync(path.join(folder, 'broken.pdf'), '%PDF-1.7');
    writeFileSync(path.join(folder, 'scan.pdf'), pdfOf(['0 0 100 100 re f', '']));
    writeFileSync(path.join(folder, 'old.xls'), Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]));
    const { status, stdout, stderr } = parse(folder, ...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('reads a PDF: ruled tables with merged and wrapped cells over two pages, paragraphs, no page numbers', () => {
    writeFileSync(path.join(folder, 'plan.pdf'), twoPages());
    const { status, stdout, stderr } = parse(folder, 'plan.pdf');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const draft = JSON.parse(stdout) as PlanDraft;
    expect(validated(draft)).toBeNull();
    expect(draft.document.title).toBe('东山区冬季任务表');
    expect(draft.tasks.map(({ no, path: headings, requirement, deadline, responsible }) => [no, headings.join(), requirement, deadline.text, responsible.map(({ name }) => name).join()])).toEqual([
      ['1', '扬尘', '覆盖裸土，建筑工地全面停止土方作业。', '2023年6月底前', '区住建局,区水利局'],
      ['2', '扬尘', '加密洒水。', '长期坚持', '区城管局'],
      ['3', '工业', '停产。', '长期坚持', '区工信局'],
    ]);
  });

  it('reads Word documents and workbooks into the draft schema', async () => {
    const rows = [['序号', '任务', '完成时限', '责任单位'], ['1', '覆盖裸土。', '2023年6月底前', '区住建局'], ['2', '加密洒水。', '长期坚持', '']];
    const book = new Workbook();
    book.addWorksheet('任务').addRows(rows);
    writeFileSync(path.join(folder, 'plan.xlsx'), new Uint8Array(await book.xlsx.writeBuffer()));
    const table = new Table({ rows: rows.map((row) => new TableRow({ children: row.map((text) => new TableCell({ children: [new Paragraph(text)] })) })) });
    writeFileSync(path.join(folder, 'plan.docx'), await Packer.toBuffer(new Document({ sections: [{ children: [table] }] })));
    for (const name of ['plan.xlsx', 'plan.docx']) {
      const draft = JSON.parse(parse(folder, name).stdout) as PlanDraft;
      expect(validated(draft)).toBeNull();
      expect(draft.tasks.map(({ no, source }) => [no, source])).toEqual([['1', { from: 2, to: 2 }], ['2', { from: 3, to: 3 }]]);
      expect(draft.questions.map(({ task, field, reason }) => [task, field, reason])).toEqual([['2', 'responsible', 'missing']]);
    }
  });

  withOriginals('reads every real plan from beside the repository into the draft schema', async () => {
    const originals = readdirSync(SEEDS).filter((name) => name.endsWith('.txt')).sort();
    const drafts = await Promise.all(originals.map(async (name) => readPlan((await openDocument(readFileSync(path.join(SEEDS, name)))).text)));
    expect(drafts.map(validated)).toEqual([null, null, null, null, null]);
    expect([drafts[0]!.tasks.length, drafts[3]!.tasks.length]).toEqual([102, 41]);
    const { status, stdout } = parse(ROOT, `../shared/seeds/${originals[3]}`);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(drafts[3])));
  });
});

/** What breaks the agreed schema; null where nothing does, or where the schema is not on this machine. */
const validated = (draft: PlanDraft): unknown => (hasPlanSchema ? schemaFaults(draft) : null);

/** A PDF made by hand: one stream of drawing operators a page, Chinese text in a font that is not embedded. */
function pdfOf(pages: string[]): Buffer {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, page) => `${7 + page * 2} 0 R`).join(' ')}]>>`,
    '<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/FontDescriptor 5 0 R>>',
    '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 800/Descent -200/CapHeight 700/StemV 80>>',
    ...pages.flatMap((content, page) => [
      `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${6 + page * 2} 0 R/Resources<</Font<</F 3 0 R>>>>>>`,
    ]),
  ];
  let file = '%PDF-1.4\n';
  const at = objects.map((object, index) => {
    const place = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = file.length;
  return Buffer.from(`${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${at.join('')}trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${table}\n%%EOF`, 'latin1');
}

/** A table over two pages: a category cell merged over two rows, cells wrapped at their edge, units one below the other. */
function twoPages(): Buffer {
  const text = (x: number, y: number, words: string, size = 12) => `BT /F ${size} Tf ${x} ${y} Td <${[...words].map((sign) => sign.charCodeAt(0).toString(16).padStart(4, '0')).join('')}> Tj ET\n`;
  const line = (...[x1, y1, x2, y2]: [number, number, number, number]) => `${x1} ${y1} m ${x2} ${y2} l S\n`;
  const columns = [60, 100, 160, 340, 440, 530];
  const row = (y: number, ...cells: string[]) => cells.map((words, index) => (words === '' ? '' : text(columns[index]! + 4, y, words))).join('');
  const uprights = (top: number, bottom: number) => columns.map((x) => line(x, top, x, bottom)).join('');
  const levels = (...places: number[]) => places.map((y) => line(60, y, 530, y)).join('');
  const heading = row(690, '序号', '类别', '具体措施', '完成时限', '责任单位');
  const first = [
    text(180, 780, '东山区冬季任务表', 18),
    heading,
    row(660, '1', '', '覆盖裸土，建筑工地全面停止', '2023年6月', '区住建局') + row(644, '', '扬尘', '土方作业。', '底前', '区水利局'),
    row(614, '2', '', '加密洒水。', '长期坚持', '区城管局'),
    levels(705, 680, 600) + line(60, 630, 100, 630) + line(160, 630, 530, 630) + uprights(705, 600),
    text(290, 40, '1'),
  ];
  return pdfOf([first.join(''), heading + row(660, '3', '工业', '停产。', '长期坚持', '区工信局') + levels(705, 680, 650) + uprights(705, 650)]);
}
