/**
 * A table as an xlsx file, made in the browser: exactly the rows, columns and words that the page shows. Stored, not packed: a few
 * thousand rows are a few megabytes, and nothing has to be downloaded for it.
 */
export function workbookOf(sheet: string, head: readonly string[], rows: readonly (readonly string[])[]): Blob {
  const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
  const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const line = (cells: readonly string[], n: number, style: number): string => `<row r="${n}">${cells.map((text, at) => cell(text, `${columnName(at)}${n}`, style)).join('')}</row>`;
  const widths = head.map((title, at) => Math.min(60, Math.max(10, ...[title, ...rows.slice(0, 200).map((row) => row[at] ?? '')].map(widthOf))));
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPES}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPES}.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${xml(sheet.replace(/[\\/?*[\]:']/g, ' ').slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="49" fontId="0" applyNumberFormat="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData>${line(head, 1, 1)}${rows.map((row, at) => line(row, at + 2, 0)).join('')}</sheetData></worksheet>`,
  };
  return archive(Object.entries(parts).map(([name, content]) => [name, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${content}`]));
}

const cell = (text: string, at: string, style: number): string => (text === '' ? '' : `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(text)}</t></is></c>`);
const columnName = (at: number): string => (at < 26 ? '' : columnName(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));
/** Chinese print is twice as wide as Latin. */
const widthOf = (text: string): number => [...text].reduce((sum, one) => sum + (one.charCodeAt(0) > 255 ? 2 : 1), 2);
const MARKS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Without the signs that XML has no words for. */
const xml = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/[&<>"]/g, (mark) => MARKS[mark]!);

const CRCS = Uint32Array.from({ length: 256 }, (_none, n) => Array.from({ length: 8 }).reduce<number>((crc) => (crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1), n));
const crcOf = (bytes: Uint8Array): number => (bytes.reduce((crc, byte) => CRCS[(crc ^ byte) & 0xff]! ^ (crc >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

function archive(files: readonly (readonly [string, string])[]): Blob {
  const text = new TextEncoder();
  const pieces: BlobPart[] = [];
  const directory: BlobPart[] = [];
  let at = 0;
  let listed = 0;
  for (const [name, content] of files) {
    const [path, bytes] = [text.encode(name), text.encode(content)];
    // Version 2.0, UTF-8 names, stored, 1 January 1980, sum, sizes, length of the name, nothing more.
    const facts = [20, 0x0800, 0, 0, 0x21, ...words(crcOf(bytes)), ...words(bytes.length), ...words(bytes.length), path.length, 0];
    pieces.push(halves([...words(0x04034b50), ...facts]), path, bytes);
    directory.push(halves([...words(0x02014b50), 20, ...facts, 0, 0, 0, ...words(0), ...words(at)]), path);
    at += 30 + path.length + bytes.length;
    listed += 46 + path.length;
  }
  const end = halves([...words(0x06054b50), 0, 0, files.length, files.length, ...words(listed), ...words(at), 0]);
  return new Blob([...pieces, ...directory, end], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
}

const words = (value: number): [number, number] => [value & 0xffff, value >>> 16];
const halves = (numbers: readonly number[]): ArrayBuffer => {
  const view = new DataView(new ArrayBuffer(numbers.length * 2));
  numbers.forEach((value, n) => view.setUint16(n * 2, value, true));
  return view.buffer;
};
