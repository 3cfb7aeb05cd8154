import { Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { readdir, rename, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { Environment } from '#config/environment';
import type { Actor } from '#platform';
import { stage, type Stage } from '../../../test/harness/stage.js';
import { KeepPhoto, Photos, SweepFiles, Vault } from './index.js';

const unit: Actor = { id: randomUUID(), jurisdictionId: '018f0000-0000-7000-8000-00000000000a', unitId: '6', personId: null, roles: ['unit'] };
const SIXTY_ONE_MINUTES = 61 * 60_000;

describe('the sweep of the evidence folder', () => {
  let scene: Stage;
  let vault: Vault;
  let shade = 0;
  const file = (name: string) => path.join(scene.module.get(Environment).DATA_DIR, 'evidence', name);
  const sweep = () => scene.command(new SweepFiles());
  const picture = () => sharp({ create: { width: 64, height: 48, channels: 3, background: { r: ++shade, g: 90, b: 200 } } }).png().toBuffer();
  const take = async () => vault.take(Readable.from([await picture()]));
  const age = async (...names: string[]) => {
    const then = new Date(Date.now() - SIXTY_ONE_MINUTES);
    for (const name of names) await utimes(file(name), then, then);
  };
  const said = async (id: string) => {
    const entries = await scene.database.query<{ data: { files: string[] } }>(`SELECT data FROM journal WHERE type = 'evidence.file-missing' AND subject = $1`, [`photo/${id}`]);
    return entries.map(({ data }) => data.files);
  };

  beforeAll(async () => {
    scene = await stage();
    vault = scene.module.get(Vault);
  });
  afterAll(() => scene.close());

  it('finds nothing to do in an empty folder, nor in a sound one', async () => {
    const nothing = { removed: 0, orphaned: 0, missing: 0 };
    expect(await sweep()).toEqual(nothing);
    const { files } = await take().then(async (taken) => (await scene.command(new KeepPhoto(unit, taken)), taken));
    await age(files.original, files.served, files.thumbnail);
    expect(await sweep()).toEqual(nothing);
    expect(await readdir(file('incoming'))).toEqual([]);
  });

  it('removes half an upload once nobody can be working on it', async () => {
    await writeFile(file('incoming/old.part'), 'half');
    await writeFile(file('incoming/new.part'), 'half');
    await age('incoming/old.part');
    expect((await sweep()).removed).toBe(1);
    expect(await readdir(file('incoming'))).toEqual(['new.part']);
  });

  it('moves aside a picture whose row never came, but gives it an hour', async () => {
    const { files } = await take();
    expect((await sweep()).orphaned).toBe(0);
    await age(files.original, files.served, files.thumbnail);
    expect((await sweep()).orphaned).toBe(3);
    const aside = (await readdir(file('orphans'), { recursive: true })).map((name) => name.replaceAll('\\', '/'));
    expect(aside).toEqual(expect.arrayContaining([files.original, files.served, files.thumbnail]));
    expect((await sweep()).orphaned).toBe(0);
  });

  it('leaves a forgotten picture alone as soon as somebody sends it again', async () => {
    const bytes = await picture();
    const { files } = await vault.take(Readable.from([bytes]));
    await age(files.original, files.served, files.thumbnail);
    await vault.take(Readable.from([bytes]));
    expect((await sweep()).orphaned).toBe(0);
  });

  it('brings back what was moved aside while its row was being written', async () => {
    const taken = await take();
    await age(taken.files.original, taken.files.served, taken.files.thumbnail);
    expect((await sweep()).orphaned).toBe(3);
    const { id } = await scene.command(new KeepPhoto(unit, taken));
    await expect(scene.module.get(Photos).open(unit, id, 'full')).rejects.toMatchObject({ code: 'evidence.file-missing' });
    expect(await sweep()).toEqual({ removed: 0, orphaned: 0, missing: 0 });
    expect(await scene.module.get(Photos).open(unit, id, 'full')).toMatchObject({ type: 'image/jpeg' });
    expect(await said(id)).toEqual([]);
  });

  it('reports a photo whose files are gone once, and again only after they had been back', async () => {
    const taken = await take();
    const { id } = await scene.command(new KeepPhoto(unit, taken));
    const lose = () => rename(file(taken.files.original), file('backup'));
    const restore = () => rename(file('backup'), file(taken.files.original));
    const log = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    await lose();
    expect((await sweep()).missing).toBe(1);
    expect((await sweep()).missing).toBe(0);
    expect(await said(id)).toEqual([['originals']]);
    expect(log.mock.calls).toEqual([[`photo ${id}: no file in originals; restore it from the backup`]]);
    await restore();
    expect((await sweep()).missing).toBe(0);
    await lose();
    expect((await sweep()).missing).toBe(1);
    expect(await said(id)).toHaveLength(2);
    await restore();
    await sweep();
    log.mockRestore();
  });

  it('may run twice at the same time', async () => {
    const { files } = await take();
    await age(files.original, files.served, files.thumbnail);
    const [one, two] = await Promise.all([sweep(), sweep()]);
    expect(one.orphaned + two.orphaned).toBe(3);
  });
});
