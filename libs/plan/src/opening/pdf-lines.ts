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

/** A paragraph begins at an indent or behind a line that ends before the margin; other lines go on where one broke off. */
export function paragraphsOf(lines: readonly TextLine[]): { text: string; y: number }[] {
  const left = Math.min(...lines.map((line) => line.left));
  const right = Math.max(...lines.map((line) => line.right));
  const paragraphs: { text: string; y: number }[] = [];
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    const goesOn = before && right - before.right < before.height * 2 && line.left - left < line.height * 0.8 && before.y - line.y < line.height * 3;
    if (goesOn && !line.text.includes('\t')) paragraphs.at(-1)!.text += joint(before.text, line.text) + line.text;
    else paragraphs.push({ text: line.text, y: line.y });
  });
  return paragraphs;
}

function joint(before: string, after: string): string {
  return /[A-Za-z0-9,.]$/.test(before) && /^[A-Za-z0-9]/.test(after) ? ' ' : '';
}
