/** PDF readers look for their mark this far into a file. */
export const HEAD_BYTES = 1_024;
/** A ZIP archive is read from its end: 22 bytes, then a comment of at most 65,535. */
export const TAIL_BYTES = 22 + 65_535;

const END_OF_ZIP = Buffer.from('PK\x05\x06', 'latin1');

/**
 * Whether a picture can also be opened as a PDF or as a ZIP archive (and so as a program or an office document).
 * Plain bytes behind the picture are no offence: phones put films and depth maps there.
 */
export const hasSecondMeaning = (head: Buffer, tail: Buffer): boolean => head.subarray(0, HEAD_BYTES).includes('%PDF-') || endsAsZip(tail);

function endsAsZip(tail: Buffer): boolean {
  for (let at = tail.lastIndexOf(END_OF_ZIP); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(END_OF_ZIP, at - 1)) {
    const commentEnds = at + 22 <= tail.length ? at + 22 + tail.readUInt16LE(at + 20) : -1;
    if (commentEnds === tail.length) return true;
  }
  return false;
}
