import { XML_HEAD, xmlText } from '../xml-text.js';
import { cellName, type PlacedNote } from './cell-note.js';
import { attributeOf, insertedAtEnd, prefixOf, tagsOf } from './xml-tags.js';

const AUTHOR = '晴空';
const EMPTY = `${XML_HEAD}<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors></authors><commentList></commentList></comments>`;

/** Where the text of each comment stands, by its cell. */
export function commentsAt(xml: string): ReadonlyMap<string, At> {
  const found = new Map<string, { from: number; to: number }>();
  let ref: string | undefined;
  let from = 0;
  for (const tag of tagsOf(xml)) {
    if (tag.name === 'comment' && tag.kind === 'open') ref = attributeOf(xml.slice(tag.from, tag.to), 'ref');
    if (tag.name === 'text' && tag.kind === 'open') from = tag.to;
    if (tag.name === 'text' && tag.kind === 'close' && ref !== undefined) found.set(ref, { from, to: tag.from });
  }
  return found;
}

/** The comments of a sheet with the notes among them; a note at a cell that has a comment goes on in it, once. */
export function withComments(existing: string | null, notes: readonly PlacedNote[]): string {
  const xml = existing ?? EMPTY;
  const prefix = prefixOf(xml, 'comments');
  const there = commentsAt(xml);
  const author = [...tagsOf(xml)].filter(({ name, kind }) => name === 'author' && kind !== 'close').length;
  const run = (words: string) => `<${prefix}r><${prefix}t xml:space="preserve">${xmlText(words)}</${prefix}t></${prefix}r>`;
  let [out, done] = ['', 0];
  for (const { note, at } of going(notes, there).toSorted((a, b) => a.at.to - b.at.to)) {
    const said = xml.slice(at.from, at.to).includes(xmlText(note.text));
    out += xml.slice(done, at.to) + (said ? '' : run(`\n${note.text}`));
    done = at.to;
  }
  const fresh = notes.filter((note) => !there.has(nameOf(note)));
  const added = fresh.map((note) => `<${prefix}comment ref="${nameOf(note)}" authorId="${author}"><${prefix}text>${run(note.text)}</${prefix}text></${prefix}comment>`);
  return insertedAtEnd(insertedAtEnd(out + xml.slice(done), 'authors', `<${prefix}author>${AUTHOR}</${prefix}author>`), 'commentList', added.join(''));
}

type At = { readonly from: number; readonly to: number };
const going = (notes: readonly PlacedNote[], there: ReadonlyMap<string, At>): { note: PlacedNote; at: At }[] =>
  notes.flatMap((note) => {
    const at = there.get(nameOf(note));
    return at ? [{ note, at }] : [];
  });

const nameOf = ({ row, column }: PlacedNote): string => cellName(column, row);

const SPACES = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"';
const SHAPE_TYPE = `<v:shapetype ${SPACES} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`;

/** The drawing of a sheet with a box for each note; Excel shows a comment only with its box. */
export function withBoxes(existing: string | null, notes: readonly PlacedNote[]): string {
  const xml = existing ?? `<xml ${SPACES}></xml>`;
  return insertedAtEnd(xml, 'xml', `${xml.includes('id="_x0000_t202"') ? '' : SHAPE_TYPE}${notes.map(box).join('')}`);
}

const box = ({ row, column }: PlacedNote, at: number): string =>
  `<v:shape ${SPACES} id="_x0000_s${70_001 + at}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:220pt;height:90pt;z-index:${at + 1};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>` +
  `<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${column + 1},15,${row - 1},2,${column + 4},30,${row + 4},4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
