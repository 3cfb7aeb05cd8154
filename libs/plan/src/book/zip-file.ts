import { crc32, deflateRawSync } from 'node:zlib';

/** A part of an archive, packed already: a part taken from another archive keeps its bytes. */
export interface PackedPart {
  readonly name: string;
  /** 0 as it is, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly data: Uint8Array;
}

export function packed(name: string, content: string): PackedPart {
  const bytes = Buffer.from(content, 'utf8');
  return { name, method: 8, crc: crc32(bytes), size: bytes.length, data: deflateRawSync(bytes) };
}

const UTF8_NAMES = 0x0800;
/** 1 January 1980, the first day an archive knows: the same plan gives the same file. */
const DAY = 0x0021;

/**
 * The parts as one archive. Written here because JSZip, which exceljs and docx pack with, cuts long texts into pieces
 * between the two halves of a character outside the basic plane: 𠮷 in a name came out as two question marks.
 */
export function zipOf(parts: readonly PackedPart[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name, 'utf8');
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(20, 6);
    head.writeUInt16LE(UTF8_NAMES, 8);
    head.writeUInt16LE(part.method, 10);
    head.writeUInt16LE(DAY, 14);
    head.writeUInt32LE(part.crc, 16);
    head.writeUInt32LE(part.data.length, 20);
    head.writeUInt32LE(part.size, 24);
    head.writeUInt16LE(name.length, 28);
    head.writeUInt32LE(at, 42);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), head.subarray(6, 30), Buffer.alloc(2)]);
    pieces.push(local, name, part.data);
    directory.push(head, name);
    at += local.length + name.length + part.data.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...pieces, list, end]));
}
