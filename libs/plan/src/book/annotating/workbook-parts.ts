import { posix } from 'node:path';
import { xmlText } from '../xml-text.js';
import { attributeOf, insertedAtEnd, prefixOf, tagsOf } from './xml-tags.js';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const EMPTY_RELATIONS = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';

/** The parts of a workbook that is being changed: what it was opened with, and what was written over or beside it since. */
export class WorkbookParts {
  readonly changed = new Map<string, string>();

  constructor(
    private readonly original: (name: string) => string | null,
    private readonly names: ReadonlySet<string>,
  ) {}

  text(name: string): string | null {
    return this.changed.get(name) ?? this.original(name);
  }

  /** A part that is new; returns its name, which no other part has. `type` empty: the type of its extension. */
  add(folder: string, stem: string, extension: string, text: string, type: string): string {
    let n = 1;
    while (this.names.has(`${folder}/${stem}${n}.${extension}`) || this.changed.has(`${folder}/${stem}${n}.${extension}`)) n += 1;
    const name = `${folder}/${stem}${n}.${extension}`;
    this.changed.set(name, text);
    const types = this.text('[Content_Types].xml') ?? '';
    const prefix = prefixOf(types, 'Types');
    if (type !== '') this.changed.set('[Content_Types].xml', insertedAtEnd(types, 'Types', `<${prefix}Override PartName="/${name}" ContentType="${type}"/>`));
    return name;
  }

  /** Says once what a file ending means, for parts that Excel knows by their ending alone. */
  knows(extension: string, type: string): void {
    const types = this.text('[Content_Types].xml') ?? '';
    if (new RegExp(String.raw`Extension\s*=\s*["']${extension}["']`, 'i').test(types)) return;
    const first = [...tagsOf(types)].find(({ name, kind }) => name === 'Types' && kind === 'open');
    if (first) this.changed.set('[Content_Types].xml', `${types.slice(0, first.to)}<${prefixOf(types, 'Types')}Default Extension="${extension}" ContentType="${type}"/>${types.slice(first.to)}`);
  }

  /** The part that a part points to by a relation of a kind (and an id, where there may be several). */
  related(from: string, kind: string, id?: string): string | null {
    const relations = this.text(relationsOf(from)) ?? '';
    for (const tag of tagsOf(relations)) {
      const printed = relations.slice(tag.from, tag.to);
      if (tag.name !== 'Relationship' || !attributeOf(printed, 'Type')?.endsWith(`/${kind}`) || (id !== undefined && attributeOf(printed, 'Id') !== id)) continue;
      const target = attributeOf(printed, 'Target') ?? '';
      return target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(from), target);
    }
    return null;
  }

  /** Points from a part to another; returns the id of the relation. */
  relate(from: string, kind: string, to: string): string {
    const relations = this.text(relationsOf(from)) ?? EMPTY_RELATIONS;
    let n = 1;
    while (new RegExp(String.raw`["']rIdQk${n}["']`).test(relations)) n += 1;
    const relation = `<${prefixOf(relations, 'Relationships')}Relationship Id="rIdQk${n}" Type="${RELATIONS}/${kind}" Target="${xmlText(posix.relative(posix.dirname(from), to))}"/>`;
    this.changed.set(relationsOf(from), insertedAtEnd(relations, 'Relationships', relation));
    return `rIdQk${n}`;
  }
}

const relationsOf = (part: string): string => `${posix.dirname(part)}/_rels/${posix.basename(part)}.rels`;
