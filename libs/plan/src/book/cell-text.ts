/**
 * What a cell of a workbook or a Word table, once opened again, would not give back as it was: control characters, tabs,
 * blank lines, blanks at either end, and what office programs take for an escape of their own (_x000D_). Each such
 * character stands in the cell as ␛ and its code (␛0009;), everything else as itself.
 */
const UNKEPT = /[\0-\x09\x0b-\x1f\x7f-\x9f\u241b\ufffe\uffff]|(?<=\n)\n|_(?=x[\da-f]{4}_)/gi;
const coded = (character: string): string => `␛${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')};`;

/** A text as its cell prints it; a single line break stays one. */
export const printed = (text: string): string => text.replace(UNKEPT, coded).replace(/^\s|\s$/g, coded);

/** The text that a cell was printed from; in an opened document a line break is a vertical tab. What is no text (NUL, half a character) stays coded. */
export const unprinted = (cell: string): string =>
  cell.trim().replace(/\v/g, '\n').replace(/␛(?!0000|D[89A-F])([\dA-F]{4});/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Several texts in one cell, each on a line of its own. */
export const printedList = (texts: readonly string[]): string => texts.map((text) => printed(text).replaceAll('\n', coded)).join('\n');

/** Lines without anything on them count for nothing. */
export const unprintedList = (cell: string): string[] => cell.split(/[\v\n]/).map(unprinted).filter((text) => text !== '');

/** Stands for something that a blank cell would not say; the same words as a text are printed with their first character coded. */
export const markedOr = (mark: string, text: string): string => (text === mark ? `${coded(mark)}${mark.slice(1)}` : printed(text));

/** A text on one line, for a heading that is only looked at. */
export const onOneLine = (text: string): string => printed(text.replace(/\s+/g, ' ').trim());
