import { hasSecondMeaning } from './second-meaning.js';

const picture = Buffer.alloc(500, 0xd8);
const endOfZip = (comment = '') => {
  const length = Buffer.alloc(2);
  length.writeUInt16LE(comment.length);
  return Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(16), length, Buffer.from(comment, 'latin1')]);
};

describe('a second meaning of a picture', () => {
  it('is an archive that ends where the file ends, with or without a comment', () => {
    expect(hasSecondMeaning(picture, Buffer.concat([picture, endOfZip()]))).toBe(true);
    expect(hasSecondMeaning(picture, Buffer.concat([picture, endOfZip('made of PK\x05\x06 and more')]))).toBe(true);
    expect(hasSecondMeaning(picture, endOfZip())).toBe(true);
  });

  it('is a document that begins within the first kilobyte', () => {
    expect(hasSecondMeaning(Buffer.concat([picture, Buffer.from('%PDF-1.4')]), picture)).toBe(true);
    expect(hasSecondMeaning(Buffer.concat([Buffer.alloc(1_024), Buffer.from('%PDF-1.4')]), picture)).toBe(false);
  });

  it('is not what phones put behind a picture', () => {
    expect(hasSecondMeaning(picture, Buffer.concat([picture, Buffer.from('ftypmp42 a film')]))).toBe(false);
    expect(hasSecondMeaning(picture, Buffer.concat([endOfZip(), picture]))).toBe(false);
    expect(hasSecondMeaning(picture, Buffer.from('PK\x05\x06', 'latin1'))).toBe(false);
  });
});
