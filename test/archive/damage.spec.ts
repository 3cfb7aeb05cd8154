import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readArchive } from '../../apps/standalone/src/archive/archive-reader.js';
import { ArchiveProblem } from '../../apps/standalone/src/archive/manifest.js';
import { emptyDatabase, type TestDatabase } from '../harness/database.js';
import { newFolder, tool } from './archive-tools.js';
import { cutWithin, flipped, membersOf, replaced, withFittingEnd, without } from './tar-surgery.js';

// Each tool is a process of its own, and some bring a PostgreSQL.
jest.setTimeout(180_000);

const whole = readFileSync('test/archive/release-0.1.0.qkbackup');
const members = membersOf(whole);
const folder = newFolder();
let n = 0;
const written = (bytes: Buffer): string => {
  const file = path.join(folder, `${++n}.qkbackup`);
  writeFileSync(file, bytes);
  return file;
};

describe('a damaged archive', () => {
  it('differs from a whole one, which is read to its end', async () => {
    const manifest = await readArchive(written(whole));
    expect(manifest.members.length + manifest.photos.files + 1).toBe(members.length);
    expect(members.length).toBeGreaterThan(40);
  });

  // The manifest is what the others are held against; nothing but the hash over the whole holds the manifest itself.
  const spared = (how: string, name: string): boolean => name === 'manifest.json' && how.startsWith('one bit') && how.endsWith('fits again');

  describe.each(members.map((member) => [member.name, member] as const))('%s', (name, member) => {
    it.each(([
      ['one bit is another', () => flipped(whole, member)],
      ['one bit is another, and the hash of the whole fits again', () => withFittingEnd(flipped(whole, member))],
      ['the file ends in the middle of it', () => cutWithin(whole, member)],
      ['it is missing', () => without(whole, member)],
      ['it is missing, and the hash of the whole fits again', () => withFittingEnd(without(whole, member))],
    ] as const).filter(([how]) => !spared(how, name)))('%s: refused', async (_how, make) => {
      await expect(readArchive(written(make()))).rejects.toThrow(ArchiveProblem);
    });
  });

  it.each([
    ['its last byte is gone', () => whole.subarray(0, -1)],
    ['something was added to it', () => Buffer.concat([whole, Buffer.from('x')])],
    ['it is empty', () => Buffer.alloc(0)],
    ['a header is another', () => flipped(whole, { ...members[3]!, from: members[3]!.header, bytes: 20 })],
    ['a byte between two members is another', () => flipped(whole, { ...members[0]!, from: members[0]!.from + members[0]!.bytes, bytes: 0 })],
  ])('is refused when %s', async (_how, make) => {
    await expect(readArchive(written(make()))).rejects.toThrow(ArchiveProblem);
  });

  it('of a newer version is refused, by its format or by a migration that is not known here', async () => {
    const manifest = members.at(-1)!;
    const format = withFittingEnd(replaced(whole, manifest, (text) => text.replace('qingkong.backup/1', 'qingkong.backup/2')));
    await expect(readArchive(written(format))).rejects.toThrow(/has the format qingkong.backup\/2/);
    const newer = written(withFittingEnd(replaced(whole, manifest, (text) => text.replace('Inspection1795305611000', 'Inspection9795305611000'))));
    const told = await tool('restore', { dataDir: newFolder() }, newer);
    expect([told.status, told.said]).toEqual([1, expect.stringContaining('is of a newer version')]);
  });
});

describe('a refused archive', () => {
  let database: TestDatabase;

  beforeAll(async () => (database = await emptyDatabase()));
  afterAll(() => database.drop());

  it.each([
    ['damaged', () => flipped(whole, members[5]!)],
    ['incomplete', () => cutWithin(whole, members[9]!)],
  ])('(%s) has changed nothing, neither in a database nor in a data folder', async (_what, make) => {
    const [file, dataDir] = [written(make()), path.join(newFolder(), 'data')];
    for (const place of [{ url: database.url, dataDir }, { dataDir }]) {
      const told = await tool('restore', place, file);
      expect([told.status, told.said]).toEqual([1, expect.stringContaining('Nothing was changed')]);
    }
    expect(existsSync(dataDir)).toBe(false);
    expect(await database.query(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace`)).toEqual([]);
  });

  it('leaves no half file behind', () => expect(readdirSync(folder).filter((name) => !name.endsWith('.qkbackup'))).toEqual([]));
});
