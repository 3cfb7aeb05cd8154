import { DocumentRefused } from './document-refusals.js';
import { LIMITS, within } from './limits.js';
import { openedFrom, type OpenedDocument } from './opened-document.js';

/** A .txt file in UTF-8, UTF-16 or GB18030 (GBK). The encoding is recognised; what fits none of them is refused. */
export function openText(bytes: Uint8Array): OpenedDocument {
  const text = decoded(bytes);
  if (text.trim() === '') throw new DocumentRefused('plan.document-empty');
  const lines = text.split(/\r\n|\n|\r/);
  within(lines.length, LIMITS.rows, 'plan.document-too-long');
  return { ...openedFrom('text', []), text, places: lines.map((_, index) => ({ paragraph: index + 1 })) };
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const bare = utf16WithoutMark(bytes);
  if (bare) return new TextDecoder(bare).decode(bytes);
  const text = strictly('utf-8', bytes) ?? damagedUtf8(bytes) ?? gb18030(bytes);
  if (text === null || isNoText(text)) throw new DocumentRefused('plan.document-encoding');
  return text;
}

/** UTF-8 with a few broken bytes, as where a file was cut short. Read as GB18030 it would be other, plausible characters. */
function damagedUtf8(bytes: Uint8Array): string | null {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  const chinese = text.match(/[\u4E00-\u9FFF，。、；：（）]/g)?.length ?? 0;
  return chinese > broken * 10 ? text : null;
}

/** Nearly all characters of a Chinese text lie in the first level of GB 2312; other encodings read this way do not. */
function gb18030(bytes: Uint8Array): string | null {
  const text = strictly('gb18030', bytes);
  let [pairs, usual] = [0, 0];
  for (let at = 0; at < bytes.length && pairs < 20_000; at++) {
    if (bytes[at]! < 0x81) continue;
    pairs += 1;
    if (bytes[at]! >= 0xa1 && bytes[at]! <= 0xd7 && bytes[at + 1]! >= 0xa1) usual += 1;
    at += 1;
  }
  return usual * 10 >= pairs * 6 ? text : null;
}

function strictly(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** UTF-16 without its mark: the high bytes of line ends and digits are zero, and always on one side. */
function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 4_096);
  const zeros = [0, 1].map((side) => sample.filter((byte, index) => index % 2 === side && byte === 0).length) as [number, number];
  if (bytes.length % 2 !== 0 || Math.min(...zeros) > 0 || Math.max(...zeros) < 2) return null;
  return zeros[1] > 0 ? 'utf-16le' : 'utf-16be';
}

/** GB18030 gives a meaning to almost any bytes; a plan has no control characters, and is not made of rare signs. */
function isNoText(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const controls = sample.match(/[\u0000-\u0008\u000E-\u001A\u001C-\u001F\uFFFD\uE000-\uF8FF]/g)?.length ?? 0;
  return controls > 2 && controls * 50 > sample.length;
}
