export type DocumentKind = 'text' | 'word' | 'workbook' | 'pdf' | 'old-word';

/**
 * A file as the recognisers of `reading` take it: plain text in which a paragraph is a line and a row of a table is a line
 * with tabs between its cells (a line break inside a cell is a vertical tab). What a merged cell says stands in each cell
 * it covers; a cell merged over the whole width is a line of its own.
 */
export interface OpenedDocument {
  readonly kind: DocumentKind;
  readonly text: string;
  /** Where each line of `text` stood in the file; `places[0]` belongs to line 1. */
  readonly places: readonly Place[];
}

/** Counted from 1. The column of a character in a table row is one more than the tabs before it in its line. */
export interface Place {
  readonly sheet?: string;
  readonly row?: number;
  readonly page?: number;
  readonly paragraph?: number;
  /** Level of a heading style, 1 to 9. */
  readonly heading?: number;
}

/** Asked between pages or sheets, with how many are done: whoever must stop throws here. */
export type Between = (done: number, total: number) => Promise<void>;

/** A line before it is joined into the text. */
export interface PlacedLine {
  readonly text: string;
  readonly place: Place;
}

export function openedFrom(kind: DocumentKind, lines: readonly PlacedLine[]): OpenedDocument {
  const parts = lines.flatMap(({ text, place }) => text.split('\n').map((part) => ({ text: part.trimEnd() === '' ? '' : part, place })));
  return { kind, text: parts.map(({ text }) => text).join('\n'), places: parts.map(({ place }) => place) };
}
