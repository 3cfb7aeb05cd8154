import { linear, logarithmic } from './scale.js';
import { figure, line, sheet, short, words, type Hue } from './sheet.js';

export interface Curve {
  readonly name: string;
  readonly hue: Hue;
  /** Drawn with gaps: the same quantity, another series. */
  readonly apart?: boolean;
  /** x above zero, in rising order. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Panel {
  readonly title: string;
  /** What x counts; its axis is logarithmic, that of y begins at zero. */
  readonly x: string;
  readonly curves: readonly Curve[];
}

const PANEL = { width: 400, height: 300, left: 56, right: 40, top: 44, bottom: 52 };
const LEGEND_ROW = 20;

/** Panels side by side, each with its legend below. */
export function drawCurves(about: string, panels: readonly Panel[]): string {
  const rows = Math.max(...panels.map(({ curves }) => Math.ceil(curves.length / 2)));
  const height = PANEL.height + rows * LEGEND_ROW + 12;
  return sheet(PANEL.width * panels.length, height, about, panels.flatMap((panel, n) => onePanel(panel, n * PANEL.width)));
}

function onePanel({ title, x, curves }: Panel, left: number): string[] {
  const points = curves.flatMap((curve) => curve.points);
  const [from, to] = [left + PANEL.left, left + PANEL.width - PANEL.right];
  const [bottom, top] = [PANEL.height - PANEL.bottom, PANEL.top];
  const across = logarithmic(points.map((point) => point[0]), from, to);
  const up = linear(points.map((point) => point[1]), bottom, top);
  return [
    words(left + 16, 26, title, { className: 'title' }),
    ...up.marks.flatMap((mark) => [line(from, up(mark), to, up(mark), 'grid'), words(from - 8, up(mark) + 4, figure(mark), { className: 'faint', anchor: 'end' })]),
    ...across.marks.map((mark) => words(across(mark), bottom + 18, figure(mark), { className: 'faint', anchor: 'middle' })),
    words((from + to) / 2, bottom + 38, x, { className: 'faint', anchor: 'middle' }),
    ...curves.flatMap((curve) => drawn(curve, across, up)),
    ...curves.flatMap((curve, n) => legend(curve, from + (n % 2) * ((to - from) / 2 + 8), PANEL.height + Math.floor(n / 2) * LEGEND_ROW + 6)),
  ];
}

function drawn({ hue, apart, points }: Curve, across: (x: number) => number, up: (y: number) => number): string[] {
  const path = points.map(([x, y]) => `${short(across(x))},${short(up(y))}`).join(' ');
  return [
    `<polyline points="${path}" class="curve s${hue}${apart ? ' apart' : ''}"/>`,
    ...points.map(([x, y]) => `<circle cx="${short(across(x))}" cy="${short(up(y))}" r="3.5" class="f${hue}"/>`),
  ];
}

const legend = ({ name, hue, apart }: Curve, x: number, y: number): string[] => [line(x, y - 4, x + 22, y - 4, `curve s${hue}${apart ? ' apart' : ''}`), words(x + 28, y, name, { className: 'faint' })];
