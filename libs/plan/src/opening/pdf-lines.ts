/** A run of text on a page; x and y are its lower left corner, `height` the size of its letters. */
export interface Word {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Runs that stand on one line, from left to right. */
export interface TextLine {
  readonly text: string;
  readonly y: number;
  readonly left: number;
  readonly right: number;
  readonly height: number;
}

/** The lines of a page or cell from top to bottom. Three or more stretches far apart are columns, with tabs between them. */
export function linesOf(words: readonly Word[]): TextLine[] {
  const lines: { y: number; words: Word[] }[] = [];
  for (const word of words.toSorted((a, b) => b.y - a.y || a.x - b.x)) {
    const line = lines.at(-1);
    if (line && Math.abs(line.y - word.y) <= Math.max(2, word.height * 0.5)) line.words.push(word);
    else lines.push({ y: word.y, words: [word] });
  }
  return lines.map(({ y, words: own }) => lineFrom(y, own.toSorted((a, b) => a.x - b.x)));
}

function lineFrom(y: number, words: readonly Word[]): TextLine {
  const height = Math.max(...words.map((word) => word.height), 1);
  const chunks: string[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const { text, x, width } of words) {
    const gap = x - end;
    if (gap > height * FAR) chunks.push(text);
    else chunks.push(`${chunks.pop() ?? ''}${gap > height * 0.6 ? ' ' : ''}${text}`);
    end = Math.max(end, x + width);
  }
  return { text: chunks.join(chunks.length > 2 ? '\t' : ' ').trim(), y, left: words[0]!.x, right: end, height };
}

const FAR = 1.8;

/** The text of a cell: a line that fills the cell goes on in the next one; one that ends early ended on purpose. */
export function joinedLines(words: readonly Word[], left: number, right: number): string {
  const lines = linesOf(words);
  const margin = lines.length > 0 ? Math.min(...lines.map((line) => line.left - left)) : 0;
  return lines.reduce((text, line, index) => {
    const before = lines[index - 1];
    if (!before) return line.text;
    const fills = right - before.right < Math.max(0, margin) + before.height * 1.3;
    return text + (fills ? '' : '\n') + line.text;
  }, '');
}

export interface Paragraph {
  text: string;
  readonly y: number;
  /** Begins at the margin, without an indent. */
  readonly flush: boolean;
  /** Its last line reaches the margin: it may go on. */
  full: boolean;
}

/** The text of the pages so far stands between these; a page with few lines does not show them by itself. */
export interface Margins {
  readonly left: number;
  readonly right: number;
}

export function widened({ left, right }: Margins, lines: readonly TextLine[]): Margins {
  return { left: Math.min(left, ...lines.map((line) => line.left)), right: Math.max(right, ...lines.map((line) => line.right)) };
}

/**
 * A paragraph begins at an indent or behind a line that ends before the margin; other lines go on where one broke off. No
 * mark may begin a line, so up to three signs may have moved to the next one.
 */
export function paragraphsOf(lines: readonly TextLine[], { left, right }: Margins): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    const [flush, full] = [line.left - left < line.height * 0.8, right - line.right < line.height * 3.2];
    const last = paragraphs.at(-1);
    const goesOn = before && last?.full && flush && before.y - line.y < line.height * 3 && !line.text.includes('\t');
    if (goesOn) [last.text, last.full] = [continued(last.text, line.text), full];
    else paragraphs.push({ text: line.text, y: line.y, flush, full });
  });
  return paragraphs;
}

/** Two parts of one paragraph; words of Latin letters keep the blank that the line's end stood for. */
export function continued(before: string, after: string): string {
  return before + (/[A-Za-z0-9,.]$/.test(before) && /^[A-Za-z0-9]/.test(after) ? ' ' : '') + after;
}
