import { WORD } from './word-names.js';
import { readXml } from './xml-events.js';

/** What a paragraph style adds to the text of its paragraphs: a heading level (1 to 9), a list. */
export interface WordStyle {
  heading?: number;
  list?: string;
  level?: number;
  basedOn?: string;
}

export type WordStyles = (id: string | null) => WordStyle;

export function stylesOf(xml: string | null): WordStyles {
  const styles = new Map<string, WordStyle>();
  let style: WordStyle | null = null;
  readXml(
    xml ?? '',
    {
      open: (name, attribute) => {
        const value = attribute('w:val');
        if (name === 'w:style') styles.set(attribute('w:styleId') ?? '', (style = {}));
        else if (!style || value === undefined) return;
        else if (name === 'w:basedOn') style.basedOn = value;
        else if (name === 'w:outlineLvl' && Number(value) < 9) style.heading = Number(value) + 1;
        else if (name === 'w:numId') style.list = value;
        else if (name === 'w:ilvl') style.level = Number(value);
      },
      close: (name) => {
        if (name === 'w:style') style = null;
      },
    },
    WORD,
  );
  return (id) => inherited(styles, id, 0);
}

function inherited(styles: ReadonlyMap<string, WordStyle>, id: string | null, depth: number): WordStyle {
  const own = id === null ? undefined : styles.get(id);
  if (!own || depth > 20) return {};
  return { ...inherited(styles, own.basedOn ?? null, depth + 1), ...own };
}
