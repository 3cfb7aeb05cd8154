import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { checkJournal, keysOf, Health, SEALED_COLUMNS, SealFile, type CheckReport } from '#platform';
import { Chance } from '../crash/chance.js';
import type { City } from '../harness/city.js';
import { Unit } from '../harness/unit.js';
import { holders, sealed, sealedCity } from './sealed-city.js';
import { TAMPERINGS, TRUTH, UNLOCK, type Truth } from './tampering.js';

const PATIENCE = 3_600;
const TRIES = 100;

describe('the seals of the journal', () => {
  let city: City;
  let roots: string;
  let client: pg.Client;
  let truth: Truth;
  const check = (file: string | null = roots, keys: CheckReportKeys = null, patience = PATIENCE): Promise<CheckReport> => checkJournal(client, { roots: file ? new SealFile(file) : null, keys, patience });
  const copyOfRoots = (change: (lines: string[]) => string[]): string => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'qingkong-roots-')), 'roots.jsonl');
    writeFileSync(file, change(readFileSync(roots, 'utf8').trimEnd().split('\n')).map((line) => `${line}\n`).join(''));
    return file;
  };

  beforeAll(async () => {
    ({ city, roots } = await sealedCity());
    await city.workerStops();
    client = new pg.Client({ connectionString: city.database.url });
    await client.connect();
    truth = { rows: await city.database.query(TRUTH.rows), seals: await city.database.query(TRUTH.seals) };
  });
  afterAll(async () => {
    await client.end();
    await city.sleeps();
  });

  it('cover every row of the journal, each once, in several linked batches', async () => {
    expect(truth.seals.length).toBeGreaterThan(6);
    const [{ rows }] = (await city.database.query<{ rows: number }>('SELECT count(*)::int AS rows FROM journal')) as [{ rows: number }];
    expect(new Set(truth.rows.map((row) => row.id)).size).toBe(rows);
    expect(await check()).toMatchObject({ finding: null, seals: truth.seals.length, roots: truth.seals.length, entries: rows, waiting: 0 });
  });

  it('cover every column that the journal has', async () => {
    const columns = await city.database.query<{ name: string }>(`SELECT attname AS name FROM pg_attribute WHERE attrelid = 'journal'::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`);
    expect(columns.map(({ name }) => name)).toEqual([...SEALED_COLUMNS]);
  });

  it.each([
    ['America/New_York', 'German, DMY'],
    ['Asia/Shanghai', 'SQL, MDY'],
    ['UTC', 'Postgres, YMD'],
  ])('are the same under TimeZone %s and DateStyle %s', async (zone, style) => {
    await client.query(`BEGIN; SET LOCAL TimeZone = '${zone}'; SET LOCAL DateStyle = '${style}'; SET LOCAL bytea_output = 'escape'; SET LOCAL IntervalStyle = 'iso_8601'`);
    const report = await check();
    await client.query('ROLLBACK');
    expect(report).toMatchObject({ finding: null, seals: truth.seals.length });
  });

  const drawn = new Chance(20_261_122);
  const kinds = Array.from({ length: TRIES }, (_, n) => [n + 1, TAMPERINGS[n % TAMPERINGS.length]!] as const);

  it.each(kinds.map(([n, tampering]) => [n, tampering.name, tampering] as const))('%s: somebody %s, and the first bad row is named', async (n, _name, { commit, needsFile }) => {
    await client.query('BEGIN');
    try {
      await client.query(UNLOCK);
      const expected = await commit(client, truth, drawn.fork(n));
      expect((await check()).finding).toMatchObject(expected);
      if (!needsFile) expect((await check(null)).finding).toMatchObject(expected);
    } finally {
      await client.query('ROLLBACK');
    }
  });

  it('signed with another key are refused by whoever knows the right one, even with the file written anew', async () => {
    const rewriting = TAMPERINGS.find(({ name }) => name.includes('key of his own'))!;
    const own = readFileSync(roots, 'utf8').split('\n').map((line) => line && (JSON.parse(line) as { publicKey?: string }).publicKey).find(Boolean)!;
    await client.query('BEGIN');
    await client.query(UNLOCK);
    await rewriting.commit(client, truth, drawn);
    const [believed, known] = [await check(null), await check(null, keysOf(own))];
    await client.query('ROLLBACK');
    expect(believed.finding).toBeNull();
    expect(known.finding).toMatchObject({ seal: '1', entry: truth.seals[0]!.first, what: expect.stringContaining('a key that is not ours') });
    expect((await check(null, keysOf(own))).finding).toBeNull();
  });

  it.each([
    ['a line was removed', (lines: string[]) => lines.filter((line) => !line.includes('"n":"4"')), '4'],
    ['a root was changed', (lines: string[]) => lines.map((line) => (line.includes('"n":"3"') ? line.replace(/"root":"[0-9a-f]{4}/, '"root":"0000') : line)), '3'],
    ['a line is no JSON', (lines: string[]) => [...lines.slice(0, 3), 'x', ...lines.slice(3)], null],
  ])('show in the exported file that %s', async (_what, change, seal) => {
    expect((await check(copyOfRoots(change))).finding).toMatchObject({ seal });
  });

  it('show that the exported file was cut, once the seal is old enough to have been exported', async () => {
    const cut = copyOfRoots((lines) => lines.slice(0, -2));
    expect((await check(cut)).finding).toBeNull();
    expect((await check(cut, null, -1)).finding).toMatchObject({ what: expect.stringContaining('the exported file ends before') });
  });

  it('take a line that a frozen leader wrote twice for what it is', async () => {
    expect((await check(copyOfRoots((lines) => lines.flatMap((line) => (line.includes('"n":"2"') ? [line, line] : [line]))))).finding).toBeNull();
  });

  it('take a line for what it is that a frozen leader wrote when others had gone on, and no other in its place', async () => {
    const late = (changed: (line: string) => string) => copyOfRoots((lines) => {
      const second = lines.find((line) => line.includes('"n":"2"'))!;
      return lines.flatMap((line) => (line.includes('"n":"4"') ? [line, changed(second)] : [line]));
    });
    expect((await check(late((line) => line))).finding).toBeNull();
    expect((await check(late((line) => line.replace(/("root":")..../, '$10000')))).finding).toMatchObject({ seal: '2', what: expect.stringContaining('the seal is missing in the database') });
  });

  it('say that a row should have been sealed by now', async () => {
    await client.query('BEGIN');
    const { rows } = await client.query<{ id: string }>(
      `SELECT journal_write((SELECT id FROM directory_jurisdiction), 'test.late', 'test/1', NULL, '{command}', '{}', NULL, NULL) AS id`,
    );
    expect(await check()).toMatchObject({ finding: null, waiting: 1 });
    expect((await check(roots, null, -1)).finding).toMatchObject({ entry: rows[0]!.id, what: expect.stringContaining('should have been sealed') });
    await client.query('ROLLBACK');
  });

  it('are checked by npm run audit:verify, which leaves a note for the console', async () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, ['dist/apps/standalone/src/audit-verify.js', ...args], { encoding: 'utf8', env: { ...process.env, DATABASE_URL: city.database.url, DATA_DIR: path.dirname(path.dirname(roots)), INIT_CWD: process.cwd() } });
    const sound = run('--public-key', path.join(path.dirname(roots), 'public-keys.pem'));
    expect([sound.stdout, sound.stderr, sound.status]).toEqual([expect.stringMatching(new RegExp(`seals +${truth.seals.length} checked[\\s\\S]*rows +${truth.rows.length} are[\\s\\S]*from --public-key[\\s\\S]*sound\\n$`)), '', 0]);
    const cut = run('--roots', copyOfRoots((lines) => lines.map((line) => line.replace(/("n":"5".*"root":")..../, '$10000'))));
    expect([cut.stdout, cut.status]).toEqual([expect.stringMatching(/FIRST BAD ROW {2}journal entry \d+, seal 5: /), 1]);
    const notes = await city.database.query<{ finding: string | null }>('SELECT finding FROM journal_seal_check ORDER BY id');
    expect(notes).toEqual([{ finding: null }, { finding: expect.stringContaining('seal 5') }]);
    const state = await city.person('shenji01').reads('/audit/seal').catch((error: Error) => error.message);
    expect(state).toMatchObject({ sealedUpTo: truth.rows.at(-1)!.id, unsealed: 1, publicKeyFingerprint: expect.stringMatching(/^[0-9a-f]{64}$/), checkedSound: false, checkedAt: expect.any(String) });
  });

  it('go on after the worker has died in between, and repair the gap in the file', async () => {
    writeFileSync(roots, readFileSync(roots, 'utf8').trimEnd().split('\n').slice(0, -2).map((line) => `${line}\n`).join('') + '{"n":"half a li');
    const username = (await holders(city))[8]!;
    await new Unit(city, username).acknowledges();
    const health = city.service(Health);
    await city.database.query(`UPDATE test_clock SET shift = shift + interval '20 seconds'`);
    await city.workerStarts(path.dirname(path.dirname(roots)));
    await sealed(city);
    await expect(check()).resolves.toMatchObject({ finding: null, waiting: 0 });
    expect((await health.readiness()).degraded).not.toContain('seal.behind');
    const report = await check(roots, null, 5);
    expect(report).toMatchObject({ finding: null, roots: report.seals });
  });

  it('stand still when the exported file tells another history, and readiness says that the seal is behind', async () => {
    const before = await check();
    appendFileSync(roots, `${JSON.stringify({ n: String(before.seals + 1), root: '00'.repeat(32), first: '1', last: '1', count: 1, at: '', key: '', signature: '' })}\n`);
    await city.workerStops();
    await city.workerStarts(path.dirname(path.dirname(roots)));
    const username = (await holders(city))[9]!;
    await new Unit(city, username).acknowledges();
    await city.settles();
    await city.database.query(`UPDATE test_clock SET shift = shift + interval '20 seconds'`);
    expect((await city.service(Health).readiness()).degraded).toContain('seal.behind');
    expect((await check()).seals).toBe(before.seals);
  });
});

type CheckReportKeys = Parameters<typeof checkJournal>[1]['keys'];
