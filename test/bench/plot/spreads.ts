import { logarithmic } from './scale.js';
import { figure, line, sheet, short, words, type Hue } from './sheet.js';

export interface Spread {
  readonly name: string;
  readonly hue: Hue;
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

const ROW = 34;
const WIDTH = 800;
const [LEFT, RIGHT, TOP, BOTTOM] = [260, 120, 48, 44];

/** A dot each on a logarithmic axis (a bar would lie there: it has no zero), with its spread from the least to the most. */
export function drawSpreads(title: string, unit: string, spreads: readonly Spread[]): string {
  const bottom = TOP + spreads.length * ROW;
  const along = logarithmic(spreads.flatMap(({ least, most }) => [least, most]), LEFT, WIDTH - RIGHT);
  const rows = spreads.flatMap(({ name, hue, median, least, most }, n) => {
    const y = TOP + n * ROW;
    return [
      words(LEFT - 10, y + 16, name, { anchor: 'end' }),
      line(along(least), y + 12, along(most), y + 12, 'spread'),
      ...[least, most].map((end) => line(along(end), y + 8, along(end), y + 16, 'spread')),
      `<circle cx="${short(along(median))}" cy="${y + 12}" r="6" class="f${hue}"/>`,
      words(along(most) + 10, y + 16, figure(median)),
    ];
  });
  return sheet(WIDTH, bottom + BOTTOM, title, [
    words(16, 28, title, { className: 'title' }),
    ...along.marks.flatMap((mark) => [line(along(mark), TOP - 4, along(mark), bottom, 'grid'), words(along(mark), bottom + 16, figure(mark), { className: 'faint', anchor: 'middle' })]),
    words((LEFT + WIDTH - RIGHT) / 2, bottom + 34, unit, { className: 'faint', anchor: 'middle' }),
    ...rows,
  ]);
}
