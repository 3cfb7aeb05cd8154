import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import sharp from 'sharp';
import { Environment } from '#config/environment';
import { MIGRATIONS } from '#config/contexts';
import { migrate } from '#platform';
import { readArchive } from '../../apps/standalone/src/archive/archive-reader.js';
import type { Manifest } from '../../apps/standalone/src/archive/manifest.js';
import { emptyDatabase, type TestDatabase } from '../harness/database.js';
import type { City } from '../harness/city.js';
import { newFolder, tool } from './archive-tools.js';
import { sealedCity } from './sealed-city.js';

// Each tool is a process of its own, and some bring a PostgreSQL.
jest.setTimeout(180_000);

/** The rows of every table of an archive, in an order of their own: where they lie on the disk means nothing. */
async function rowsOf(file: string): Promise<{ manifest: Manifest; tables: Record<string, string[]> }> {
  const parts = new Map<string, Buffer>();
  const manifest = await readArchive(file, async (name, contents) => {
    const chunks: Buffer[] = [];
    for await (const chunk of contents) chunks.push(chunk);
    parts.set(name, Buffer.concat(chunks));
  });
  const text = (names: readonly string[]): string[] => gunzipSync(Buffer.concat(names.map((name) => parts.get(name)!))).toString('utf8').split('\n').filter(Boolean).sort();
  return { manifest, tables: Object.fromEntries(manifest.tables.map(({ name, parts: names }) => [name, text(names)])) };
}

describe('a backup of a running city', () => {
  let city: City;
  let dataDir: string;
  const folder = newFolder();
  const file = path.join(folder, 'city.qkbackup');
  const databases: TestDatabase[] = [];
  const empty = async (): Promise<TestDatabase> => {
    databases.push(await emptyDatabase());
    return databases.at(-1)!;
  };

  beforeAll(async () => {
    ({ city } = await sealedCity());
    dataDir = city.service(Environment).DATA_DIR;
    for (const background of ['#446688', '#886644']) {
      await city.person('qingshi').photographs(await sharp({ create: { width: 80, height: 60, channels: 3, background } }).png().toBuffer());
    }
    const told = await tool('backup', { url: city.database.url, dataDir }, file, '--with-keys');
    if (told.status !== 0) throw new Error(told.said);
  });
  afterAll(async () => {
    await city.sleeps();
    for (const database of databases) await database.drop();
  });

  it('is a file for its owner alone, and nothing lies beside it', () => {
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
    expect(readdirSync(folder)).toEqual(['city.qkbackup']);
  });

  it('says what it is: version, commit, moment, migrations, counts, where the journal stood', async () => {
    const manifest = await readArchive(file);
    const [head] = await city.database.query<{ n: string; root: string }>(`SELECT n, encode(root, 'hex') AS root FROM journal_seal ORDER BY n DESC LIMIT 1`);
    expect(manifest).toMatchObject({ format: 'qingkong.backup/1', product: expect.stringMatching(/^\d+\.\d+\.\d+$/), photos: { files: 6, missing: [], damaged: [] }, keys: ['keys/seal.pem'] });
    expect(BigInt(manifest.journal.seal!.n)).toBeLessThanOrEqual(BigInt(head!.n));
    expect([...manifest.migrations].sort()).toEqual(MIGRATIONS.map(({ name }) => name).sort());
    expect(manifest.tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['journal', 'platform_idempotency', 'journal_seal', 'evidence_photo']));
    expect(manifest.tables.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['identity_session']));
  });

  it('comes back the same, row by row, also from a database that was migrated and never used', async () => {
    const [database, elsewhere, again] = [await empty(), newFolder(), path.join(folder, 'again.qkbackup')];
    await migrate(database.url, MIGRATIONS);
    const told = await tool('restore', { url: database.url, dataDir: elsewhere }, file);
    expect([told.status, told.said]).toEqual([0, expect.stringMatching(/^restored[\s\S]*left out {3}test_clock/)]);
    expect((await tool('backup', { url: database.url, dataDir: elsewhere }, again, '--with-keys')).status).toBe(0);
    const [before, after] = [await rowsOf(file), await rowsOf(again)];
    const { test_clock: _, platform_restore_epoch: oldEpoch, ...kept } = before.tables;
    const { platform_restore_epoch: newEpoch, ...restored } = after.tables;
    expect(restored).toEqual(kept);
    expect(newEpoch![0]!.split('\t')[1]).not.toBe(oldEpoch![0]!.split('\t')[1]);
    expect(after.manifest.photos).toEqual(before.manifest.photos);
    expect(after.manifest.sequences).toEqual(before.manifest.sequences.filter(({ name }) => after.manifest.sequences.some((kept) => kept.name === name)));
    const key = path.join(elsewhere, 'keys/seal.pem');
    expect([readFileSync(key, 'utf8'), statSync(key).mode & 0o777]).toEqual([readFileSync(path.join(dataDir, 'keys/seal.pem'), 'utf8'), 0o600]);
    expect(await tool('audit-verify', { url: database.url, dataDir: elsewhere }, '--roots', path.join(dataDir, 'seals/roots.jsonl'))).toMatchObject({ said: expect.stringMatching(/sound|the journal ends before it/) });
  });

  it('draws another epoch at every restore, so that jobs between two of them mean nothing', async () => {
    const epochs = new Set<string>();
    for (let times = 0; times < 2; times++) {
      const database = await empty();
      await tool('restore', { url: database.url, dataDir: newFolder() }, file);
      epochs.add((await database.query<{ epoch: string }>('SELECT epoch FROM platform_restore_epoch'))[0]!.epoch);
    }
    expect(epochs.size).toBe(2);
  });

  it('leaves no sessions: people sign in again, and every guard stands as before', async () => {
    const database = databases.at(-1)!;
    expect(await database.query('SELECT 1 FROM identity_session')).toEqual([]);
    await expect(database.query('DELETE FROM journal')).rejects.toThrow('journal is written once and never changed');
    const disabled = await database.query(`SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'`);
    expect(disabled).toEqual([]);
  });

  it('goes into an embedded server that does not exist yet, once', async () => {
    const fresh = path.join(newFolder(), 'data');
    const told = await tool('restore', { dataDir: fresh }, file);
    expect([told.status, told.said]).toEqual([0, expect.stringContaining('restored')]);
    const again = await tool('restore', { dataDir: fresh }, file);
    expect([again.status, again.said]).toEqual([1, expect.stringMatching(/its journal has \d+ entries. A restore never overwrites/)]);
    const copy = path.join(folder, 'embedded.qkbackup');
    expect((await tool('backup', { dataDir: fresh }, copy)).status).toBe(0);
    expect((await rowsOf(copy)).tables.journal).toEqual((await rowsOf(file)).tables.journal);
    expect(existsSync(path.join(fresh, 'running.pid'))).toBe(false);
  });

  it('refuses a database in which something else lives, one that the product is connected to, and other keys', async () => {
    const [database, target] = [await empty(), newFolder()];
    await database.query('CREATE TABLE somebody (id int)');
    expect((await tool('restore', { url: database.url, dataDir: target }, file)).said).toContain('1 tables of something else');
    expect((await tool('restore', { url: city.database.url, dataDir: target }, file)).said).toContain('Stop every api and worker first');
    const other = newFolder();
    mkdirSync(path.join(other, 'keys'));
    writeFileSync(path.join(other, 'keys/seal.pem'), 'another');
    expect((await tool('restore', { url: (await empty()).url, dataDir: other }, file)).said).toContain('holds other keys than the backup: keys/seal.pem');
  });

  it('moves exported roots of another life aside and never writes on them', async () => {
    const other = newFolder();
    const roots = path.join(other, 'roots.jsonl');
    writeFileSync(roots, '{"n":"1"}\n');
    const database = await empty();
    const told = await tool('restore', { url: database.url, dataDir: other, sealFile: roots }, file);
    expect(told.said).toContain(`${roots}.before-restore-1`);
    expect([existsSync(roots), readFileSync(`${roots}.before-restore-1`, 'utf8')]).toEqual([false, '{"n":"1"}\n']);
  });

  it('tells when it was cut short, and leaves nothing', async () => {
    const target = path.join(newFolder(), 'cut.qkbackup');
    await city.database.query('CREATE TABLE zz_late (id int)');
    const lock = await lockOn(city.database.url, 'zz_late');
    const running = tool('backup', { url: city.database.url, dataDir }, target);
    await backendWaits(city.database);
    await city.database.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'qingkong backup' AND datname = current_database()`);
    const told = await running;
    await lock();
    await city.database.query('DROP TABLE zz_late');
    expect(told.status).toBe(1);
    expect(readdirSync(path.dirname(target))).toEqual([]);
  });

  it('names a photo whose file is gone, and one that is no longer what it was', async () => {
    const rows = await city.database.query<{ original: string; served: string }>('SELECT original_file AS original, served_file AS served FROM evidence_photo ORDER BY sha256');
    const place = (name: string): string => path.join(dataDir, 'evidence', name);
    rmSync(place(rows[0]!.served));
    rmSync(place(rows[1]!.original));
    writeFileSync(place(rows[1]!.original), 'rotten');
    const gaps = path.join(folder, 'gaps.qkbackup');
    const told = await tool('backup', { url: city.database.url, dataDir }, gaps);
    expect([told.status, told.said]).toEqual([3, expect.stringMatching(new RegExp(`MISSING +evidence/${rows[0]!.served}[\\s\\S]*DAMAGED +evidence/${rows[1]!.original}`))]);
    const restored = await tool('restore', { url: (await empty()).url, dataDir: newFolder() }, gaps);
    expect([restored.status, restored.said]).toEqual([0, expect.stringContaining(`MISSING    evidence/${rows[0]!.served}`)]);
  });
});

async function lockOn(url: string, table: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  return () => client.end();
}

async function backendWaits(database: TestDatabase): Promise<void> {
  for (;;) {
    const waiting = await database.query(`SELECT 1 FROM pg_stat_activity WHERE application_name = 'qingkong backup' AND wait_event_type = 'Lock' AND datname = current_database()`);
    if (waiting.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
