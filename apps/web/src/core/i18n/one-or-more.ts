/** English writes `1 unit | 5 units` where `{n}` stands before a noun; a number that came as text counts as several. */
export const oneOrMore = (n: number, forms: number): number => (n === 1 ? 0 : forms - 1);
