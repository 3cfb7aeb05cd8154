import { BOOK_LINE, type Book } from './book.js';
import { EXACT_TABLE } from './exact-values.js';
import { HEAD_TABLE } from './head-table.js';
import type { Table } from './table.js';
import { WORKBOOK_STYLES } from './workbook-styles.js';
import { XML_HEAD, xmlText } from './xml-text.js';
import { packed, zipOf } from './zip-file.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Places of the cell styles in `WORKBOOK_STYLES`. */
const STYLE = { mark: 1, title: 2, heading: 3, cell: 4, exact: 5 } as const;

/** The plan as a workbook: a sheet for each table, ready to be printed on A4. */
export function workbookOf({ title, tables }: Book): Uint8Array {
  const sheets = tables.map((table, at) => ({ table, name: table.kind.name, n: at + 1, rows: rowsOf(table, title) }));
  const workbook = `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${sheets.map(({ name, n }) => `<sheet name="${xmlText(name)}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets><definedNames>${sheets
    .map(({ name, n, rows }) => `<definedName name="_xlnm.Print_Titles" localSheetId="${n - 1}">'${xmlText(name)}'!$${rows.heading}:$${rows.heading}</definedName>`)
    .join('')}</definedNames></workbook>`;
  const relations = [...sheets.map(({ n }) => ['worksheet', `worksheets/sheet${n}.xml`]), ['styles', 'styles.xml']].map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`);
  const types = [['/xl/workbook.xml', `${TYPES}.sheet.main+xml`], ['/xl/styles.xml', `${TYPES}.styles+xml`], ...sheets.map(({ n }) => [`/xl/worksheets/sheet${n}.xml`, `${TYPES}.worksheet+xml`])];
  const overrides = types.map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`).join('');
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': workbook,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relations.join('')}</Relationships>`,
    'xl/styles.xml': WORKBOOK_STYLES,
    ...Object.fromEntries(sheets.map(({ table, n, rows }) => [`xl/worksheets/sheet${n}.xml`, sheetXml(table, rows)])),
  };
  return zipOf(Object.entries(parts).map(([name, xml]) => packed(name, XML_HEAD + xml)));
}

interface Rows {
  readonly xml: readonly string[];
  /** Rows of one cell over the whole width. */
  readonly wide: readonly number[];
  /** Number of the heading row. */
  readonly heading: number;
}

function rowsOf({ kind, heads, rows }: Table, title: string): Rows {
  const above = kind === HEAD_TABLE ? [[BOOK_LINE, STYLE.mark] as const, [title, STYLE.title] as const] : [[kind.name, STYLE.title] as const];
  const row = (cells: readonly string[], style: number, n: number) => `<row r="${n}">${cells.map((words, at) => cellXml(words, style, `${columnName(at)}${n}`)).join('')}</row>`;
  const heading = above.length + 1;
  const style = kind === EXACT_TABLE ? STYLE.exact : STYLE.cell;
  return {
    heading,
    wide: above.map((_, at) => at + 1),
    xml: [
      ...above.map(([words, look], at) => row([words], look, at + 1)),
      row(heads.map(({ words }) => words), STYLE.heading, heading),
      ...rows.map((cells, at) => row(heads.map(({ key }) => cells[key] ?? ''), style, heading + at + 1)),
    ],
  };
}

const cellXml = (words: string, style: number, at: string): string =>
  words === '' ? `<c r="${at}" s="${style}"/>` : `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(words)}</t></is></c>`;

/** A to Z: no table of a plan is wider. */
const columnName = (at: number): string => String.fromCharCode(65 + at);

function sheetXml({ heads }: Table, { xml, wide, heading }: Rows): string {
  const last = columnName(heads.length - 1);
  const columns = heads.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width * 1.2}" style="${STYLE.cell}" customWidth="1"/>`).join('');
  return `<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
    `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${heading}" topLeftCell="A${heading + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<cols>${columns}</cols><sheetData>${xml.join('')}</sheetData><mergeCells count="${wide.length}">${wide.map((n) => `<mergeCell ref="A${n}:${last}${n}"/>`).join('')}</mergeCells>` +
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>';
}
