import { Document, DeletedTextRun, InsertedTextRun, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import { Workbook } from 'exceljs';
import fc from 'fast-check';
import { readPlan } from '../reading/index.js';
import { DocumentRefused } from './document-refusals.js';
import { linesOfBody } from './old-word.js';
import { openDocument } from './open-document.js';
import { zip } from '../../../../test/harness/made-zip.js';

const ROWS = [
  ['序号', '类别', '具体措施', '完成时限', '责任单位'],
  ['1', '扬尘', '覆盖裸土。', '2023年6月底前', '区住建局'],
  ['2', '工业', '停产检修。', '长期坚持', '区工信局'],
];
const TEXT = ROWS.map((row) => row.join('\t')).join('\n');

const refusal = async (bytes: Uint8Array): Promise<string> => {
  const outcome = await openDocument(bytes).then(() => 'opened', (problem: unknown) => problem);
  return outcome instanceof DocumentRefused ? outcome.code : String(outcome);
};

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const word = (body: string) => zip({ 'word/document.xml': `<?xml version="1.0"?><x:document xmlns:x="${W}"><x:body>${body.replace(/(<\/?)w:/g, '$1x:').replace(/ w:/g, ' x:')}</x:body></x:document>` });
const textOf = async (bytes: Uint8Array) => (await openDocument(bytes)).text;

describe('a text file', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16 little end first', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['UTF-16 without its mark', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16 big end first', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
  ])('in %s', async (_, bytes) => {
    expect(await textOf(bytes)).toBe(TEXT);
  });

  it('in GBK', async () => {
    expect(await refusal(Buffer.from('Größe für Übung, naïve café, señor', 'latin1'))).toBe('plan.document-encoding');
    expect(await textOf(Buffer.from([0xd6, 0xd8, 0xce, 0xdb, 0xc8, 0xbe, 0xcc, 0xec, 0xc6, 0xf8]))).toBe('重污染天气');
  });

  it('in UTF-8 cut off inside a character, not taken for GBK; and never what a database cannot keep', async () => {
    expect(await textOf(Buffer.from(TEXT.repeat(3)).subarray(0, -1))).toMatch(/区工信\uFFFD$/);
    expect(await textOf(Buffer.from('甲乙丙丁\0戊'))).toBe('甲乙丙丁 戊');
    expect(await textOf(word('<w:p><w:r><w:t>甲&#xD800;乙</w:t></w:r></w:p>'))).toBe('甲\uFFFD乙');
  });

  it('keeps its lines, whatever their ends', async () => {
    expect((await openDocument(Buffer.from('一\r\n二\n\n三'))).places.map(({ paragraph }) => paragraph)).toEqual([1, 2, 3, 4]);
  });
});

describe('a Word document', () => {
  const paragraph = (text: string) => new Paragraph(text);
  const cell = (content: string | string[] | Paragraph, span: { rowSpan?: number; columnSpan?: number } = {}) =>
    new TableCell({ children: (content instanceof Paragraph ? [content] : [content].flat().map(paragraph)), ...span });
  const counted = (reference: string, text = '') => new Paragraph({ text, numbering: { reference, level: 0 } });

  it('gives paragraphs and rows in printed order: merged cells, counted numbers, nothing that was deleted', async () => {
    const review = { id: 1, author: '甲', date: '2023-01-01T00:00:00Z' };
    const document = new Document({
      numbering: {
        config: [
          { reference: 'headings', levels: [{ level: 0, format: LevelFormat.CHINESE_COUNTING, text: '%1、' }] },
          { reference: 'rows', levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1' }] },
        ],
      },
      sections: [{
        children: [
          paragraph('东山区应急措施表'),
          new Paragraph({ children: [new TextRun('现予'), new DeletedTextRun({ text: '试行', ...review }), new InsertedTextRun({ text: '印发。', ...review })] }),
          counted('headings', '强制措施'),
          new Table({
            rows: [
              new TableRow({ children: [cell('序号', { rowSpan: 2 }), cell('类别', { rowSpan: 2 }), cell('措施', { rowSpan: 2 }), cell('响应级别', { columnSpan: 3 }), cell('责任单位', { rowSpan: 2 })] }),
              new TableRow({ children: [cell('Ⅲ级'), cell('Ⅱ级'), cell('Ⅰ级')] }),
              new TableRow({ children: [cell('（一）工业源', { columnSpan: 7 })] }),
              new TableRow({ children: [cell(counted('rows')), cell('限产停产', { rowSpan: 2 }), cell('停止装卸。'), cell('√'), cell('√'), cell('√'), cell(['区工信局', '生态环境分局'], { rowSpan: 2 })] }),
              new TableRow({ children: [cell(counted('rows')), cell('减少生产。'), cell(''), cell('减半生产。', { columnSpan: 2 })] }),
            ],
          }),
          paragraph('注：按月报送。'),
        ],
      }],
    });
    const opened = await openDocument(await Packer.toBuffer(document));
    expect(opened.kind).toBe('word');
    expect(opened.text.split('\n')).toEqual([
      '东山区应急措施表',
      '现予印发。',
      '一、强制措施',
      '序号\t类别\t措施\t响应级别\t响应级别\t响应级别\t责任单位',
      '序号\t类别\t措施\tⅢ级\tⅡ级\tⅠ级\t责任单位',
      '（一）工业源',
      '1\t限产停产\t停止装卸。\t√\t√\t√\t区工信局\v生态环境分局',
      '2\t限产停产\t减少生产。\t\t减半生产。\t减半生产。\t区工信局\v生态环境分局',
      '注：按月报送。',
    ]);
    expect(opened.places).toHaveLength(9);
    const { tasks } = readPlan(opened.text);
    expect(tasks.map(({ no, path, requirement, levels, responsible }) => [no, path.join('>'), requirement, levels!.join(), responsible.map(({ name }) => name).join()])).toEqual([
      ['1', '一、强制措施>（一）工业源>限产停产', '停止装卸。', 'III,II,I', '区工信局,区生态环境分局'],
      ['2', '一、强制措施>（一）工业源>限产停产>减少生产。', '减半生产。', 'II,I', '区工信局,区生态环境分局'],
    ]);
  });

  it.each([
    ['text that was moved away, or deleted with its row', '<w:p><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:r><w:t>新</w:t></w:r></w:p><w:tbl><w:tr><w:trPr><w:del w:id="1"/></w:trPr><w:tc><w:p><w:r><w:t>删</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>留</w:t></w:r></w:p></w:tc></w:tr></w:tbl>', '新\n留'],
    ['a paragraph whose end was deleted', '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>前半，</w:t></w:r></w:p><w:p><w:r><w:t>后半。</w:t></w:r></w:p>', '前半，后半。'],
    ['a field by its result', '<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>甲</w:t></w:r></w:p>', '甲'],
    ['a tick of Wingdings, and signs written as entities', '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t>a &lt; b &amp; &#x4E2D;</w:t></w:r></w:p>', '✓a < b & 中'],
    ['line breaks and tabs', '<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t></w:r></w:p>', '甲\n乙 丙'],
    ['a text box once', '<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>框</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent><w:t>外</w:t></w:r></w:p>', '框\n外'],
    ['a table in a cell as its text', '<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>内一</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>内二</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc><w:tc><w:p><w:r><w:t>外</w:t></w:r></w:p></w:tc></w:tr></w:tbl>', '内一 内二\t外'],
  ])('reads %s', async (_, body, expected) => {
    expect(await textOf(word(body))).toBe(expected);
  });
});

describe('a workbook', () => {
  it('gives one line a row, merged cells filled, dates and numbers as printed, every sheet; a hidden one is named', async () => {
    const book = new Workbook();
    const sheet = book.addWorksheet('任务');
    sheet.addRow(['东山区任务台账']);
    sheet.mergeCells('A1:F1');
    sheet.addRow([]);
    sheet.addRow(['类别', '序号', '具体措施', '完成时限', '责任单位', '备注']);
    sheet.addRow(['扬尘', 1, '覆盖裸土。', new Date(Date.UTC(2023, 5, 30)), '区住建局\n水利局', 0.95]);
    sheet.getCell('D4').numFmt = 'yyyy"年"m"月"d"日前"';
    sheet.getCell('F4').numFmt = '0%';
    sheet.addRow([null, 2, { richText: [{ text: '清扫率' }, { text: '达到95%。' }] }, '长期坚持', '区城管局', 1234567.5]);
    sheet.getCell('F5').numFmt = '#,##0.00';
    sheet.mergeCells('A4:A5');
    book.addWorksheet('附表').addRows([['序号', '任务', '责任单位'], [1, '巡查。', { formula: '1&2', result: '区公安分局' }]]);
    book.addWorksheet('选项', { state: 'hidden' }).addRow(['甲']);
    const opened = await openDocument(new Uint8Array(await book.xlsx.writeBuffer()));
    expect(opened.text.split('\n')).toEqual([
      '东山区任务台账',
      '',
      '类别\t序号\t具体措施\t完成时限\t责任单位\t备注',
      '扬尘\t1\t覆盖裸土。\t2023年6月30日前\t区住建局\v水利局\t95%',
      '扬尘\t2\t清扫率达到95%。\t长期坚持\t区城管局\t1,234,567.50',
      '',
      '序号\t任务\t责任单位',
      '1\t巡查。\t区公安分局',
      '',
      '隐藏的工作表未读入：选项（1行）',
    ]);
    expect([opened.places[3], opened.places[7]]).toEqual([{ sheet: '任务', row: 4 }, { sheet: '附表', row: 2 }]);
    const { tasks } = readPlan(opened.text);
    expect(tasks.map(({ path, source, deadline }) => [path.join(), source.from, deadline.kind])).toEqual([['扬尘', 4, 'by_date'], ['扬尘', 5, 'long_term'], ['', 8, 'none']]);
  });

  it('is not led astray by rows far below, merged areas without end or formatted emptiness', async () => {
    const sheet = (rows: string, merges = '') => zip({
      'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="一" r:id="x"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="x" Target="worksheets/sheet1.xml"/></Relationships>',
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData><mergeCells>${merges}</mergeCells></worksheet>`,
    });
    const rows = '<row r="1"><c r="B1" t="inlineStr"><is><t>甲</t></is></c></row><row r="9"><c r="B9" s="4"/></row><row r="1048576"><c r="B1048576"><v>45107</v></c></row>';
    expect(await textOf(sheet(rows))).toBe('甲\n\n45107');
    expect(await textOf(sheet(rows, '<mergeCell ref="B1:B1048576"/>'))).toBe('甲\n\n甲');
    const bomb = Array.from({ length: 400 }, () => '<mergeCell ref="B1:XFD1048576"/>').join('');
    expect(await refusal(sheet(rows + '<row r="5"><c><v>1</v></c></row>'.repeat(1), bomb.repeat(10)))).toBe('plan.document-too-long');
  });
});

describe('an old Word file', () => {
  it('gives rows by the marks at their ends, and the text around the table', () => {
    const body = '任务表\n说明。\n序号\t任务\t责任单位\t\t1\t洒水。\n清扫。\t\t\t2\t停工。\t区住建局\t\t以上。\n完。';
    expect(linesOfBody(body)).toEqual(['任务表', '说明。', '序号\t任务\t责任单位', '1\t洒水。\v清扫。\t', '2\t停工。\t区住建局', '以上。', '完。']);
  });
});

describe('what is refused, with a stable code and advice', () => {
  const cfb = (stream: string) => Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600), Buffer.from(stream, 'utf16le')]);

  it.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'plan.document-empty'],
    ['blank text', Buffer.from(' \n'), 'plan.document-empty'],
    ['more than 20 MB', Buffer.alloc(20 * 2 ** 20 + 1, 65), 'plan.document-too-large'],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'plan.document-kind-unknown'],
    ['an archive of something else', zip({ 'a.txt': 'a' }), 'plan.document-kind-unknown'],
    ['RTF', Buffer.from('{\\rtf1 abc}'), 'plan.document-old-format'],
    ['a web page called .doc', Buffer.from('<html><body>甲</body></html>'), 'plan.document-old-format'],
    ['an old workbook', cfb('Workbook'), 'plan.document-old-format'],
    ['an old Word file that cannot be read', cfb('WordDocument'), 'plan.document-old-format'],
    ['an old Word file with macros', cfb('WordDocument Macros'), 'plan.document-macros'],
    ['a protected document', cfb('EncryptedPackage'), 'plan.document-encrypted'],
    ['a protected archive', zip({ 'word/document.xml': 'a' }, undefined, 1), 'plan.document-encrypted'],
    ['macros', zip({ 'word/document.xml': '<w/>', 'word/vbaProject.bin': 'x' }), 'plan.document-macros'],
    ['a macro type', zip({ '[Content_Types].xml': '<Default ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>', 'word/document.xml': '<w/>' }), 'plan.document-macros'],
    ['no text inside', word('<w:p/>'), 'plan.document-empty'],
    ['an archive cut short', zip({ 'word/document.xml': 'a' }).subarray(0, 60), 'plan.document-broken'],
    ['a document type with entities', zip({ 'word/document.xml': '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }), 'plan.document-broken'],
    ['a bomb that says so', zip({ 'word/document.xml': '<w/>', 'word/media/a': 'a' }, 2 ** 31), 'plan.document-too-big-inside'],
    ['a bomb that lies', zip({ 'word/document.xml': Buffer.alloc(70 * 2 ** 20, 32) }, 10), 'plan.document-too-big-inside'],
    ['bytes that are no text', Buffer.from(Array.from({ length: 4_001 }, (_, index) => (index * 7_919) % 251)), 'plan.document-encoding'],
  ])('%s', async (_, bytes, code) => {
    expect(await refusal(bytes)).toBe(code);
  });

  it('says what to do in a sentence', () => {
    expect(new DocumentRefused('plan.document-macros').message).toMatch(/Save it without macros/);
  });
});

describe('a damaged file', () => {
  it('is opened or refused, never more: bytes changed, cut and repeated', async () => {
    const book = new Workbook();
    book.addWorksheet('任务').addRows(ROWS);
    const files = [new Uint8Array(await book.xlsx.writeBuffer()), new Uint8Array(word(`<w:tbl>${ROWS.map((row) => `<w:tr>${row.map((text) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`).join('')}</w:tr>`).join('')}</w:tbl>`)), new Uint8Array(Buffer.from(TEXT))];
    const change = fc.record({ at: fc.nat(100_000), value: fc.nat(255), cut: fc.option(fc.nat(100_000)) });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: 8 }), async (file, changes) => {
        let bytes = Uint8Array.from(file);
        for (const { at, value, cut } of changes) {
          bytes[at % bytes.length] = value;
          if (cut !== null) bytes = bytes.slice(0, 1 + (cut % bytes.length));
        }
        expect(await refusal(bytes)).toMatch(/^(?:opened$|plan\.document-)/);
      }),
      { numRuns: 300 },
    );
  });

  it.each(['<w:tbl><w:tr>', '</w:tc></w:p></w:tbl>', '<w:p><w:tc><w:gridSpan w:val="99999999"/>', '<w:del><w:p>', '<w:p a="', '<', '<w:tc><w:p><w:tr>甲</w:tr>'])('whose tags do not close: %s', async (scrap) => {
    expect(await refusal(word(`<w:p><w:r><w:t>甲</w:t></w:r></w:p>${scrap.repeat(200)}`))).toMatch(/^(?:opened$|plan\.document-)/);
  });
});
