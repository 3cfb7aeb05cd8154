/** A straight line of a page, level or upright, in page units from the lower left corner. */
export interface Ruling {
  readonly upright: boolean;
  /** Where it stands: x of an upright line, y of a level one. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** The drawing operators that carry lines; the numbers come from the library. */
export interface DrawingCodes {
  readonly save: number;
  readonly restore: number;
  readonly transform: number;
  readonly constructPath: number;
  readonly fills: ReadonlySet<number>;
  /** Painting a path as lines; a path that only clips is no line. */
  readonly strokes: ReadonlySet<number>;
}

type Matrix = readonly [number, number, number, number, number, number];

/** A filled box thinner than this is a line; one thicker is a shade. */
const THIN = 3;
const MOST_RULINGS = 20_000;

/** Every level or upright line that a page draws, as strokes or as thin boxes. */
export function rulingsOf(operators: { fnArray: readonly number[]; argsArray: readonly unknown[] }, codes: DrawingCodes): Ruling[] {
  const rulings: Ruling[] = [];
  const saved: Matrix[] = [];
  let matrix: Matrix = [1, 0, 0, 1, 0, 0];
  operators.fnArray.forEach((code, index) => {
    const args = operators.argsArray[index] as unknown[];
    if (code === codes.save) saved.push(matrix);
    else if (code === codes.restore) matrix = saved.pop() ?? matrix;
    else if (code === codes.transform) matrix = times(matrix, args as unknown as Matrix);
    else if (code === codes.constructPath && rulings.length < MOST_RULINGS) {
      const [path] = (args[1] as [Float32Array | null] | undefined) ?? [null];
      const paint = args[0] as number;
      if (path && (codes.fills.has(paint) || codes.strokes.has(paint))) rulings.push(...linesIn(path, matrix, codes.fills.has(paint)));
    }
  });
  return rulings;
}

function times(a: Matrix, b: Matrix): Matrix {
  return [a[0] * b[0] + a[2] * b[1], a[1] * b[0] + a[3] * b[1], a[0] * b[2] + a[2] * b[3], a[1] * b[2] + a[3] * b[3], a[0] * b[4] + a[2] * b[5] + a[4], a[1] * b[4] + a[3] * b[5] + a[5]];
}

/** How many numbers follow each path operator: move, line, curve, quadratic curve, close. */
const LENGTHS = [2, 2, 6, 4, 0];

function linesIn(path: Float32Array, [a, b, c, d, e, f]: Matrix, filled: boolean): Ruling[] {
  const shapes: [number, number][][] = [];
  for (let at = 0; at < path.length; ) {
    const operator = path[at]!;
    const length = LENGTHS[operator];
    if (length === undefined) return [];
    const [x, y] = [path[at + length - 1] ?? 0, path[at + length] ?? 0];
    const point: [number, number] = [a * x + c * y + e, b * x + d * y + f];
    if (operator === 0) shapes.push([point]);
    else if (operator === 4) shapes.at(-1)?.push(shapes.at(-1)![0]!);
    else shapes.at(-1)?.push(point);
    at += length + 1;
  }
  return shapes.flatMap((shape) => (filled ? thinBox(shape) : strokes(shape)));
}

function strokes(shape: readonly [number, number][]): Ruling[] {
  return shape.slice(1).flatMap((to, index) => line(shape[index]!, to));
}

function thinBox(shape: readonly [number, number][]): Ruling[] {
  const xs = shape.map(([x]) => x);
  const ys = shape.map(([, y]) => y);
  const [left, right, bottom, top] = [Math.min(...xs.slice(0, 50)), Math.max(...xs.slice(0, 50)), Math.min(...ys.slice(0, 50)), Math.max(...ys.slice(0, 50))];
  const [width, height] = [right - left, top - bottom];
  if (Math.min(width, height) > THIN || shape.length < 3) return [];
  return width > height ? line([left, (top + bottom) / 2], [right, (top + bottom) / 2]) : line([(left + right) / 2, bottom], [(left + right) / 2, top]);
}

function line([x1, y1]: readonly [number, number], [x2, y2]: readonly [number, number]): Ruling[] {
  if (Math.abs(x1 - x2) < 1 && Math.abs(y1 - y2) > 1) return [{ upright: true, at: (x1 + x2) / 2, from: Math.min(y1, y2), to: Math.max(y1, y2) }];
  if (Math.abs(y1 - y2) < 1 && Math.abs(x1 - x2) > 1) return [{ upright: false, at: (y1 + y2) / 2, from: Math.min(x1, x2), to: Math.max(x1, x2) }];
  return [];
}
