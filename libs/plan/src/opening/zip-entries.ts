import { inflateRawSync } from 'node:zlib';
import { DocumentRefused } from './document-refusals.js';
import { LIMITS, within } from './limits.js';

/** The parts of a Word document or workbook. Nothing is unpacked beyond the limit, whatever the archive says of itself. */
export interface ZipEntries {
  readonly names: readonly string[];
  /** The text of a part, or null where there is none. Throws `plan.document-too-big-inside` when all parts read so far exceed the limit. */
  text(name: string): string | null;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly crc: number;
  readonly size: number;
  readonly at: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

export function zipEntriesOf(bytes: Uint8Array): ZipEntries {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map(directoryOf(file).map((entry) => [entry.name, entry]));
  if ([...entries.keys()].some((name) => /vbaProject|vbaData|macrosheets|\/activeX\//i.test(name))) throw new DocumentRefused('plan.document-macros');
  let left: number = LIMITS.expandedBytes;
  return {
    names: [...entries.keys()],
    text: (name) => {
      const entry = entries.get(name);
      if (!entry) return null;
      const unpacked = unpack(file, entry, left);
      left -= unpacked.length;
      return new TextDecoder(unpacked[0] === 0xff ? 'utf-16le' : 'utf-8').decode(unpacked);
    },
  };
}

/** The parts as they are packed, for an archive that is to come back with most of them untouched. */
export function packedPartsOf(bytes: Uint8Array): { name: string; method: number; crc: number; size: number; data: Uint8Array }[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return directoryOf(file).map((entry) => ({ name: entry.name, method: entry.method, crc: entry.crc, size: entry.size, data: dataOf(file, entry) }));
}

function dataOf(file: Buffer, { packed, at }: Entry): Buffer {
  if (at + 30 > file.length || file.readUInt32LE(at) !== LOCAL) throw new DocumentRefused('plan.document-broken');
  const start = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
  return file.subarray(start, start + packed);
}

function directoryOf(file: Buffer): Entry[] {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end + 22 > file.length || file.readUInt32LE(end) !== END) throw new DocumentRefused('plan.document-broken');
  const count = file.readUInt16LE(end + 10);
  within(count, LIMITS.parts, 'plan.document-too-big-inside');
  const entries: Entry[] = [];
  let at = file.readUInt32LE(end + 16);
  let expanded = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== CENTRAL) throw new DocumentRefused('plan.document-broken');
    if ((file.readUInt16LE(at + 8) & 1) === 1) throw new DocumentRefused('plan.document-encrypted');
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset)) as [number, number, number];
    const name = file.toString('utf8', at + 46, at + 46 + nameLength).replace(/\\/g, '/');
    expanded += file.readUInt32LE(at + 24);
    entries.push({ name, method: file.readUInt16LE(at + 10), packed: file.readUInt32LE(at + 20), crc: file.readUInt32LE(at + 16), size: file.readUInt32LE(at + 24), at: file.readUInt32LE(at + 42) });
    at += 46 + nameLength + extra + comment;
  }
  within(expanded, LIMITS.expandedBytes, 'plan.document-too-big-inside');
  return entries;
}

function unpack(file: Buffer, entry: Entry, most: number): Buffer {
  const { method } = entry;
  const data = dataOf(file, entry);
  if (method === 0) {
    within(data.length, most, 'plan.document-too-big-inside');
    return data;
  }
  if (method !== 8) throw new DocumentRefused('plan.document-broken');
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, most) });
  } catch (problem) {
    throw new DocumentRefused((problem as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'plan.document-too-big-inside' : 'plan.document-broken');
  }
}
