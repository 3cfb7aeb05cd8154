export type PictureFormat = 'jpeg' | 'png' | 'webp';
export type FileKind = PictureFormat | 'heic' | 'other-picture' | 'unknown';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1']);
const OTHER = ['GIF87a', 'GIF89a', 'II*\0', 'MM\0*', 'BM', '<svg', '\0\0\0\x0cJXL ', '\xff\x0a'];

/**
 * What the first bytes of a file say; its name is never asked. Only the three accepted formats reach the decoder, so
 * the decoders of all others cannot be attacked. Needs the first 16 bytes.
 */
export function kindOfFile(head: Buffer): FileKind {
  const text = head.subarray(0, 16).toString('latin1');
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpeg';
  if (head.subarray(0, 8).equals(PNG)) return 'png';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp';
  if (text.slice(4, 8) === 'ftyp') return HEIC_BRANDS.has(text.slice(8, 12)) ? 'heic' : text.startsWith('avi', 8) ? 'other-picture' : 'unknown';
  return OTHER.some((start) => text.startsWith(start)) ? 'other-picture' : 'unknown';
}
