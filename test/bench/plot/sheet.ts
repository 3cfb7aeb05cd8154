/** Four colours that are told apart on white and on near-black, and by people who do not see red and green. */
const HUES = { light: ['#0b5cad', '#b45309', '#5b6472', '#6b3fa0'], dark: ['#6aaef0', '#f2a65a', '#9aa6b4', '#b79ae0'] } as const;
export type Hue = 0 | 1 | 2 | 3;

const inks = (hues: readonly string[]): string => hues.map((hue, n) => `.s${n}{stroke:${hue}}.f${n}{fill:${hue}}`).join('');

const STYLE = [
  `text{font:13px system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;fill:#1a1f29}.title{font-weight:600}.faint{fill:#5b6472;font-size:12px}`,
  `.ground{fill:#fff}.grid{stroke:#dde3ea}.curve{fill:none;stroke-width:2}.apart{stroke-dasharray:5 4}.spread{stroke:#1a1f29;stroke-width:1.5}${inks(HUES.light)}`,
  `@media(prefers-color-scheme:dark){text{fill:#e6ebf1}.faint{fill:#a7b2bf}.ground{fill:#11161d}.grid{stroke:#2b343f}.spread{stroke:#e6ebf1}${inks(HUES.dark)}}`,
].join('');

/** One picture with a ground of its own, so that it reads on a white page and on a dark one. `about` is what a screen reader says. */
export function sheet(width: number, height: number, about: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(about)}">`,
    `<style>${STYLE}</style>`,
    `<rect class="ground" width="${width}" height="${height}" rx="8"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

export function words(x: number, y: number, text: string, options: { className?: string; anchor?: 'start' | 'middle' | 'end' } = {}): string {
  const { className, anchor = 'start' } = options;
  return `<text x="${short(x)}" y="${short(y)}" text-anchor="${anchor}"${className ? ` class="${className}"` : ''}>${escaped(text)}</text>`;
}

export const line = (x1: number, y1: number, x2: number, y2: number, className: string): string =>
  `<line x1="${short(x1)}" y1="${short(y1)}" x2="${short(x2)}" y2="${short(y2)}" class="${className}"/>`;

/** A number as a reader likes it: 1200 → "1,200", 0.0234 → "0.023". */
export function figure(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(2)));
}

export const short = (value: number): number => Number(value.toFixed(1));

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
