import exceljs, { type Workbook } from 'exceljs';
import { openDocument } from '../../opening/open-document.js';
import { zipEntriesOf } from '../../opening/zip-entries.js';
import { readPlan } from '../../reading/index.js';
import { zip } from '../../../../../test/harness/made-zip.js';
import { annotated, notesOfDraft, type CellNote } from '../index.js';

const load = async (bytes: Uint8Array): Promise<Workbook> => {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  return workbook;
};
const save = async (workbook: Workbook) => new Uint8Array(await workbook.xlsx.writeBuffer());
const noteAt = (workbook: Workbook, sheet: string, cell: string): string => {
  const { note } = workbook.getWorksheet(sheet)!.getCell(cell);
  return typeof note === 'string' ? note : (note?.texts ?? []).map(({ text }) => text).join('');
};
const groundAt = (workbook: Workbook, sheet: string, cell: string) => (workbook.getWorksheet(sheet)!.getCell(cell).fill as { fgColor?: { argb?: string } } | undefined)?.fgColor?.argb;

/** A task table as an office keeps it: an empty column, merged cells, a formula, a date, a comment of somebody, a second sheet. */
async function officeTable(): Promise<Uint8Array> {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('任务表');
  sheet.columns = [{ width: 8 }, { width: 3 }, { width: 40 }, { width: 20 }, { width: 22 }, { width: 18 }];
  sheet.addRow(['东山区应急任务表']);
  sheet.addRow(['序号', null, '工作要求', '完成时限', '牵头单位', '责任单位']);
  sheet.addRow([1, null, '覆盖裸土。', '2023年6月底前', null, '区住建局']);
  sheet.addRow([{ formula: 'A3+1', result: 2 }, null, '停产检修 & <复核>。', new Date('2023-06-30T00:00:00Z'), '区工信局', '相关部门']);
  sheet.addRow([3, null, '停止喷涂。', null, '区工信局', '区住建局']);
  sheet.mergeCells('C5:D5');
  sheet.getCell('D4').numFmt = 'yyyy"年"m"月"d"日"';
  sheet.getCell('F4').style = { font: { bold: true }, fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFC6EFCE' } }, border: { top: { style: 'thin' } } };
  sheet.getCell('F4').note = '原批注';
  sheet.getCell('C3').note = '另一条';
  sheet.getCell('C3').dataValidation = { type: 'list', allowBlank: true, formulae: ['"甲,乙"'] };
  workbook.addWorksheet('附件').addRow(['说明', '𠮷']);
  return save(workbook);
}

const NOTES: CellNote[] = [
  { sheet: '任务表', row: 3, column: 4, text: '牵头单位：没有写，请填写。' },
  { sheet: '任务表', row: 4, column: 5, text: '责任单位：请写明。' },
  { sheet: '任务表', row: 4, column: 5, text: '再核对一次。' },
  { sheet: '任务表', row: 9, column: null, text: '整行缺失。' },
  { sheet: '附件', row: 1, column: 2, text: '字不清。' },
  { sheet: undefined, row: 0, column: null, text: '全文：核对。' },
];

describe('a workbook that comes back annotated', () => {
  it('has the note at its cell, the cell coloured, and a list of all of them', async () => {
    const workbook = await load(await annotated(await officeTable(), NOTES));
    expect([noteAt(workbook, '任务表', 'E3'), noteAt(workbook, '任务表', 'F4'), noteAt(workbook, '任务表', 'A9'), noteAt(workbook, '附件', 'B1')]).toEqual([
      '牵头单位：没有写，请填写。', '原批注\n责任单位：请写明。\n再核对一次。', '整行缺失。', '字不清。',
    ]);
    expect(['E3', 'F4', 'A9', 'C3', 'E4'].map((cell) => groundAt(workbook, '任务表', cell))).toEqual(['FFFFE699', 'FFFFE699', 'FFFFE699', undefined, undefined]);
    const list = workbook.getWorksheet('问题清单')!;
    expect(list.getSheetValues().slice(3).map((row) => (row as unknown[]).slice(1))).toEqual([
      ['1', '任务表', 'E3', '牵头单位：没有写，请填写。'], ['2', '任务表', 'F4', '责任单位：请写明。'], ['3', '任务表', 'F4', '再核对一次。'],
      ['4', '任务表', '第9行', '整行缺失。'], ['5', '附件', 'B1', '字不清。'], ['6', '—', '全文', '全文：核对。'],
    ]);
  });

  it('is otherwise what it was: values, formulas, widths, looks, merged cells, the comments of others', async () => {
    const before = await officeTable();
    const after = await annotated(before, NOTES);
    const [was, is] = [(await load(before)).getWorksheet('任务表')!, (await load(after)).getWorksheet('任务表')!];
    expect(is.getSheetValues().slice(0, 6)).toEqual(was.getSheetValues());
    expect(is.columns.map(({ width }) => width)).toEqual(was.columns.map(({ width }) => width));
    expect([is.getCell('A4').formula, is.getCell('D4').numFmt, is.getCell('D5').isMerged, is.getCell('F4').font, is.getCell('F4').border]).toEqual(['A3+1', 'yyyy"年"m"月"d"日"', true, was.getCell('F4').font, was.getCell('F4').border]);
    expect([is.getCell('C3').note, is.getCell('C3').dataValidation]).toEqual([was.getCell('C3').note, was.getCell('C3').dataValidation]);
    const [old, fresh] = [zipEntriesOf(before), zipEntriesOf(after)];
    for (const name of ['xl/sharedStrings.xml', 'xl/theme/theme1.xml', 'docProps/core.xml']) expect([name, fresh.text(name)]).toEqual([name, old.text(name)]);
  });

  it('says the same to the reader when it comes again, and its list is not taken for a part of the plan', async () => {
    const before = await officeTable();
    const once = await annotated(before, NOTES);
    const twice = await annotated(once, NOTES);
    expect((await openDocument(once)).text).toBe((await openDocument(before)).text);
    expect((await openDocument(twice)).text).toBe((await openDocument(before)).text);
    const workbook = await load(twice);
    expect([workbook.worksheets.map(({ name }) => name), noteAt(workbook, '任务表', 'E3')]).toEqual([['任务表', '附件', '问题清单'], '牵头单位：没有写，请填写。']);
  });

  it('carries the questions of the reader at the cells that they are about', async () => {
    const bytes = await officeTable();
    const opened = await openDocument(bytes);
    const notes = notesOfDraft(opened, readPlan(opened.text));
    expect(notes.map(({ sheet, row, column, text }) => [sheet, row, column, text.split('：')[0]])).toEqual(expect.arrayContaining([['任务表', 3, 4, '牵头单位'], ['任务表', 4, 5, '责任单位']]));
    const workbook = await load(await annotated(bytes, notes));
    expect([groundAt(workbook, '任务表', 'E3'), groundAt(workbook, '任务表', 'F4')]).toEqual(['FFFFE699', 'FFFFE699']);
    expect(noteAt(workbook, '任务表', 'F4')).toContain('没有指明单位');
  });

  it('may have been written by another program: prefixes, no numbers of rows and cells, no styles', async () => {
    const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
    const text = (words: string) => `<x:c t="inlineStr"><x:is><x:t>${words}</x:t></x:is></x:c>`;
    const bytes = zip({
      '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
      'xl/workbook.xml': `<x:workbook xmlns:x="${main}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><x:sheets><x:sheet name="甲" sheetId="4" r:id="rId1"/></x:sheets></x:workbook>`,
      'xl/_rels/workbook.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
      'xl/worksheets/sheet1.xml': `<x:worksheet xmlns:x="${main}"><x:sheetData><x:row>${text('一')}${text('二')}</x:row><x:row r="4"/><x:row>${text('三')}</x:row></x:sheetData><x:pageMargins left="1"/><x:extLst/></x:worksheet>`,
    });
    const after = await annotated(bytes, [1, 2, 4, 5].flatMap((row) => [1, 2].map((column) => ({ sheet: '甲', row, column, text: `${row}.${column}` }))));
    const opened = await openDocument(after);
    expect(opened.text).toBe((await openDocument(bytes)).text);
    const sheet = zipEntriesOf(after).text('xl/worksheets/sheet1.xml')!;
    expect([...sheet.matchAll(/<x:(row|c)\b[^>]*?\sr="(\w+)"/g)].map(([, , at]) => at)).toEqual(['1', 'A1', 'B1', '2', 'A2', 'B2', '4', 'A4', 'B4', '5', 'A5', 'B5']);
    expect(sheet).toMatch(/<x:pageMargins left="1"\/><x:legacyDrawing [^>]*\/><x:extLst\/>/);
  });

  it.each([['text', Buffer.from('甲')], ['nothing', new Uint8Array()], ['a Word document', zip({ 'word/document.xml': '<w/>' })]])('is refused where it is %s', async (_, bytes) => {
    await expect(annotated(bytes, NOTES)).rejects.toMatchObject({ code: 'plan.document-kind-unknown' });
  });
});
