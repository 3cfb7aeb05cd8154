import { readXml } from './xml-events.js';
import { WORD } from './word-names.js';

interface Level {
  start: number;
  format: string;
  text: string;
}

/** 自动编号: the number that Word prints before a paragraph but does not keep in its text. */
export interface Numbering {
  /** The printed number of the next paragraph of this list and level, with the blank that follows it. */
  next(list: string, level: number): string;
}

/** Counts as Word does: a level starts again when a level above it goes on. Lists are read from `numbering.xml`. */
export function numberingOf(xml: string | null): Numbering {
  const { shapes, lists } = xml ? listsIn(xml) : { shapes: new Map<string, Map<number, Level>>(), lists: new Map<string, string>() };
  const counters = new Map<string, number[]>();
  return {
    next: (list, level) => {
      const shape = lists.get(list);
      const levels = shape === undefined ? undefined : shapes.get(shape);
      const own = levels?.get(level);
      if (!own || level < 0 || level > 8 || own.format === 'bullet' || own.format === 'none') return '';
      const counts = counters.get(shape!) ?? [];
      counters.set(shape!, counts);
      counts[level] = (counts[level] ?? own.start - 1) + 1;
      counts.length = level + 1;
      return own.text.replace(/%([1-9])/g, (_, digit: string) => {
        const at = Number(digit) - 1;
        return printed(counts[at] ?? levels!.get(at)?.start ?? 1, levels!.get(at)?.format ?? 'decimal');
      });
    },
  };
}

function listsIn(xml: string): { shapes: Map<string, Map<number, Level>>; lists: Map<string, string> } {
  const shapes = new Map<string, Map<number, Level>>();
  const lists = new Map<string, string>();
  let shape: Map<number, Level> | null = null;
  let list: string | null = null;
  let level: Level | null = null;
  readXml(
    xml,
    {
      open: (name, attribute) => {
        const value = attribute('w:val');
        if (name === 'w:abstractNum') shapes.set(attribute('w:abstractNumId') ?? '', (shape = new Map<number, Level>()));
        else if (name === 'w:num') list = attribute('w:numId') ?? null;
        else if (name === 'w:abstractNumId' && list !== null) lists.set(list, value ?? '');
        else if (name === 'w:lvl' && shape && list === null) shape.set(Number(attribute('w:ilvl') ?? 0), (level = { start: 1, format: 'decimal', text: '' }));
        else if (level && name === 'w:start') level.start = Number(value ?? 1);
        else if (level && name === 'w:numFmt') level.format = value ?? 'decimal';
        else if (level && name === 'w:lvlText') level.text = (value ?? '').slice(0, 40);
      },
      close: (name) => {
        if (name === 'w:lvl') level = null;
        if (name === 'w:num') list = null;
      },
    },
    WORD,
  );
  return { shapes, lists };
}

const CIRCLED = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳';

function printed(count: number, format: string): string {
  if (/^(?:chinese|japanese|taiwanese|ideograph|korean)/i.test(format)) return chinese(count);
  if (format === 'decimalEnclosedCircle' || format === 'decimalEnclosedCircleChinese') return CIRCLED[count - 1] ?? String(count);
  if (/Letter$/.test(format)) {
    const letter = String.fromCharCode(97 + ((count - 1) % 26));
    return format.startsWith('upper') ? letter.toUpperCase() : letter;
  }
  if (format === 'decimalZero') return String(count).padStart(2, '0');
  return /Roman$/.test(format) ? roman(count, format.startsWith('upper')) : String(count);
}

/** Below a hundred in the usual way (十一, 二十), above it digit by digit. */
function chinese(count: number): string {
  const digit = (value: number) => '〇一二三四五六七八九'[value] ?? '';
  if (count >= 100) return [...String(count)].map((sign) => digit(Number(sign))).join('');
  const [tens, ones] = [Math.floor(count / 10), count % 10];
  return `${tens > 1 ? digit(tens) : ''}${tens > 0 ? '十' : ''}${ones > 0 || tens === 0 ? digit(ones) : ''}`;
}

function roman(count: number, upper: boolean): string {
  const signs: readonly (readonly [number, string])[] = [[10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I']];
  let rest = Math.min(count, 100);
  let words = '';
  for (const [value, sign] of signs) for (; rest >= value; rest -= value) words += sign;
  return upper ? words : words.toLowerCase();
}
