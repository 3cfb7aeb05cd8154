import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { TRUTH, UNLOCK, type Truth } from '../archive/tampering.js';
import { sealedCity } from '../archive/sealed-city.js';
import type { City } from '../harness/city.js';
import { isExported, rootsOf, trail } from './trail.js';

describe('the trail of a night', () => {
  let city: City;
  let client: pg.Client;
  let dataDir: string;
  let rows: Truth['rows'];

  beforeAll(async () => {
    const { city: awake, roots } = await sealedCity();
    city = awake;
    await city.workerStops();
    dataDir = mkdtempSync(path.join(tmpdir(), 'qingkong-trail-'));
    mkdirSync(path.join(dataDir, 'seals'));
    cpSync(roots, path.join(dataDir, 'seals/roots.jsonl'));
    client = new pg.Client({ connectionString: city.database.url });
    await client.connect();
    ({ rows } = await client.query<Truth['rows'][number]>(TRUTH.rows));
  });
  afterAll(async () => {
    await client.end();
    await city.sleeps();
  });

  it('verifies when nobody has touched it', async () => {
    const roots = await rootsOf(dataDir);
    expect(await isExported(client, roots)).toBe(true);
    expect(await trail(client, roots)).toMatchObject({ rows: [] });
  });

  it('names the first row that is not as it was sealed, although every link and list still fits', async () => {
    const row = rows[Math.floor(rows.length / 2)]!;
    await client.query('BEGIN');
    await client.query(UNLOCK);
    await client.query(`UPDATE journal SET subject = 'warning/1' WHERE id = $1`, [row.id]);
    const found = await trail(client, await rootsOf(dataDir));
    await client.query('ROLLBACK');
    expect(found.rows).toEqual([expect.objectContaining({ verdict: 'broken', code: 'row-changed', entry: row.id, seal: row.seal })]);
  });

  it('is not at rest while its last seal is signed and not exported, and nothing is forgiven if it stays so', async () => {
    const file = path.join(dataDir, 'seals/roots.jsonl');
    const whole = readFileSync(file, 'utf8');
    writeFileSync(file, `${whole.trimEnd().split('\n').slice(0, -1).join('\n')}\n`);
    const roots = await rootsOf(dataDir);
    expect(await isExported(client, roots)).toBe(false);
    expect((await trail(client, roots)).rows).toEqual([expect.objectContaining({ verdict: 'broken', code: 'file-ends-early' })]);
    writeFileSync(file, whole);
  });
});
