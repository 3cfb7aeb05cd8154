import { DocumentRefused } from './document-refusals.js';

/** Attributes of an element by their printed name. */
export type Attributes = (name: string) => string | undefined;

export interface XmlHandler {
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/**
 * Reads the XML of an office document once, from front to back. Names keep their prefix; the prefix bound to one of
 * `namespaces` is replaced by its own. A document type is refused: office files have none, and it can hold entities
 * that grow without end.
 */
export function readXml(xml: string, handler: XmlHandler, namespaces: Readonly<Record<string, string>> = {}): void {
  const prefixes = new Map<string, string>();
  const printedAs = new Map<string, string>();
  const bind = (prefix: string, uri: string) => {
    const own = namespaces[uri];
    if (own !== undefined) prefixes.set(prefix, own);
    if (own !== undefined) printedAs.set(own, prefix);
  };
  const attributesOf = (printed: string): Attributes => (wanted) => {
    const colon = wanted.indexOf(':');
    const prefix = printedAs.get(wanted.slice(0, Math.max(colon, 0)));
    return attributeOf(printed, prefix === undefined ? wanted : `${prefix}:${wanted.slice(colon + 1)}`);
  };
  const named = (name: string) => {
    const colon = name.indexOf(':');
    const prefix = prefixes.get(colon < 0 ? '' : name.slice(0, colon));
    return prefix === undefined ? name : `${prefix}:${name.slice(colon + 1)}`;
  };
  let at = 0;
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    if (tag !== at) handler.text?.(unescaped(xml.slice(at, tag < 0 ? xml.length : tag)));
    if (tag < 0) return;
    const special = SPECIALS.find(([opens]) => xml.startsWith(opens, tag));
    const end = special ? xml.indexOf(special[1], tag) : endOfTag(xml, tag);
    if (end < 0 || xml.startsWith('<!DOCTYPE', tag)) throw new DocumentRefused('plan.document-broken');
    if (special) {
      if (special[0] === '<![CDATA[') handler.text?.(xml.slice(tag + 9, end));
      at = end + special[1].length;
      continue;
    }
    element(xml.slice(tag + 1, end), handler, { named, bind, attributesOf });
    at = end + 1;
  }
}

const SPECIALS: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

interface Naming {
  readonly named: (name: string) => string;
  readonly bind: (prefix: string, uri: string) => void;
  readonly attributesOf: (printed: string) => Attributes;
}

function element(inside: string, handler: XmlHandler, { named, bind, attributesOf }: Naming): void {
  if (inside.startsWith('/')) {
    handler.close?.(named(inside.slice(1).trim()));
    return;
  }
  const empty = inside.endsWith('/');
  const name = /^[^\s/]+/.exec(inside)?.[0] ?? '';
  const printed = inside.slice(name.length, empty ? -1 : undefined);
  for (const [, prefix = '', uri = ''] of printed.includes('xmlns') ? printed.matchAll(/\sxmlns(?::([\w.-]{1,40}))?\s?=\s?["']([^"']*)["']/g) : []) bind(prefix, uri);
  handler.open?.(named(name), attributesOf(printed));
  if (empty) handler.close?.(named(name));
}

function attributeOf(printed: string, wanted: string): string | undefined {
  for (let at = printed.indexOf(`${wanted}=`); at >= 0; at = printed.indexOf(`${wanted}=`, at + 1)) {
    const quote = printed[at + wanted.length + 1];
    const end = quote === '"' || quote === "'" ? printed.indexOf(quote, at + wanted.length + 2) : -1;
    if (end >= 0 && /\s/.test(printed[at - 1] ?? '')) return unescaped(printed.slice(at + wanted.length + 2, end));
  }
  return undefined;
}

/** The `>` that ends a tag, past any that stands inside a quoted value. */
export function endOfTag(xml: string, from: number): number {
  let end = xml.indexOf('>', from);
  for (let at = from + 1; end >= 0 && at < end; at++) {
    const quote = xml[at];
    if (quote !== '"' && quote !== "'") continue;
    at = xml.indexOf(quote, at + 1);
    if (at < 0) return -1;
    if (at > end) end = xml.indexOf('>', at);
  }
  return end;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal ?? Number.NaN);
    if (name) return ENTITIES[name] ?? whole;
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
