import exifr from 'exifr';
import { createHash, randomUUID } from 'node:crypto';
import { readFile, readdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { Environment } from '#config/environment';
import { type Role } from '#identity';
import { Database, type Actor } from '#platform';
import { stage, type Stage } from '../../../test/harness/stage.js';
import { KeepPhoto, OwnPhotos, Photos, SharePhotos, Vault, type PhotoFacts } from './index.js';

const here = '018f0000-0000-7000-8000-00000000000a';
const actor = (unitId: string | null, ...roles: Role[]): Actor => ({ id: randomUUID(), jurisdictionId: here, unitId, personId: null, roles });
const noise = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#888888', noise: { type: 'gaussian', mean: 128, sigma: 40 } } });
/** As a phone makes it: lying on its side, with time and place. */
const photograph = (width = 2400, height = 1600) =>
  noise(width, height)
    .jpeg()
    .withExif({
      IFD0: { Make: 'Kiln', Software: 'secret-maker' },
      IFD2: { DateTimeOriginal: '2026:11:22 16:40:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '41/1 34/1 123/10', GPSLongitudeRef: 'E', GPSLongitude: '120/1 27/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
const units = (...unitIds: string[]) => ({ unitIds, inspectors: false });
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('evidence', () => {
  let scene: Stage;
  let photos: Photos;
  let jpeg: Buffer;
  const unit = actor('6', 'unit');
  const file = (name: string) => path.join(scene.module.get(Environment).DATA_DIR, 'evidence', name);
  const keep = (bytes: Buffer, by = unit, facts: PhotoFacts = {}) => scene.command(new KeepPhoto(by, Readable.from([bytes]), facts), by);
  const refusal = (bytes: Buffer) => keep(bytes).then(() => 'kept', (error: { code: string; facts: object }) => ({ code: error.code, ...error.facts }));
  const row = async (id: string) => (await scene.database.query<Record<string, unknown>>('SELECT * FROM evidence_photo WHERE id = $1', [id]))[0]!;

  beforeAll(async () => {
    scene = await stage();
    photos = scene.module.get(Photos);
    jpeg = await photograph();
  });
  afterAll(() => scene.close());

  it('seals the original, untouched and read-only, under its hash', async () => {
    const kept = await keep(jpeg);
    expect(kept).toEqual({ id: expect.any(String), sha256: sha256(jpeg), width: 1600, height: 2400, takenAt: new Date('2026-11-22T08:40:00Z') });
    const { original_file: original, bytes, unit_id: unitId, latitude, longitude } = await row(kept.id);
    expect(jpeg.equals(await readFile(file(original as string)))).toBe(true);
    expect(((await stat(file(original as string))).mode & 0o777).toString(8)).toBe('400');
    expect({ bytes, unitId, latitude, longitude }).toEqual({ bytes: jpeg.length, unitId: '6', latitude: expect.closeTo(41.57008, 4), longitude: expect.closeTo(120.45, 4) });
    expect(await readdir(file('incoming'))).toEqual([]);
  });

  it('serves only a copy painted anew: upright, smaller, without a word about camera, time or place', async () => {
    expect(await exifr.parse(jpeg)).toMatchObject({ Make: 'Kiln', latitude: expect.any(Number) });
    const { id } = await keep(jpeg);
    for (const [size, width, height] of [['full', 1280, 1920], ['thumbnail', 213, 320]] as const) {
      const opened = await photos.open(unit, id, size);
      const bytes = await readFile(opened.path);
      expect(opened).toMatchObject({ type: 'image/jpeg', length: bytes.length, etag: `"${sha256(jpeg)}-${size}"` });
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg', width, height });
      expect((await sharp(bytes).metadata()).exif).toBeUndefined();
      expect(await exifr.parse(bytes, { tiff: true, xmp: true, icc: true, iptc: true, gps: true })).toBeUndefined();
      expect(bytes.includes('secret-maker')).toBe(false);
    }
  });

  it('accepts PNG and WebP too, and does not enlarge', async () => {
    for (const format of ['png', 'webp'] as const) {
      const kept = await keep(await noise(200, 100).toFormat(format).toBuffer());
      expect(await row(kept.id)).toMatchObject({ format, width: 200, height: 100, taken_at: null, latitude: null });
      expect(await sharp((await photos.open(unit, kept.id, 'thumbnail')).path).metadata()).toMatchObject({ format: 'jpeg', width: 200 });
    }
  });

  it('believes the sending device before the camera, and wants a place whole', async () => {
    const kept = await keep(jpeg, unit, { deviceAt: '2026-11-22T16:41:00+08:00', latitude: 41.5, longitude: 120.4 });
    expect(await row(kept.id)).toMatchObject({ device_at: new Date('2026-11-22T08:41:00Z'), latitude: 41.5, longitude: 120.4 });
    await expect(keep(jpeg, unit, { latitude: 41.5 })).rejects.toMatchObject({ code: 'input.invalid', faults: [{ field: 'longitude' }] });
  });

  it('keeps the same bytes once on the disk, in a row each', async () => {
    const before = (await readdir(file('originals'), { recursive: true })).length;
    const [one, two] = await Promise.all([keep(jpeg), keep(jpeg)]);
    expect(one.id).not.toBe(two.id);
    expect((await row(one.id)).original_file).toBe((await row(two.id)).original_file);
    expect((await readdir(file('originals'), { recursive: true })).length).toBe(before);
  });

  it('takes the file at a path and leaves it alone', async () => {
    const upload = path.join(scene.module.get(Environment).DATA_DIR, 'upload');
    await writeFile(upload, jpeg);
    expect((await scene.command(new KeepPhoto(unit, upload))).sha256).toBe(sha256(jpeg));
    expect(jpeg.equals(await readFile(upload))).toBe(true);
  });

  it('takes the upload before a transaction, never within one', async () => {
    const database = scene.module.get(Database);
    await expect(database.transaction(() => keep(jpeg))).rejects.toThrow('before the transaction opens');
    const picture = await scene.module.get(Vault).take(Readable.from([jpeg]));
    const kept = await database.transaction(() => scene.command(new KeepPhoto(unit, picture)));
    expect((await row(kept.id)).sha256).toEqual(Buffer.from(sha256(jpeg), 'hex'));
  });

  describe('refuses', () => {
    afterEach(async () => expect(await readdir(file('incoming'))).toEqual([]));

    it('what only calls itself a picture', async () => {
      expect(await refusal(Buffer.from('今日未发现渣土车带泥上路'))).toEqual({ code: 'evidence.not-a-picture', why: 'unknown-contents' });
      expect(await refusal(Buffer.alloc(0))).toEqual({ code: 'evidence.not-a-picture', why: 'unknown-contents' });
      expect(await refusal(Buffer.concat([jpeg.subarray(0, 3), Buffer.from('the rest is text')]))).toEqual({ code: 'evidence.not-a-picture', why: 'damaged' });
    });

    it('a picture cut off on the way, however little is missing', async () => {
      const [png, webp] = [await noise(400, 300).png().toBuffer(), await noise(400, 300).webp().toBuffer()];
      for (const whole of [jpeg, png, webp])
        for (const part of [0.5, 0.99]) expect(await refusal(whole.subarray(0, Math.floor(whole.length * part)))).toEqual({ code: 'evidence.not-a-picture', why: 'damaged' });
    });

    it('a picture that is an archive or a document as well', async () => {
      const archive = Buffer.concat([jpeg, Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);
      expect(await refusal(archive)).toEqual({ code: 'evidence.not-a-picture', why: 'also-something-else' });
      const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, 12]), Buffer.from('%PDF-1.7\n\n')]);
      expect(await refusal(Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]))).toEqual({ code: 'evidence.not-a-picture', why: 'also-something-else' });
    });

    it('more than 40 million pixels, however small the file, before decoding one', async () => {
      const flat = await sharp({ create: { width: 7000, height: 6000, channels: 3, background: '#123456' } }).png().toBuffer();
      expect(await refusal(flat)).toEqual({ code: 'evidence.too-many-pixels', width: 7000, height: 6000, mostPixels: 40_000_000 });
      expect(await refusal(flat.subarray(0, 4096))).toMatchObject({ code: 'evidence.too-many-pixels' });
    });

    it('more bytes than the environment allows, without reading on', async () => {
      const most = scene.module.get(Environment).PHOTO_MAX_BYTES;
      let sent = 0;
      const endless = Readable.from((function* () {
        for (;;) yield (sent += 1_000_000, Buffer.alloc(1_000_000, 0xff));
      })());
      await expect(scene.command(new KeepPhoto(unit, endless))).rejects.toMatchObject({ code: 'evidence.too-large', facts: { mostBytes: most } });
      expect(sent).toBeLessThan(most + 5_000_000);
      expect(endless.destroyed).toBe(true);
    });

    it('HEIC and other formats, and says what to do', async () => {
      const heic = Buffer.concat([Buffer.from([0, 0, 0, 0x18]), Buffer.from('ftypheic'), Buffer.alloc(100)]);
      expect(await refusal(heic)).toMatchObject({ code: 'evidence.format-not-accepted', format: 'heic' });
      await expect(keep(heic)).rejects.toThrow('JPEG');
      expect(await refusal(await noise(10, 10).gif().toBuffer())).toMatchObject({ code: 'evidence.format-not-accepted', format: 'other' });
      expect(await refusal(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toMatchObject({ code: 'evidence.format-not-accepted', format: 'other' });
    });

    it('an upload whose sender vanished, and forgets it', async () => {
      const broken = Readable.from((async function* () {
        yield jpeg.subarray(0, 1000);
        throw new Error('connection reset');
      })());
      await expect(scene.command(new KeepPhoto(unit, broken))).rejects.toThrow('connection reset');
    });
  });

  it('is opened for those who may look and does not exist for others', async () => {
    const { id } = await keep(jpeg);
    for (const may of [unit, actor('6', 'unit-head'), actor(null, 'commander')]) expect(await photos.open(may, id, 'full')).toMatchObject({ type: 'image/jpeg' });
    const neighbour = actor('9', 'unit');
    for (const mayNot of [neighbour, actor('6', 'audit-admin'), { ...unit, jurisdictionId: randomUUID() }])
      await expect(photos.open(mayNot, id, 'full')).rejects.toMatchObject({ code: 'record.not-found' });
    await expect(photos.open(unit, '42', 'full')).rejects.toMatchObject({ code: 'record.not-found' });
    await scene.command(new SharePhotos(here, [id], units('9')));
    expect(await photos.open(neighbour, id, 'thumbnail')).toMatchObject({ type: 'image/jpeg' });
    const inspector = actor('7', 'inspector');
    await expect(photos.open(inspector, id, 'full')).rejects.toMatchObject({ code: 'record.not-found' });
    await scene.command(new SharePhotos(here, [id], { unitIds: [], inspectors: true }));
    expect(await photos.open(inspector, id, 'full')).toMatchObject({ type: 'image/jpeg' });
  });

  it('is shared with sets of units, once each, also by several at the same time', async () => {
    const ids = [(await keep(jpeg)).id, (await keep(jpeg)).id];
    const share = (...unitIds: string[]) => scene.command(new SharePhotos(here, ids, units(...unitIds)));
    await Promise.all([share('9', '11'), share('11', '12'), share('9')]);
    await share('12', '9');
    await scene.command(new SharePhotos(randomUUID(), ids, units('77')));
    for (const id of ids) expect((await row(id)).shared_with).toEqual(['9', '11', '12']);
    const said = () => scene.database.query(`SELECT 1 FROM journal WHERE type = 'evidence.photo-shared' AND subject = $1`, [`photo/${ids[0]}`]);
    const before = await said();
    await share('9');
    expect(await said()).toEqual(before);
  });

  it('is attached by its sender and colleagues; one strange id refuses all', async () => {
    const mine = await keep(jpeg, unit, { deviceAt: '2026-11-22T16:41:00+08:00' });
    const other = await keep(jpeg, actor('9', 'unit'));
    await scene.command(new SharePhotos(here, [other.id], units('6')));
    const fact = { id: mine.id, sha256: sha256(jpeg), takenAt: mine.takenAt, deviceAt: new Date('2026-11-22T08:41:00Z') };
    expect(await scene.query(new OwnPhotos(unit, [mine.id, mine.id]))).toEqual([fact]);
    expect(await scene.query(new OwnPhotos(actor('6', 'unit'), [mine.id]))).toEqual([fact]);
    expect(await scene.query(new OwnPhotos(unit, []))).toEqual([]);
    const missing = randomUUID();
    const refused = { code: 'evidence.photo-not-yours', facts: { ids: [other.id, missing, 'x'] } };
    await expect(scene.query(new OwnPhotos(unit, [mine.id, other.id, missing, 'x']))).rejects.toMatchObject(refused);
  });

  it('says in the journal that it came, never where', async () => {
    const { id } = await keep(jpeg);
    const [entry] = await scene.database.query('SELECT data, audience, actor_id FROM journal WHERE subject = $1', [`photo/${id}`]);
    expect(entry).toEqual({ data: { jurisdictionId: here, photoId: id, unitId: '6', sha256: sha256(jpeg) }, audience: ['command', 'unit:6'], actor_id: unit.id });
  });

  it('cannot be rewritten in the database', async () => {
    const { id } = await keep(jpeg);
    const changes = ['taken_at = clock_now()', 'uploaded_by = gen_random_uuid()', `sha256 = sha256('x')`, 'unit_id = NULL', 'latitude = 1, longitude = 1'];
    for (const change of changes)
      await expect(scene.database.query(`UPDATE evidence_photo SET ${change} WHERE id = $1`, [id])).rejects.toThrow('never changed');
    const outside = scene.database.query(`UPDATE evidence_photo SET served_file = 'served/../../x' WHERE id = $1`, [id]);
    await expect(outside).rejects.toMatchObject({ constraint: 'evidence_photo_files_stay_inside' });
  });
});
