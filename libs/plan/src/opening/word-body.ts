import type { PlacedLine } from './opened-document.js';
import { signOf } from './word-names.js';
import type { Numbering } from './word-numbering.js';
import type { WordStyles } from './word-styles.js';
import { WordTable } from './word-table.js';
import type { Attributes, XmlHandler } from './xml-events.js';

interface Paragraph {
  text: string;
  style: string | null;
  list: string | null;
  level: number | null;
  /** Its end was deleted in review: it runs on in the next paragraph. */
  runsOn: boolean;
}

/** What stands inside these is no part of the printed text: moved away, drawn a second time for old programs. */
const UNREAD = new Set(['w:moveFrom', 'w:del', 'mc:Fallback', 'w:instrText', 'w:delText', 'w:delInstrText', 'w:pPrChange', 'w:rPrChange', 'w:tblPrChange', 'w:trPrChange', 'w:tcPrChange', 'w:sectPrChange', 'w:rPh']);

/** Collects the lines of a document from its XML. */
export class WordBody implements XmlHandler {
  readonly lines: PlacedLine[] = [];
  private readonly paragraphs: Paragraph[] = [];
  private readonly tables: WordTable[] = [];
  private readonly inside: string[] = [];
  private unread = 0;
  private begun = '';

  constructor(
    private readonly styles: WordStyles,
    private readonly numbering: Numbering,
  ) {}

  open(name: string, attribute: Attributes): void {
    const parent = this.inside.at(-1);
    this.inside.push(name);
    if (name === 'w:del' && (parent === 'w:trPr' || parent === 'w:rPr')) this.deletedMark(parent);
    else if (UNREAD.has(name)) this.unread += 1;
    if (this.unread > 0) return;
    const table = this.tables.at(-1);
    if (name === 'w:p') this.paragraphs.push({ text: '', style: null, list: null, level: null, runsOn: false });
    else if (name === 'w:tbl') this.tables.push(new WordTable());
    else if (table && TABLE_PARTS.has(name)) table.open(name, attribute);
    else this.openInParagraph(name, attribute);
  }

  close(name: string): void {
    this.inside.pop();
    const parent = this.inside.at(-1);
    const mark = name === 'w:del' && (parent === 'w:trPr' || parent === 'w:rPr');
    if (UNREAD.has(name) && !mark) this.unread -= 1;
    else if (this.unread > 0) return;
    else if (name === 'w:p') this.endParagraph();
    else if (name === 'w:tbl') this.endTable();
    else if (TABLE_PARTS.has(name)) this.tables.at(-1)?.close(name);
  }

  text(text: string): void {
    if (this.unread === 0 && this.inside.at(-1) === 'w:t') this.add(text);
  }

  private openInParagraph(name: string, attribute: Attributes): void {
    const paragraph = this.paragraphs.at(-1);
    if (!paragraph) return;
    const value = attribute('w:val');
    if (name === 'w:br' || name === 'w:cr') this.add(attribute('w:type') === 'page' ? '' : '\n');
    else if (name === 'w:tab' && this.inside.at(-2) === 'w:r') this.add(' ');
    else if (name === 'w:noBreakHyphen') this.add('-');
    else if (name === 'w:sym') this.add(signOf(attribute('w:char')));
    else if (name === 'w:pStyle') paragraph.style = value ?? null;
    else if (name === 'w:numId') paragraph.list = value ?? null;
    else if (name === 'w:ilvl') paragraph.level = Number(value ?? 0);
  }

  private add(text: string): void {
    const paragraph = this.paragraphs.at(-1);
    if (paragraph) paragraph.text += text;
  }

  private deletedMark(parent: string): void {
    const paragraph = this.paragraphs.at(-1);
    if (parent === 'w:trPr') this.tables.at(-1)?.dropRow();
    else if (paragraph && this.inside.at(-3) === 'w:pPr') paragraph.runsOn = true;
  }

  private endParagraph(): void {
    const paragraph = this.paragraphs.pop();
    if (!paragraph) return;
    const style = this.styles(paragraph.style);
    const list = paragraph.list ?? style.list;
    const number = list === undefined || list === '0' ? '' : this.numbering.next(list, paragraph.level ?? style.level ?? 0);
    const text = this.begun + number + paragraph.text;
    this.begun = paragraph.runsOn ? text : '';
    if (paragraph.runsOn) return;
    const table = this.tables.at(-1);
    if (table) table.addParagraph(text);
    else this.lines.push({ text: text.trimEnd(), place: { paragraph: this.lines.length + 1, ...(style.heading && { heading: style.heading }) } });
  }

  private endTable(): void {
    const table = this.tables.pop();
    const outer = this.tables.at(-1);
    const lines = table?.lines() ?? [];
    if (outer) for (const line of lines) outer.addParagraph(line.replaceAll('\t', ' '));
    else for (const line of lines) this.lines.push({ text: line, place: { paragraph: this.lines.length + 1 } });
  }
}

const TABLE_PARTS = new Set(['w:tr', 'w:tc', 'w:gridSpan', 'w:vMerge', 'w:hMerge', 'w:gridBefore', 'w:gridAfter', 'w:cellDel']);
