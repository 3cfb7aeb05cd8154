import { insertedAtEnd, prefixOf, tagsOf, withAttribute } from './xml-tags.js';

/** A workbook without styles of its own. */
export const PLAIN_STYLES =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>';

/** Cell styles of a workbook, each of which can be had a second time with the ground of a faulty cell. */
export class MarkedStyles {
  private readonly looks: string[];
  private readonly added = new Map<number, number>();
  private readonly fills: number;

  constructor(private readonly xml: string) {
    this.looks = childrenOf(xml, 'cellXfs');
    this.fills = childrenOf(xml, 'fills').length;
  }

  /** The number of the style that looks like another one, on a yellow ground. */
  marked(style: number): number {
    const known = this.added.get(style) ?? this.looks.length + this.added.size;
    this.added.set(style, known);
    return known;
  }

  get isChanged(): boolean {
    return this.added.size > 0;
  }

  /** The styles with those that were asked for. */
  text(): string {
    const prefix = prefixOf(this.xml, 'styleSheet');
    const fill = `<${prefix}fill><${prefix}patternFill patternType="solid"><${prefix}fgColor rgb="FFFFE699"/><${prefix}bgColor indexed="64"/></${prefix}patternFill></${prefix}fill>`;
    const looks = [...this.added.keys()].map((style) => this.onYellow(this.looks[style] ?? this.looks[0] ?? `<${prefix}xf numFmtId="0" fontId="0" borderId="0" xfId="0"/>`));
    return counted(counted(insertedAtEnd(insertedAtEnd(this.xml, 'fills', fill), 'cellXfs', looks.join('')), 'fills', this.fills + 1), 'cellXfs', this.looks.length + looks.length);
  }

  private onYellow(look: string): string {
    const end = look.indexOf('>') + 1;
    return withAttribute(withAttribute(look.slice(0, end), 'fillId', String(this.fills)), 'applyFill', '1') + look.slice(end);
  }
}

/** The elements directly inside the first element of a name, each with all it holds. */
function childrenOf(xml: string, element: string): string[] {
  const children: string[] = [];
  let depth = -1;
  let from = 0;
  for (const tag of tagsOf(xml)) {
    if (depth < 0) {
      if (tag.name === element && tag.kind === 'empty') return children;
      if (tag.name === element && tag.kind === 'open') depth = 0;
      continue;
    }
    if (tag.kind !== 'close' && depth === 0) from = tag.from;
    depth += tag.kind === 'open' ? 1 : tag.kind === 'close' ? -1 : 0;
    if (depth < 0) return children;
    if (depth === 0) children.push(xml.slice(from, tag.to));
  }
  return children;
}

const counted = (xml: string, element: string, count: number): string => xml.replace(new RegExp(String.raw`<(?:[\w.-]+:)?${element}[\s>][^>]*>?`), (tag) => (tag.endsWith('>') ? withAttribute(tag, 'count', String(count)) : tag));
