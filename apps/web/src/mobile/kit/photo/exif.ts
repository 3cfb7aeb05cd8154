/** Reading and writing of the one JPEG segment that says when, where and by which camera a picture was taken. */
const START = 0xffd8;
const EXIF = 0xffe1;
const SCAN = 0xffda;
const ORIENTATION = 0x0112;
/** The segment's own length field counts itself but not the marker before it. */
const MARKER_BYTES = 2;
/** Marker, length, the letters "Exif" and two zeros; the TIFF header follows. */
const TIFF_AT = 10;

/** The Exif segment of a JPEG, or null. `jpeg` may be the first part of the file only. */
export function exifOf(jpeg: Uint8Array): Uint8Array | null {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  if (jpeg.length < 4 || view.getUint16(0) !== START) return null;
  for (let at = 2; at + 4 <= jpeg.length; ) {
    const marker = view.getUint16(at);
    if (marker === SCAN || marker < 0xff00) return null;
    const end = at + MARKER_BYTES + view.getUint16(at + MARKER_BYTES);
    if (marker === EXIF && end <= jpeg.length && String.fromCharCode(...jpeg.subarray(at + 4, at + 8)) === 'Exif') return jpeg.slice(at, end);
    at = end;
  }
  return null;
}

/** The same JPEG with this Exif segment in front. Its pixels stand upright already, so the segment must not turn them again. */
export function withExif(jpeg: Uint8Array, segment: Uint8Array): Blob {
  return new Blob([jpeg.slice(0, 2), upright(segment), jpeg.slice(2)], { type: 'image/jpeg' });
}

function upright(segment: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = segment.slice() as Uint8Array<ArrayBuffer>;
  const view = new DataView(copy.buffer);
  const little = view.getUint16(TIFF_AT) === 0x4949;
  const directory = TIFF_AT + view.getUint32(TIFF_AT + 4, little);
  if (directory + 2 > copy.length) return copy;
  const entries = view.getUint16(directory, little);
  for (let n = 0; n < entries; n += 1) {
    const entry = directory + 2 + n * 12;
    if (entry + 12 > copy.length) break;
    if (view.getUint16(entry, little) === ORIENTATION) view.setUint16(entry + 8, 1, little);
  }
  return copy;
}
