import { kindOfFile } from './kind-of-file.js';

const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

describe('the first bytes of a file', () => {
  it.each([
    ['jpeg', bytes([0xff, 0xd8, 0xff, 0xe1], '\0\0Exif')],
    ['png', bytes([0x89], 'PNG\r\n\x1a\n', '\0\0\0\rIHDR')],
    ['webp', bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8 ')],
    ['heic', bytes([0, 0, 0, 0x24], 'ftypheic')],
    ['heic', bytes([0, 0, 0, 0x24], 'ftypmif1')],
    ['other-picture', bytes([0, 0, 0, 0x20], 'ftypavif')],
    ['other-picture', bytes('GIF89a')],
    ['other-picture', bytes('II*\0')],
    ['other-picture', bytes('<svg xmlns=')],
    ['unknown', bytes([0, 0, 0, 0x20], 'ftypmp42')],
    ['unknown', bytes('RIFF', [1, 2, 3, 4], 'WAVEfmt ')],
    ['unknown', bytes('%PDF-1.7')],
    ['unknown', bytes('今天没有渣土车')],
    ['unknown', bytes([0xff, 0xd8])],
    ['unknown', Buffer.alloc(0)],
  ])('say %s', (kind, head) => {
    expect(kindOfFile(head)).toBe(kind);
  });
});
