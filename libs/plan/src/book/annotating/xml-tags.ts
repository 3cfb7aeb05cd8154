import { endOfTag } from '../../opening/xml-events.js';

/** A tag of an XML text with its place; the text between the tags stays as it is. */
export interface Tag {
  readonly from: number;
  readonly to: number;
  /** Without its prefix. */
  readonly name: string;
  readonly kind: 'open' | 'close' | 'empty';
}

const SPECIALS = [['<!--', '-->'], ['<![CDATA[', ']]>'], ['<?', '?>'], ['<!', '>']] as const;

/** The tags of an XML text in their order; comments and CDATA hold none. One pass, whatever the text is. */
export function* tagsOf(xml: string): Generator<Tag> {
  for (let from = xml.indexOf('<'); from >= 0; ) {
    const special = SPECIALS.find(([opens]) => xml.startsWith(opens, from));
    const last = special ? xml.indexOf(special[1], from) : endOfTag(xml, from);
    if (last < 0) return;
    const to = last + (special?.[1].length ?? 1);
    if (!special) {
      const name = /^<\/?(?:[\w.-]{1,60}:)?([\w.-]{1,60})/.exec(xml.slice(from, Math.min(to, from + 130)))?.[1] ?? '';
      yield { from, to, name, kind: xml[from + 1] === '/' ? 'close' : xml[last - 1] === '/' ? 'empty' : 'open' };
    }
    from = xml.indexOf('<', to);
  }
}

/** The prefix, with its colon, that the names of a part carry; empty for most. */
export const prefixOf = (xml: string, root: string): string => new RegExp(String.raw`<([\w.-]+:)${root}[\s/>]`).exec(xml)?.[1] ?? '';

export const attributeOf = (tag: string, name: string): string | undefined => new RegExp(String.raw`\s${name}\s*=\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)?.slice(1).find((value) => value !== undefined);

/** A tag with an attribute set anew. */
export function withAttribute(tag: string, name: string, value: string): string {
  const pattern = new RegExp(String.raw`(\s${name}\s*=\s*)(?:"[^"]*"|'[^']*')`);
  return pattern.test(tag) ? tag.replace(pattern, `$1"${value}"`) : tag.replace(/\s*\/?>$/, (end) => ` ${name}="${value}"${end.trimStart()}`);
}

/** Puts an addition in front of the last closing tag of an element; an element that was empty is opened for it. */
export function insertedAtEnd(xml: string, element: string, addition: string): string {
  let last: Tag | undefined;
  for (const tag of tagsOf(xml)) if (tag.name === element && (tag.kind === 'close' || (tag.kind === 'empty' && last?.kind !== 'close'))) last = tag;
  if (!last) return xml;
  if (last.kind === 'close') return xml.slice(0, last.from) + addition + xml.slice(last.from);
  const printed = xml.slice(last.from, last.to);
  const opened = printed.replace(/\/>$/, '>');
  return `${xml.slice(0, last.from)}${opened}${addition}</${/^<([^\s/>]+)/.exec(printed)![1]}>${xml.slice(last.to)}`;
}
