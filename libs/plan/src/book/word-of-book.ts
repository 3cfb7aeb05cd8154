import { BOOK_LINE, type Book } from './book.js';
import { EXACT_TABLE } from './exact-values.js';
import { HEAD_TABLE } from './head-table.js';
import type { Table } from './table.js';
import { XML_HEAD, xmlText } from './xml-text.js';
import { packed, zipOf } from './zip-file.js';

const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
/** Twentieths of a point; A4 lying. */
const PAGE = { width: 16_838, height: 11_906, margin: 1_134 };
const USABLE = PAGE.width - 2 * PAGE.margin;

/** The plan as a Word document: its title, then each table under its heading. Tables without rows are left out. */
export function wordOf({ title, tables }: Book): Uint8Array {
  const printed = tables.filter(({ rows }) => rows.length > 0);
  const body = `${paragraph(BOOK_LINE, 'Mark')}${paragraph(title, 'Title')}${printed.map((table) => paragraph(table.kind.name, 'Heading1') + tableXml(table)).join('')}`;
  const page = `<w:sectPr><w:pgSz w:w="${PAGE.width}" w:h="${PAGE.height}" w:orient="landscape"/><w:pgMar w:top="${PAGE.margin}" w:right="${PAGE.margin}" w:bottom="${PAGE.margin}" w:left="${PAGE.margin}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>`;
  const parts: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPES}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${TYPES}.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<w:document xmlns:w="${MAIN}"><w:body>${body}<w:p/>${page}</w:body></w:document>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    'word/styles.xml': STYLES,
  };
  return zipOf(Object.entries(parts).map(([name, xml]) => packed(name, XML_HEAD + xml)));
}

/** Half points; names of faces as offices have them, Latin letters and figures in Times. */
const style = (id: string, name: string, face: string, size: number, paragraph: string, run = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:pPr>${paragraph}</w:pPr><w:rPr>${faceXml(face)}${run}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr></w:style>`;
const faceXml = (face: string): string => `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${face}"/>`;
const STYLES =
  `<w:styles xmlns:w="${MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>${faceXml('宋体')}<w:sz w:val="21"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>` +
  style('Mark', 'Mark', '宋体', 15, '', '<w:color w:val="8C8C8C"/>') +
  style('Title', 'Title', '方正小标宋简体', 44, '<w:spacing w:before="240" w:after="360"/><w:jc w:val="center"/>') +
  style('Heading1', 'heading 1', '黑体', 32, '<w:keepNext/><w:spacing w:before="360" w:after="160"/><w:outlineLvl w:val="0"/>') +
  style('Head', 'Table Head', '黑体', 18, '<w:jc w:val="center"/>') +
  style('Cell', 'Table Cell', '宋体', 18, '') +
  style('Fact', 'Table Fact', '仿宋', 24, '') +
  `${style('Exact', 'Table Exact', '宋体', 13, '', '<w:color w:val="8C8C8C"/>')}</w:styles>`;

const paragraph = (words: string, look: string): string =>
  `<w:p><w:pPr><w:pStyle w:val="${look}"/></w:pPr>${words === '' ? '' : `<w:r><w:t xml:space="preserve">${xmlText(words)}</w:t></w:r>`}</w:p>`;

function tableXml({ kind, heads, rows }: Table): string {
  const whole = heads.reduce((sum, { width }) => sum + width, 0);
  const widths = heads.map(({ width }) => Math.floor((USABLE * width) / whole));
  const look = kind === EXACT_TABLE ? 'Exact' : kind === HEAD_TABLE ? 'Fact' : 'Cell';
  const cell = (words: string, at: number, style: string): string =>
    `<w:tc><w:tcPr><w:tcW w:w="${widths[at]}" w:type="dxa"/></w:tcPr>${words.split('\n').map((line) => paragraph(line, style)).join('')}</w:tc>`;
  const border = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4" w:color="404040"/>`).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="${USABLE}" w:type="dxa"/><w:tblBorders>${border}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>` +
    `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>` +
    `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${heads.map(({ words }, at) => cell(words, at, 'Head')).join('')}</w:tr>` +
    `${rows.map((cells) => `<w:tr>${heads.map(({ key }, at) => cell(cells[key] ?? '', at, look)).join('')}</w:tr>`).join('')}</w:tbl>`;
}
