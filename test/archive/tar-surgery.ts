import { createHash } from 'node:crypto';
import { TRAILER_BYTES, trailerOf } from '../../apps/standalone/src/archive/manifest.js';

const BLOCK = 512;

export interface Place {
  readonly name: string;
  /** Where its header begins, where its contents begin, how long they are. */
  readonly header: number;
  readonly from: number;
  readonly bytes: number;
}

/** Where each member of an archive lies. */
export function membersOf(archive: Buffer): Place[] {
  const places: Place[] = [];
  for (let header = 0; archive[header]; ) {
    const name = archive.toString('utf8', header, header + 100).replace(/\0.*$/, '');
    const bytes = parseInt(archive.toString('latin1', header + 124, header + 135), 8);
    places.push({ name, header, from: header + BLOCK, bytes });
    header += BLOCK + Math.ceil(bytes / BLOCK) * BLOCK;
  }
  return places;
}

/** One bit of the member is another. */
export function flipped(archive: Buffer, { from, bytes }: Place): Buffer {
  const copy = Buffer.from(archive);
  const at = from + Math.floor(bytes / 2);
  copy[at] = copy[at]! ^ 0x10;
  return copy;
}

export const cutWithin = (archive: Buffer, { from, bytes }: Place): Buffer => archive.subarray(0, from + Math.ceil(bytes / 2));

export const without = (archive: Buffer, { header, from, bytes }: Place): Buffer => Buffer.concat([archive.subarray(0, header), archive.subarray(from + Math.ceil(bytes / BLOCK) * BLOCK)]);

/** By somebody who knows the format: the hash over the whole fits again. */
export function withFittingEnd(archive: Buffer): Buffer {
  const body = archive.subarray(0, archive.length - TRAILER_BYTES);
  return Buffer.concat([body, Buffer.from(trailerOf(createHash('sha256').update(body).digest('hex')))]);
}

/** Other contents of the same length. */
export function replaced(archive: Buffer, place: Place, change: (text: string) => string): Buffer {
  const text = change(archive.toString('utf8', place.from, place.from + place.bytes));
  if (Buffer.byteLength(text) !== place.bytes) throw new Error('another length');
  return Buffer.concat([archive.subarray(0, place.from), Buffer.from(text), archive.subarray(place.from + place.bytes)]);
}
